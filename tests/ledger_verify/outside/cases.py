"""外部核验的题目 One question for other people's verifiers: is this entry in this log, and did it only grow?"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from liuhen.ledger.verify import merkle
from liuhen.ledger.verify.checkpoint import Checkpoint
from liuhen.ledger.verify.note import Ed25519Key, Key, Note
from tests.ledger_verify.build import Log


@dataclass(frozen=True)
class Case:
    """题目 Everything a verifier may ask for; `keys` are the log's two keys and the witness's."""

    keys: tuple[Key, ...]
    checkpoint: bytes
    entry: bytes
    index: int
    path: tuple[bytes, ...]
    old_size: int
    old_root: bytes
    consistency: tuple[bytes, ...]

    @property
    def key(self) -> Key:
        """The log's Ed25519 key."""
        return next(key for key in self.keys if isinstance(key, Ed25519Key))

    @property
    def head(self) -> Checkpoint:
        return Checkpoint.parse(Note.parse(self.checkpoint).text)

    def plain(self) -> dict[str, Any]:
        """As JSON for verifiers in other languages."""
        return {
            "vkey": str(self.key),
            "name": self.key.name,
            "keyId": self.key.id.hex(),
            "public": b64encode(self.key.public).decode(),
            "checkpoint": self.checkpoint.decode(),
            "entry": b64encode(self.entry).decode(),
            "index": self.index,
            "path": [b64encode(one).decode() for one in self.path],
            "oldSize": self.old_size,
            "oldRoot": b64encode(self.old_root).decode(),
            "consistency": [b64encode(one).decode() for one in self.consistency],
        }


def sound(size: int, index: int, old: int) -> Case:
    """A case that holds."""
    log = Log("demo.liuhen.example/qingshan/public")
    entries = [b'{"entry":%d}' % number for number in range(size)]
    for entry in entries[:old]:
        log.append(entry)
    old_root = merkle.root(log.leaves)
    for entry in entries[old:]:
        log.append(entry)
    return Case(
        keys=tuple(one.key for one in (*log.signers, *log.witnesses)),
        checkpoint=log.checkpoint(witnessed=True),
        entry=entries[index],
        index=index,
        path=tuple(merkle.inclusion_proof(index, size, log.hash_at)),
        old_size=old,
        old_root=old_root,
        consistency=tuple(merkle.consistency_proof(old, size, log.hash_at)),
    )


SOUND = [sound(*one) for one in ((2, 0, 1), (7, 6, 4), (8, 3, 5), (15, 14, 8), (300, 256, 255))]


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def inclusion_broken(case: Case) -> Iterator[Case]:
    """What nobody may accept as inclusion under a signed checkpoint."""
    yield replace(case, entry=case.entry + b" ")
    yield replace(case, index=case.index ^ 1)
    yield replace(case, path=(flip(case.path[0]), *case.path[1:]))
    yield replace(case, path=case.path[:-1])
    yield replace(case, path=(*case.path, case.path[-1]))
    yield replace(
        case, checkpoint=case.checkpoint.replace(b"\n%d\n" % case.head.size, b"\n%d\n" % (case.head.size + 1))
    )
    line = str(Note.parse(case.checkpoint).signatures[0]).encode()
    other = line[:-12] + (b"A" if line[-12:-11] != b"A" else b"B") + line[-11:]
    yield replace(case, checkpoint=case.checkpoint.replace(line, other))


def consistency_broken(case: Case) -> Iterator[Case]:
    """What nobody may accept as growth."""
    yield replace(case, old_root=flip(case.old_root))
    yield replace(case, consistency=(flip(case.consistency[0]), *case.consistency[1:]))
    yield replace(case, consistency=(*case.consistency, case.consistency[-1]))
