"""印制 Turns a form's data into a PDF/A-3b.

The data reach the template as a JSON file beside it, never as typst source, so a name such as `#panic()` is only text.
Equal input (data, attachments, fonts) gives equal bytes: the date in the PDF comes from the data.
"""

from __future__ import annotations

import json
import mimetypes
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import segno
import typst

from liuhen.ui.paper import fonts
from liuhen.ui.paper.clean import Cleaner, named
from liuhen.ui.paper.look import look

TEMPLATES = Path(__file__).parent / "templates"
STANDARD: Final = "a-3b"


class PrintError(RuntimeError):
    """印制失败 The form's data do not fit its template, or an attachment cannot be embedded."""


@dataclass(frozen=True)
class Printed:
    """印成品 A printed document; `missing` lists characters no font has (they stand as 〓 on the page)."""

    pdf: bytes
    fonts: list[str]
    pages: int
    missing: list[str] = field(default_factory=list)


def render(template: str, data: Mapping[str, Any], *, attachments: Mapping[str, bytes] | None = None) -> Printed:
    """印制 Print `template` ('minutes', 'record', 'dossier', 'letter') with `data` (see forms.py).

    `data["date"]` (ISO, required) dates the PDF; `data["qr"]`, when given, becomes a QR code. `attachments` are
    embedded under their names. Raises PrintError.
    """
    dirs = fonts.directories()
    cleaner = Cleaner(fonts.coverage(dirs))
    clean = cleaner.value(data)
    setting: dict[str, Any] = {"fonts": fonts.stack(dirs), "missing": named(cleaner.missing)}
    with tempfile.TemporaryDirectory(prefix="liuhen-paper-") as folder:
        root = Path(folder)
        main = lay_out(root, template)
        setting["attachments"] = put_attachments(root, attachments or {})
        setting["qr"] = put_qr(root, str(data.get("qr") or ""))
        (root / "data.json").write_text(json.dumps(clean, ensure_ascii=False), encoding="utf-8")
        (root / "setting.json").write_text(json.dumps(setting, ensure_ascii=False), encoding="utf-8")
        pdf = compile_pdf(main, dirs, dated(data))
    used, pages = look(pdf)
    return Printed(pdf, used, pages, list(cleaner.missing))


def lay_out(root: Path, template: str) -> Path:
    """铺版 Copy the templates to a folder of this printing's own; return the main file."""
    if not template.isidentifier() or not (TEMPLATES / f"{template}.typ").is_file():
        raise PrintError(f"没有名为 {template} 的文书模板")
    for source in TEMPLATES.glob("*.typ"):
        shutil.copyfile(source, root / source.name)
    return root / f"{template}.typ"


def put_attachments(root: Path, attachments: Mapping[str, bytes]) -> list[dict[str, str]]:
    """附件 Write the attachments as numbered files; their own names go only into the PDF."""
    listed = []
    for number, (name, content) in enumerate(attachments.items()):
        if not name or "/" in name or "\\" in name or name in (".", ".."):
            raise PrintError(f"附件名不可用：{name!r}")
        (root / f"attached-{number}").write_bytes(content)
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
        listed.append({"name": name, "file": f"attached-{number}", "media": media})
    return listed


def put_qr(root: Path, text: str) -> bool:
    """二维码 Write qr.svg for `text`; False when there is nothing to encode."""
    if not text:
        return False
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError as wrong:
        raise PrintError(f"二维码内容过长（{len(text)}字）") from wrong
    code.save(str(root / "qr.svg"), border=0, scale=4, xmldecl=True, svgns=True)
    return True


def dated(data: Mapping[str, Any]) -> datetime:
    """日期 The document's own date: no clock is asked, or equal input would not print equally."""
    try:
        day = date.fromisoformat(str(data["date"])[:10])
    except (KeyError, ValueError) as wrong:
        raise PrintError("文书缺少日期（date，形如 2026-11-20）") from wrong
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def compile_pdf(main: Path, dirs: tuple[str, ...], at: datetime) -> bytes:
    """排版 Run typst; its own words become the error's."""
    try:
        return typst.compile(
            input=str(main),
            root=str(main.parent),
            font_paths=fonts.library(dirs),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=at,
            package_path=str(main.parent),
            package_cache_path=str(main.parent),
        )
    except typst.TypstError as wrong:
        raise PrintError(f"文书排版失败：{wrong.message} {wrong.diagnostic}") from wrong
