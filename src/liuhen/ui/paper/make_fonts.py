"""字库制作 Makes the bundled fonts: subsets of open fonts, under names of their own.

Not run by the product; run by whoever refreshes the bundle, on Debian 12 or later:

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai unicode-data
    python src/liuhen/ui/paper/make_fonts.py

then look at the printed pages (tests/paper) and commit the changed files under fonts/.
The originals are under the SIL Open Font Licence 1.1, which asks that a changed font does not keep a
reserved name: the subsets are therefore called "Liuhen Song / Hei / Kai". fonts/ORIGIN.md is written here too.
"""

from __future__ import annotations

import bz2
import re
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")

# Seen in names of people and places, in neither of the two national lists.
RARE_NAMES = (
    "喆堃燚翀昇淼犇骉垚焱叒惢甡赟頔彧珺琎璟祎翾靉媗妤婳弢旻昉昳晛曈朤枬栐梽楙槿橦欻氿沄洺浠淏湉溦滢漖潆澍"
    "瀞炅烎烜煊煦熠燊爔犟珈玥珏瑀瑄瑢璐璠璇甪畈皛砼禛稑竑笪筱粲綦纮翃翚芃芾苡茗荇菡萱葳蓁蔚薏藜虢蚺裬褚觐"
    "诎诩谌谡豳贇赑逄逯郄郜郦鄢鄯銮鋆錡鍇鎏鎔钇钰铄铭锴镕闫隗靓靖韫頫顼颋飏骐骞髙魃麃黉黟龑龢囍〇"
)
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】〔〕［］｛｝「」『』…—－～·•※〓§№℃‰°±×÷≤≥≠≈∞√∑→←↑↓⇒□■○●◎△▲▽▼◇◆☆★✓✕✗"
RANGES = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0xFF),  # Latin-1: ü in passports, · in names
    (0x100, 0x17F),  # pinyin with tone marks
    (0x1CD, 0x1DC),
    (0x370, 0x3FF),  # Greek
    (0x2010, 0x2027),
    (0x2030, 0x203B),
    (0x2160, 0x217B),  # Ⅰ Ⅱ
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x2500, 0x257F),
    (0x3000, 0x301F),
    (0x3220, 0x3229),  # ㈠
    (0x3231, 0x3243),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
)


@dataclass(frozen=True)
class Source:
    """来源 One font to cut: where it is, what it is called afterwards."""

    path: Path
    family: str
    style: str
    weight: int
    file: str
    origin: str


SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
SOURCES = (
    Source(
        NOTO / "NotoSerifCJK-Regular.ttc", "Liuhen Song", "Regular", 400, "LiuhenSong-Regular.otf", "Noto Serif CJK SC"
    ),
    Source(NOTO / "NotoSerifCJK-Bold.ttc", "Liuhen Song", "Bold", 700, "LiuhenSong-Bold.otf", SERIF),
    Source(NOTO / "NotoSansCJK-Medium.ttc", "Liuhen Hei", "Regular", 400, "LiuhenHei-Regular.otf", SANS),
    Source(WENKAI / "LXGWWenKai-Regular.ttf", "Liuhen Kai", "Regular", 400, "LiuhenKai-Regular.ttf", "LXGW WenKai"),
)


def characters() -> set[int]:
    """用字 GB/T 2312, the 8105 of 通用规范汉字表 (Unihan kTGH), rare name characters, punctuation."""
    wanted = {ord(c) for c in RARE_NAMES + PUNCTUATION}
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        listed = (line for line in lines if re.search(r"\t(kTGH|kGB0)\t", line))
        wanted.update(int(line.split("\t")[0][2:], 16) for line in listed)
    return wanted


def opened(source: Source) -> TTFont:
    """打开 The face for Simplified Chinese: a .ttc holds one face per region."""
    if source.path.suffix != ".ttc":
        return TTFont(source.path)
    faces = TTCollection(source.path).fonts
    return next(face for face in faces if face["name"].getDebugName(1).startswith(source.origin))


def cut(font: TTFont, wanted: set[int]) -> None:
    """裁剪 Keep only the wanted characters; horizontal text needs no vertical or regional forms."""
    options = subset.Options()
    options.layout_features = ["kern", "liga", "mark", "ccmp", "locl", "halt", "palt", "chws"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)


def rename(font: TTFont, source: Source) -> None:
    """改名 Give the subset a name of its own (licence, section 3), keep copyright and licence lines."""
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in (0, 13, 14) and n.langID == 0x409]
    postscript = source.file.rsplit(".", 1)[0]
    names = {1: source.family, 2: source.style, 3: postscript, 4: f"{source.family} {source.style}", 6: postscript}
    names[5] = f"Version 1; subset of {source.origin}"
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = source.weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = names[4], source.family, source.style


def origin(made: list[tuple[Source, int, int]]) -> str:
    """来历 The text of ORIGIN.md."""
    rows = "\n".join(f"| {s.file} | {s.origin} ({s.path.name}) | {n} | {size // 1024} |" for s, n, size in made)
    return (
        "# Where these fonts come from\n\n"
        "Subsets made by `../make_fonts.py` (read there how to refresh them); do not edit.\n"
        "Characters: GB/T 2312, all 8105 of 通用规范汉字表, name characters, punctuation, Latin.\n\n"
        "| file | cut from | characters | KiB |\n|---|---|---|---|\n" + rows + "\n\n"
        "All are under the SIL Open Font Licence 1.1: `OFL-Noto.txt`, `OFL-LXGW-WenKai.txt`.\n"
        "A subset is a modified font and may not bear a reserved name (霞鹜, LXGW), hence the family names "
        "Liuhen Song, Liuhen Hei, Liuhen Kai.\n"
    )


def main() -> None:
    """制作 Cut every source, write the files and ORIGIN.md."""
    wanted, made = characters(), []
    for source in SOURCES:
        font = opened(source)
        cut(font, wanted)
        rename(font, source)
        font["head"].modified = font["head"].created  # same input, same bytes
        font.recalcTimestamp = False
        target = HERE / source.file
        font.save(target)
        made.append((source, len(font.getBestCmap()), target.stat().st_size))
    (HERE / "ORIGIN.md").write_text(origin(made), encoding="utf-8")


if __name__ == "__main__":
    main()
