"""Sheets in and out: what people write is read, what a machine could choke on is refused."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from liuhen.kit.refusals import BadInput
from liuhen.ui import sheets
from liuhen.ui.sheets import Column

COLUMNS = [Column("a", "甲", required=True), Column("d", "日", kind="date"), Column("n", "数", kind="int")]


def test_what_looks_like_a_formula_stays_text() -> None:
    content = sheets.write(COLUMNS, [{"a": word} for word in ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0")])
    page = load_workbook(io.BytesIO(content)).active
    assert [page.cell(n, 1).data_type for n in range(2, 7)] == ["s"] * 5
    assert sheets.read(content, COLUMNS).rows[0].values["a"] == "=1+1"


def test_cells_are_read_as_people_write_them() -> None:
    wild = [Column(c.key, c.heading, c.required) for c in COLUMNS]
    content = sheets.write(wild, [{"a": 7.0, "d": "2026年3月1日", "n": "12"}, {"a": " x ", "d": date(2026, 3, 2)}])
    rows = sheets.read(content, COLUMNS).rows
    assert rows[0].values == {"a": "7", "d": date(2026, 3, 1), "n": 12}
    assert rows[1].values == {"a": "x", "d": date(2026, 3, 2), "n": None}


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (301 * 1024 * 1024))
    return stream.getvalue()


def far_cell() -> bytes:
    good = sheets.write(COLUMNS, [{"a": "x"}])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = text.replace(b'r="A2"', b'r="XFD1048576"')
                assert b"XFD1048576" in text
            new.writestr(part.filename, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "platform.file-empty"),
        (b"not a sheet", "platform.file-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "platform.file-kind"),
        (b"x" * (20 * 1024 * 1024 + 1), "platform.too-large"),
        (sheets.write([Column("x", "别的")], [{"x": 1}]), "platform.import-row"),
        (sheets.write(COLUMNS, []), "platform.import-row"),
        (sheets.write([*COLUMNS, Column("a", "甲")], [{"a": 1}]), "platform.import-row"),
    ],
)
def test_rubbish_is_refused_with_its_reason(content: bytes, rule: str) -> None:
    with pytest.raises(BadInput) as refused:
        sheets.read(content, COLUMNS)
    assert refused.value.rule == rule


def test_bombs_and_far_cells_are_refused_before_they_are_unpacked() -> None:
    for content in (bomb(), far_cell()):
        with pytest.raises(BadInput) as refused:
            sheets.read(content, COLUMNS)
        assert refused.value.rule == "platform.too-large"


def test_damaged_files_never_crash_the_reader() -> None:
    good, chance = sheets.write(COLUMNS, [{"a": str(n)} for n in range(30)]), random.Random(7)
    for _ in range(300):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        cut = bytes(bad[: chance.randrange(len(bad))]) if chance.random() < 0.3 else bytes(bad)
        try:
            sheets.read(cut, COLUMNS)
        except BadInput:
            continue
