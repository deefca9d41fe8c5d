"""表格文件把关 Refuses rubbish before a parser sees it: no xlsx, encrypted, a zip bomb, a cell too far out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from liuhen.kit.refusals import BadInput

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 100_000
MAX_COLUMNS = 60
STEP = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted xlsx, or an old xls

# A reader makes a dense grid up to the farthest cell, so one cell at XFD1048576 would ask for hundreds of gigabytes.
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_OVERLAP = 64


def require_safe(content: bytes) -> None:
    """把关 Raises BadInput, saying what is wrong with the file."""
    if not content:
        raise BadInput("platform.file-empty", "文件是空的")
    if len(content) > MAX_BYTES:
        raise BadInput("platform.too-large", "表格文件最大 20 MB")
    if content.startswith(OLE):
        raise BadInput("platform.file-kind", "文件已加密，或是旧版 xls；请另存为未加密的 xlsx")
    try:
        _require_parts(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise BadInput("platform.file-kind", "这个文件不是完整的 xlsx 表格") from error


def _require_parts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise BadInput("platform.too-large", "表格解压后过大，没有读取")
        if "[Content_Types].xml" not in archive.namelist():
            raise BadInput("platform.file-kind", "这个文件不是 xlsx 表格")
        for part in parts:
            _read_through(archive, part)


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpacks to the end: a part that is longer than it says fails its checksum here, not in the reader's memory."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(STEP):
            _require_near(tail + chunk)
            tail = chunk[-_OVERLAP:]


def _require_near(text: bytes) -> None:
    for letters, digits in _PLACE.findall(text):
        if len(digits) > 7 or int(digits) > MAX_ROWS + 10 or _column(letters) > MAX_COLUMNS:
            raise BadInput("platform.too-large", f"表格最多{MAX_ROWS:,}行、{MAX_COLUMNS}列")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
