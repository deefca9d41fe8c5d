"""附件库 Files by the digest of their content: what is named in the book cannot be swapped unseen."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from liuhen.kit.refusals import BadInput, NotFound

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class FileRef:
    """附件指引 A file as it stands in an entry."""

    sha256: str
    sm3: str
    size: int
    media: str

    def plain(self) -> dict[str, str | int]:
        """写法 In the book's spelling."""
        return {"sha256": self.sha256, "sm3": self.sm3, "size": self.size, "media": self.media}


def put(content: bytes, media: str = "application/octet-stream") -> FileRef:
    """存入 Stores the content once and returns its digests. Raises BadInput when empty or over 64 MiB."""
    if not content:
        raise BadInput("platform.input", "文件是空的")
    if len(content) > MAX_BYTES:
        raise BadInput("platform.too-large", "文件超过 64 MiB")
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if not place.exists():
        _write(place, content)
    return FileRef(digest, hashlib.new("sm3", content).hexdigest(), len(content), media)


def get(sha256: str) -> bytes:
    """取出 The content with this digest. Raises NotFound."""
    try:
        return _place(sha256).read_bytes()
    except (FileNotFoundError, ValueError) as error:
        raise NotFound("platform.not-found", f"附件 {sha256[:12]}… 不在附件库中") from error


def check(sha256: str) -> str:
    """查验 "" when the stored content still has its digest, else what is wrong with it."""
    try:
        content = get(sha256)
    except NotFound:
        return "缺失"
    return "" if hashlib.sha256(content).hexdigest() == sha256 else "内容已变"


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not all(char in "0123456789abcdef" for char in sha256):
        raise ValueError("not a SHA-256 in hexadecimal")
    return Path(settings.LIUHEN_FILES) / sha256[:2] / sha256


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(name, place)
