"""表格文件 Excel in and out: read by column headings with every bad row named, written as text that cannot calculate.

columns = [Column("code", "单位代码", required=True), Column("since", "设立日期", kind="date")]
sheet = read(content, columns)      # .rows: [Row(number, values)], .errors: [RowError(number, heading, words)]
content = write(columns, rows, title="单位")
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from python_calamine import CalamineError, CalamineWorkbook

from liuhen.kit.refusals import BadInput
from liuhen.ui.sheet_guard import MAX_ROWS, require_safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROWS = 5  # the headings may stand below a title and a note


@dataclass(frozen=True)
class Column:
    """列 One column: the key in `values`, its heading, and how its cells are read ("text", "date", "int", "yes")."""

    key: str
    heading: str
    required: bool = False
    kind: str = "text"
    longest: int = 200
    sample: str = ""


@dataclass(frozen=True)
class Row:
    """行 One row by column keys; `number` is the row's number in the file, as Excel shows it."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class RowError:
    """错行 What is wrong in which row and column."""

    number: int
    heading: str
    words: str


@dataclass(frozen=True)
class Sheet:
    """表 What was read; with any error nothing of it is to be used."""

    rows: list[Row]
    errors: list[RowError]


def read(content: bytes, columns: Sequence[Column]) -> Sheet:
    """读表 The first sheet's rows. Raises BadInput when it is no readable xlsx, too large, or lacks a column."""
    require_safe(content)
    lines = _lines(content)
    head, places = _head(lines, columns)
    rows, errors = [], []
    for number, line in enumerate(lines[head + 1 :], start=head + 2):
        if all(_blank(cell) for cell in line):
            continue
        row, wrong = _row(number, line, columns, places)
        rows.append(row)
        errors.extend(wrong)
    if not rows:
        raise BadInput("platform.import-row", "表格里没有数据行")
    return Sheet(rows, errors)


def write(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], *, title: str = "表") -> bytes:
    """写表 An xlsx of these rows. Every text stays text: nothing in it calculates, whatever it begins with."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "A2"
    for number, column in enumerate(columns):
        page.column_dimensions[chr(65 + number)].width = max(12, 2 * len(column.heading) + 4)
    page.append([_cell(page, column.heading, bold=True) for column in columns])
    for row in rows:
        page.append([_cell(page, row.get(column.key)) for column in columns])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def template(columns: Sequence[Column], *, title: str = "表") -> bytes:
    """模板 An empty form with the headings and, when the columns have samples, one sample row."""
    sample = {column.key: column.sample for column in columns}
    return write(columns, [sample] if any(sample.values()) else [], title=title)


def _lines(content: bytes) -> list[list[Any]]:
    try:
        page = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        lines = page.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise BadInput("platform.file-kind", "这个文件不是能读的 xlsx 表格") from error
    if len(lines) > MAX_ROWS + HEAD_ROWS:
        raise BadInput("platform.too-large", f"一次最多导入{MAX_ROWS:,}行，这份表格有{len(lines):,}行")
    return lines


def _head(lines: list[list[Any]], columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    """The row of headings and where each column stands in it."""
    wanted = {column.heading for column in columns if column.required}
    for number, line in enumerate(lines[:HEAD_ROWS]):
        words = [_word(cell) for cell in line]
        if wanted <= set(words):
            return number, _places(words, columns)
    words = [_word(cell) for cell in lines[0]] if lines else []
    lacking = "、".join(column.heading for column in columns if column.required and column.heading not in words)
    raise BadInput("platform.import-row", f"表头缺少列：{lacking}", next_step="请下载模板，按模板的列名填写后再导入")


def _word(cell: Any) -> str:
    return str(cell).strip().rstrip("*＊ ")


def _places(words: list[str], columns: Sequence[Column]) -> dict[str, int]:
    twice = sorted({word for word in words if word and words.count(word) > 1})
    if twice:
        raise BadInput("platform.import-row", f"表头有重复的列：{'、'.join(twice)}")
    return {column.key: words.index(column.heading) for column in columns if column.heading in words}


def _row(number: int, line: list[Any], columns: Sequence[Column], places: dict[str, int]) -> tuple[Row, list[RowError]]:
    values: dict[str, Any] = {}
    errors = []
    for column in columns:
        place = places.get(column.key)
        cell = line[place] if place is not None and place < len(line) else ""
        try:
            values[column.key] = _value(column, cell)
        except ValueError as error:
            values[column.key] = None
            errors.append(RowError(number, column.heading, str(error)))
    return Row(number, values), errors


def _value(column: Column, cell: Any) -> Any:
    if _blank(cell):
        if column.required:
            raise ValueError("不能为空")
        return "" if column.kind == "text" else None
    value = READERS[column.kind](cell)
    if isinstance(value, str) and len(value) > column.longest:
        raise ValueError(f"最多{column.longest}字")
    return value


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # codes typed as numbers
    if isinstance(cell, datetime):
        cell = cell.date()
    text = unicodedata.normalize("NFC", str(cell)).strip()
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co") for letter in text if letter != "\n"):
        raise ValueError("含有不能显示的字符")
    return text


_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def _date(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE.fullmatch(_text(cell))
    try:
        return date(*map(int, match.groups()))  # type: ignore[union-attr]
    except (AttributeError, ValueError, TypeError):
        raise ValueError(f"“{_text(cell)[:20]}”不是日期，请写成 2026-03-01") from None


def _int(cell: Any) -> int:
    text = _text(cell)
    if not re.fullmatch(r"-?\d{1,15}", text):
        raise ValueError(f"“{text[:20]}”不是整数")
    return int(text)


def _yes(cell: Any) -> bool:
    text = _text(cell)
    if text not in ("是", "否"):
        raise ValueError("请填“是”或“否”")
    return text == "是"


READERS: dict[str, Callable[[Any], Any]] = {"text": _text, "date": _date, "int": _int, "yes": _yes}

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _cell(page: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, str):
        value = _UNPRINTABLE.sub("", value)[:32_000]
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell
