"""样卷 Builds a dossier in memory with our own modules: two logs, a witness, sealed fields, evidence, an attachment."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from liuhen.kit import canonical
from liuhen.ledger.verify import dossier, merkle
from liuhen.ledger.verify.checkpoint import Checkpoint, sign_checkpoint
from liuhen.ledger.verify.commitment import commit
from liuhen.ledger.verify.cosignature import CosignerSigner, Mldsa44Signer
from liuhen.ledger.verify.note import Ed25519Signer, Note
from liuhen.ledger.verify.proof import TlogProof

ORIGIN = "demo.liuhen.example/qingshan"
TIME = 1_795_315_500
MOTION = {"kind": "motion", "id": "019a0000-0000-7000-8000-000000000001"}
MEETING = {"kind": "meeting", "id": "019a0000-0000-7000-8000-000000000002"}


def seed(name: str) -> bytes:
    """A key's 32 secret bytes, made from its name: samples are the same in every run."""
    return sha256(name.encode()).digest()


def uuid(number: int) -> str:
    """A UUIDv7-shaped id."""
    return f"019a0000-0000-7000-8000-{number:012x}"


WITNESS = CosignerSigner("witness.example/jiwei", seed("jiwei"), lambda: TIME)


@dataclass
class Log:
    """日志 A tree kept whole in memory."""

    origin: str
    leaves: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signers = [
            Ed25519Signer(self.origin, seed(self.origin)),
            Mldsa44Signer(self.origin, seed(self.origin + " pq")),
        ]
        self.witnesses = [WITNESS]

    def append(self, entry: bytes) -> int:
        self.leaves.append(merkle.leaf_hash(entry))
        return len(self.leaves) - 1

    def hash_at(self, level: int, index: int) -> bytes:
        return merkle.root(self.leaves[index << level : (index + 1) << level])

    def checkpoint(self, witnessed: bool = False) -> bytes:
        checkpoint = Checkpoint(self.origin, len(self.leaves), merkle.root(self.leaves))
        note = Note.parse(sign_checkpoint(checkpoint, self.signers))
        return note.adding(*(one.sign(note.text) for one in self.witnesses if witnessed)).encode()

    def proof(self, index: int, checkpoint: bytes) -> bytes:
        path = merkle.inclusion_proof(index, len(self.leaves), self.hash_at)
        return TlogProof(index, tuple(path), checkpoint).encode()

    def fill(self, count: int) -> None:
        for number in range(count):
            self.append(f"filler {self.origin} {len(self.leaves)} {number}".encode())


class Maker:
    """出卷 Appends entries to the logs and lays out the folder as `{path: bytes}`."""

    def __init__(self) -> None:
        self.internal, self.public = Log(f"{ORIGIN}/internal"), Log(f"{ORIGIN}/public")
        self.files: dict[str, bytes] = {}
        self.disclosed: dict[str, dict] = {}
        self.places: list[tuple[str, Log, int]] = []
        self.heads: dict[str, str] = {}
        self.count = 100

    def leaf(self, kind: str, subject: dict, public: dict, sealed: dict | None = None, **more: object) -> bytes:
        self.count += 1
        id, commitments = uuid(self.count), {}
        for name, (value, shown) in (sealed or {}).items():
            salt = sha256(f"{id} {name}".encode()).digest()[:16]
            commitments[name] = commit(name, salt, canonical.encode(value)).hex()
            if shown:
                opened = {"value": value, "salt": b64encode(salt).decode()}
                self.disclosed.setdefault(id, {})[name] = opened
        now = f"2026-11-{self.count - 100:02d}T01:00:00.000Z"
        body = {
            "v": 1,
            "type": kind,
            "id": id,
            "org": uuid(1),
            "subject": subject,
            "prev": self.heads.get(subject["id"], ""),
            "actor": {"person": uuid(2), "post": uuid(3), "organ": uuid(1)},
            "occurred": now,
            "recorded": now,
            "public": public,
            "sealed": commitments,
            "files": [],
            "sig": [],
            "rule": ["decisions.chief-speaks-last@1"],
            **more,
        }
        raw = canonical.encode(body)
        self.heads[subject["id"]] = merkle.leaf_hash(raw).hex()
        return raw

    def enter(self, kind: str, subject: dict, public: dict, sealed: dict | None = None, **more: object) -> None:
        raw = self.leaf(kind, subject, public, sealed, **more)
        self.internal.fill(3)
        index = self.internal.append(raw)
        stem = f"{len(self.places) + 1:04d}-{canonical.decode(raw)['id']}"
        self.files[f"entries/{stem}.json"] = raw
        self.places.append((f"proofs/{stem}.tlog-proof", self.internal, index))

    def policy(self, quorum: str = "witness") -> bytes:
        signers = [log.signers[0] for log in (self.internal, self.public)]
        lines = [f"log {one.key}" for one in signers]
        lines += [f"witness jiwei {WITNESS.key}", "group witness 1 jiwei", f"quorum {quorum}"]
        return ("# 样卷策略\n" + "\n".join(lines) + "\n").encode()

    def story(self, motions: int = 3) -> None:
        """A motion drafted, its opinions, an excerpt of the meeting, evidence and an attachment."""
        paper = b"%PDF-1.7 sample paper"
        name = sha256(paper).hexdigest()
        self.files[f"files/{name}"] = paper
        attached = [{"sha256": name, "sm3": "0" * 64, "size": len(paper), "media": "application/pdf"}]
        title = ("关于采购防汛物资的动议", True)
        self.enter("decisions.motion-drafted/1", MOTION, {"round": 1}, {"title": title}, files=attached)
        self.enter("decisions.meeting-called/1", MEETING, {"place": "一号会议室"})
        for number in range(motions):
            self.opinion(number, shown=number % 2 == 0)
        self.files["卷宗.pdf"] = b"%PDF-1.7 for people"

    def opinion(self, number: int, shown: bool, document: str = "", signed: str = "") -> None:
        """A signed opinion, its document shown or withheld; `signed` is what the evidence is over, if another text."""
        document = document or f"甲 第 {number} 次表态 同意"
        digest = sha256((signed or document).encode()).hexdigest()
        evidence = canonical.encode({"v": 1, "provider": "pin", "digest": digest})
        name = sha256(evidence).hexdigest()
        self.files[f"evidence/{name}"] = evidence
        values = {"stance": ("agree", shown), "words": ("同意，建议分批采购。", False), "document": (document, shown)}
        sig = [{"provider": "pin", "key": uuid(9), "evidence": name}]
        self.enter("decisions.opinion-signed/1", MOTION, {"order": number}, values, sig=sig)

    def close(self, anchor: bool = True) -> dict[str, bytes]:
        """Record the export, sign the checkpoint, anchor it, write the manifest."""
        head = dossier.head(
            title="防汛物资采购决策档案",
            subject=(MOTION["kind"], MOTION["id"]),
            book=ORIGIN,
            log=self.internal.origin,
            exported="2026-11-22T03:00:00.000Z",
        )
        self.files["disclosed.json"] = canonical.encode(self.disclosed)
        files = self.files
        digest = dossier.content_digest(head, [dossier.Listed.of(*one) for one in files.items()])
        export = self.leaf("ledger.export-made/1", MOTION, {"content_digest": digest})
        place = self.internal.append(export)
        self.internal.fill(2)
        note = self.internal.checkpoint(witnessed=not anchor)
        files |= {path: log.proof(index, note) for path, log, index in self.places}
        files |= {"export/entry.json": export, "export/proof.tlog-proof": self.internal.proof(place, note)}
        files |= {"checkpoint.txt": note, "policy.txt": self.policy()}
        if anchor:
            self._anchor(Checkpoint.parse(Note.parse(note).text))
        files["manifest.json"] = dossier.manifest(head, [dossier.Listed.of(*one) for one in files.items()])
        return files

    def _anchor(self, checkpoint: Checkpoint) -> None:
        public = {"log": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}
        raw = self.leaf("ledger.checkpoint-anchored/1", {"kind": "log", "id": "internal"}, public)
        self.public.fill(7)
        index = self.public.append(raw)
        self.public.fill(1)
        note = self.public.checkpoint(witnessed=True)
        self.files |= {"anchor/entry.json": raw, "anchor/proof.tlog-proof": self.public.proof(index, note)}


def sample(motions: int = 3, anchor: bool = True) -> dict[str, bytes]:
    """The sample dossier as `{path: bytes}`."""
    maker = Maker()
    maker.story(motions)
    return maker.close(anchor)


def write(files: dict[str, bytes], folder: Path) -> Path:
    """Lay the dossier out as a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def pack(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """The dossier as a zip, with fixed dates."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path), data, compress_type=compression)
    return stream.getvalue()
