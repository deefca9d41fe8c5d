"""字体 Which fonts there are, which are used for which role, and which characters none of them has.

A role of GB/T 9704-2012 (仿宋, 小标宋, 黑体, 楷体, 宋体) is a list of families, best first: the operator's licensed
fonts, then the Fandol fonts, then our bundle, which is always there. Directories with further fonts are named by the
environment variable LIUHEN_FONT_DIRS (separated like PATH). Fonts lying about elsewhere on the machine are
never used: the same data must give the same bytes wherever it is printed.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont

BUNDLE = Path(__file__).parent / "fonts"
FANDOL = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/public/fandol"),
)
SONG, HEI, KAI = "Liuhen Song", "Liuhen Hei", "Liuhen Kai"

ROLES: dict[str, tuple[str, ...]] = {
    "fangsong": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "FZFangSong-Z02S",
        "仿宋",
        "FangSong",
        "STFangsong",
        "FandolFang R",
        SONG,
    ),
    "title": ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "FandolSong", SONG),
    "hei": ("黑体", "SimHei", "STHeiti", "FandolHei", HEI),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FandolKai", KAI),
    "song": ("宋体", "SimSun", "STSong", SONG),
}
FALLBACKS = (SONG, KAI, HEI, "Noto Serif CJK SC", "Noto Sans CJK SC")


def directories() -> tuple[str, ...]:
    """字体目录 The directories searched: the bundle, Fandol where Debian puts it, LIUHEN_FONT_DIRS."""
    named = [Path(d) for d in os.environ.get("LIUHEN_FONT_DIRS", "").split(os.pathsep) if d]
    return tuple(str(d) for d in (BUNDLE, *FANDOL, *named) if d.is_dir())


@functools.lru_cache(maxsize=4)
def library(dirs: tuple[str, ...]) -> typst.Fonts:
    """字库 The fonts of these directories, opened once per process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(dirs))


def stack(dirs: tuple[str, ...]) -> dict[str, list[str]]:
    """字体栈 For each role the families that are really there, best first."""
    there = set(library(dirs).families())
    return {
        role: list(dict.fromkeys(f for f in (*families, *FALLBACKS) if f in there)) for role, families in ROLES.items()
    }


@functools.lru_cache(maxsize=4)
def coverage(dirs: tuple[str, ...]) -> frozenset[int]:
    """字符覆盖 Every code point that some font of these directories can draw."""
    files = {(f.path, f.index) for f in library(dirs).fonts() if f.path}
    covered: set[int] = set()
    for path, index in files:
        covered.update(_characters(path, index))
    return frozenset(covered)


def _characters(path: str, index: int) -> set[int]:
    with open(path, "rb") as handle:
        if handle.read(4) == b"ttcf":
            return set(TTCollection(path, lazy=True).fonts[index].getBestCmap() or ())
    return set(TTFont(path, lazy=True).getBestCmap() or ())
