"""表格 The meter and the fields asked as Excel files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from liuhen.oversight.burden.reads.meter import FormLoad, Unit
from liuhen.oversight.burden.words import title_of
from liuhen.ui import sheets
from liuhen.ui.sheets import Column

LOAD = (
    Column("forms", "填报次数", kind="int"),
    Column("asked", "要填的项", kind="int"),
    Column("filled", "填了的项", kind="int"),
    Column("minutes", "估计分钟", kind="int"),
)
UNITS = (Column("unit", "单位"), *LOAD)
FORMS = (
    Column("form", "表单"),
    Column("field", "要填的项"),
    Column("way", "怎么填"),
    Column("seconds", "估计秒数", kind="int"),
    Column("why", "为什么要填"),
)


def units(rows: Iterable[Unit]) -> bytes:
    """各单位负担 One line for each unit, in the order of the tree."""
    return sheets.write(UNITS, ({"unit": row.name, **_load(row.load)} for row in rows), title="填报负担")


def _load(load: object) -> dict[str, int]:
    return {name: getattr(load, name) for name in ("forms", "asked", "filled", "minutes")}


def fields(rows: Iterable[FormLoad]) -> bytes:
    """所填项目 One line for each field with its reason."""
    lines = (
        {
            "form": title_of(row.form.kind),
            "field": field.name,
            "way": field.way.word,
            "seconds": field.way.seconds,
            "why": field.why,
        }
        for row in rows
        for field in row.form.fields
    )
    return sheets.write(FORMS, lines, title="所填项目")


def answer(content: bytes, name: str) -> HttpResponse:
    """下载 An xlsx for download."""
    return HttpResponse(content, sheets.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
