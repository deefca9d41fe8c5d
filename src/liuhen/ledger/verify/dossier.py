"""卷宗 What binds a dossier together: its content digest and its manifest (FORMAT.md beside this file)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from liuhen.kit import canonical

FORMAT = "liuhen-dossier/1"
UNLISTED = ("manifest.json", "verify.py")
NOT_CONTENT = (*UNLISTED, "policy.txt", "checkpoint.txt")
NOT_CONTENT_FOLDERS = ("proofs/", "anchor/", "export/")


class Listed(NamedTuple):
    """清单一行 One file of the dossier; `size` in bytes."""

    path: str
    sha256: str
    size: int

    @classmethod
    def of(cls, path: str, data: bytes) -> Listed:
        """The row for these bytes."""
        return cls(path, sha256(data).hexdigest(), len(data))


def head(
    *, title: str, subject: tuple[str, str], book: str, log: str, exported: str, format: str = FORMAT
) -> dict[str, Any]:
    """卷首 The manifest without its files. `log`: origin of the log; `exported`: RFC 3339 as in entries."""
    kind, id = subject
    return {
        "format": format,
        "title": title,
        "subject": {"kind": kind, "id": id},
        "book": book,
        "log": log,
        "exported": exported,
    }


def is_content(path: str) -> bool:
    """True for files which the export entry binds, false for those made after it."""
    return path not in NOT_CONTENT and not path.startswith(NOT_CONTENT_FOLDERS)


def content_digest(head: Mapping[str, Any], files: Iterable[Listed]) -> str:
    """内容摘要 What the export entry records, in hex; files that are not content are passed over."""
    rows = sorted([one.path, one.sha256] for one in files if is_content(one.path))
    return sha256(canonical.encode({"files": rows, "head": dict(head)})).hexdigest()


def manifest(head: Mapping[str, Any], files: Iterable[Listed]) -> bytes:
    """清单 Bytes of manifest.json over every file but itself and verify.py."""
    rows = [one._asdict() for one in sorted(files) if one.path not in UNLISTED]
    return canonical.encode({**head, "files": rows})
