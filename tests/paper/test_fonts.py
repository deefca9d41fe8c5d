"""字体 An operator's font goes before the bundle; what is used is said; the bundle alone suffices."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from liuhen.ui.paper import fonts, render
from tests.paper import samples


@pytest.fixture
def licensed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font that calls itself FangSong and, as real ones do, lacks a rare character (燚)."""
    font = TTFont(fonts.BUNDLE / "LiuhenKai-Regular.ttf")
    for name in (1, 16):
        font["name"].setName("FangSong", name, 3, 1, 0x409)
    for number in (4, 6):
        font["name"].setName("FangSong-Regular", number, 3, 1, 0x409)
    for table in font["cmap"].tables:
        table.cmap.pop(ord("燚"), None)
    font.save(tmp_path / "fangsong.ttf")
    monkeypatch.setenv("LIUHEN_FONT_DIRS", str(tmp_path))
    return tmp_path


def test_operators_font_is_used_and_named(licensed: Path) -> None:
    printed = render("minutes", samples.minutes())
    assert "FangSong-Regular" in printed.fonts
    assert fonts.stack(fonts.directories())["fangsong"][0] == "FangSong"


def test_character_the_operators_font_lacks_comes_from_the_bundle(licensed: Path) -> None:
    printed = render("minutes", samples.minutes(intro="张燚"))
    assert printed.missing == [] and "LiuhenSong-Regular" in printed.fonts


def test_directory_that_is_not_there_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render("minutes", samples.minutes())
    monkeypatch.setenv("LIUHEN_FONT_DIRS", "/nowhere")
    assert render("minutes", samples.minutes()) == plain


def test_bundle_covers_gb2312_and_carries_its_licences() -> None:
    covered = fonts.coverage((str(fonts.BUNDLE),))
    hanzi = [bytes((hi, lo)).decode("gb2312", "ignore") for hi in range(0xB0, 0xF8) for lo in range(0xA1, 0xFF)]
    assert [c for c in hanzi if c and ord(c) not in covered] == []
    assert {"OFL-Noto.txt", "OFL-LXGW-WenKai.txt", "ORIGIN.md"} <= {p.name for p in fonts.BUNDLE.iterdir()}
    assert sum(p.stat().st_size for p in fonts.BUNDLE.iterdir()) < 20 * 2**20
