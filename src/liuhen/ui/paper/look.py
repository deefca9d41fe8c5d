"""验看 Reads back from a finished PDF what is really in it."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def look(pdf: bytes) -> tuple[list[str], int]:
    """验看 (names of the embedded fonts, sorted; number of pages)."""
    reader = PdfReader(io.BytesIO(pdf))
    names: set[str] = set()
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            names.add(plain(str(font.get_object()["/BaseFont"])))
    return sorted(names), len(reader.pages)


def plain(name: str) -> str:
    """字体名 '/ABCDEF+LiuhenSong-Regular-Identity-H' → 'LiuhenSong-Regular'."""
    return name.lstrip("/").split("+")[-1].removesuffix("-Identity-H")
