"""表格 A sheet that comes in with a form, and one that goes out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from liuhen.kit.refusals import BadInput
from liuhen.ui import sheets
from liuhen.ui.sheet_guard import MAX_BYTES

__all__ = ["content_in", "download"]


def content_in(request: HttpRequest, name: str = "sheet") -> bytes:
    """上传的表格 Its bytes. Raises BadInput when there is none or it is too large."""
    file = request.FILES.get(name)
    if file is None:
        raise BadInput("platform.file-empty", "请选择要导入的表格", fields={name: "请选择文件"})
    if (file.size or 0) > MAX_BYTES:
        raise BadInput("platform.too-large", "表格文件最大 20 MB", fields={name: "文件过大"})
    return bytes(file.read())


def download(content: bytes, name: str) -> HttpResponse:
    """下载表格 An xlsx for download."""
    return HttpResponse(content, sheets.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
