"""出卷 Exports one file of the book as a dossier that opens and verifies without us (verify/FORMAT.md).

The export's own digest is written into the book first, as the last entry of the file, and a checkpoint is forced, so
that the dossier carries the proof of its own export. What is disclosed, and to whom, the caller has decided.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import NotFound, Raced
from liuhen.ledger import files, origins, proofs, sequencer
from liuhen.ledger.book import Actor, Book, Entry
from liuhen.ledger.book_records import ExportMade
from liuhen.ledger.models import CheckpointRow, Evidence
from liuhen.ledger.origins import INTERNAL, PUBLIC
from liuhen.ledger.verify.dossier import Listed, content_digest, head, manifest

VERIFIER = Path(__file__).parent / "verify" / "verify.py"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Request:
    """出卷请求 Which file, under which title, with which other entries, disclosed fields and papers for people.

    `excerpts`: entries of other files of the internal log. `disclosed`: (entry, field) pairs. `papers`: path → bytes.
    `kept_back`: entries of the file itself whose files stay at home, since a scan shows what their fields seal.
    """

    kind: str
    subject: UUID
    title: str
    organ: UUID
    excerpts: tuple[Entry, ...] = ()
    disclosed: tuple[tuple[UUID, str], ...] = ()
    kept_back: frozenset[UUID] = frozenset()
    papers: Mapping[str, bytes] = field(default_factory=dict)


def entries_for(book: Book, kind: str, subject: UUID) -> list[Entry]:
    """卷内记录 The entries of a file that a dossier shows: those of the internal log, each with its index by now."""
    sequencer.run_once(book.origin, sealed=False)
    return [entry for entry in book.file_of(kind, subject) if entry.log == INTERNAL]


def export(book: Book, request: Request, *, by: Actor, purpose: str) -> dict[str, bytes]:
    """出卷 All files of the dossier by path. Raises Raced when the file was written to meanwhile."""
    own = entries_for(book, request.kind, request.subject)
    content = _content(book, request, own, by, purpose)
    top = head(
        title=request.title,
        subject=(request.kind, str(request.subject)),
        book=book.origin,
        log=origins.current(book.origin, INTERNAL),
        exported=clock.rfc3339(clock.now()),
    )
    digest = content_digest(top, [Listed.of(path, data) for path, data in content.items()])
    made = _record_export(book, request, own, digest, by)
    shown = _in_log_order([*own, *request.excerpts])
    return _with_proofs(book, made, shown, content, top)


def verifier_digest() -> str:
    """校验程序摘要 SHA-256 of the verifier as it goes into every dossier, to be published for people to compare."""
    return hashlib.sha256(VERIFIER.read_bytes()).hexdigest()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """打包 The dossier as one zip without compression, so that an old browser can read it; equal for equal input."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(parts):
            archive.writestr(zipfile.ZipInfo(path, FIRST_DAY_OF_ZIP), parts[path])
    return target.getvalue()


def _content(book: Book, request: Request, own: list[Entry], by: Actor, purpose: str) -> dict[str, bytes]:
    content, shown = dict(request.papers), [*own, *request.excerpts]
    for number, entry in enumerate(_in_log_order(shown), 1):
        content[f"entries/{number:04d}-{entry.id}.json"] = entry.leaf
    content["disclosed.json"] = canonical.encode(_disclosed(book, request.disclosed, by, purpose))
    content |= {f"evidence/{digest}": data for digest, data in _evidence(shown).items()}
    # The files of excerpts stay at home: a meeting's record holds its other items too.
    sent = [entry for entry in own if entry.id not in request.kept_back]
    content |= {f"files/{digest}": files.get(digest) for entry in sent for digest in entry.files}
    return content


def _in_log_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=proofs.index_of)


def _disclosed(book: Book, wanted: Iterable[tuple[UUID, str]], by: Actor, purpose: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry, name in wanted:
        try:
            opened = book.disclose(entry, name, by=by, purpose=purpose)
        except NotFound:
            continue  # redacted: the commitment stays, and the verifier counts it as withheld
        salt = base64.b64encode(opened.salt).decode()
        found.setdefault(str(entry), {})[name] = {"value": opened.value, "salt": salt}
    return found


def _evidence(shown: Iterable[Entry]) -> dict[str, bytes]:
    wanted = {signature["evidence"] for entry in shown for signature in entry.signatures}
    return {row.sha256: bytes(row.content) for row in Evidence.objects.filter(sha256__in=wanted)}


def _record_export(book: Book, request: Request, own: list[Entry], digest: str, by: Actor) -> Entry:
    record = ExportMade(
        file_kind=request.kind, file_id=str(request.subject), content_digest=digest, title=request.title
    )
    with book.writing(request.kind, request.subject):
        if len([one for one in book.file_of(request.kind, request.subject) if one.log == INTERNAL]) != len(own):
            raise Raced("platform.stale", "出卷时案卷又有新的记录，请重新导出")
        return book.append(record, by=by, organ=request.organ)


def _with_proofs(
    book: Book, made: Entry, shown: list[Entry], content: dict[str, bytes], top: dict[str, Any]
) -> dict[str, bytes]:
    checkpoint = sequencer.force_checkpoint(book.origin, INTERNAL)
    parts = dict(content)
    for number, entry in enumerate(shown, 1):
        parts[f"proofs/{number:04d}-{entry.id}.tlog-proof"] = proofs.proof_of(entry, checkpoint)
    parts["export/entry.json"] = made.leaf
    parts["export/proof.tlog-proof"] = proofs.proof_of(made, checkpoint)
    parts["checkpoint.txt"] = checkpoint.note.encode()
    parts["policy.txt"] = proofs.policy(book.origin).encode()
    parts |= _anchor(book, checkpoint)
    parts["manifest.json"] = manifest(top, [Listed.of(path, data) for path, data in parts.items()])
    parts["verify.py"] = VERIFIER.read_bytes()
    return parts


def _anchor(book: Book, checkpoint: CheckpointRow) -> dict[str, bytes]:
    anchor = book.last_of("log", checkpoint.origin)
    if anchor is None or anchor.body["public"]["size"] != checkpoint.size:
        return {}  # a later checkpoint was anchored already; the verifier says that there is none
    public = sequencer.force_checkpoint(book.origin, PUBLIC)
    return {"anchor/entry.json": anchor.leaf, "anchor/proof.tlog-proof": proofs.proof_of(anchor, public)}
