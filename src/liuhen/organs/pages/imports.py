"""导入页 Upload, look at what would be written or at every bad row, then confirm."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger import files
from liuhen.organs import imports, permits, reads
from liuhen.organs.imports.plan import MOST_ERRORS, SHOWN
from liuhen.organs.pages.guard import sheet_response, signed_in
from liuhen.ui import sheets
from liuhen.ui.pages import render
from liuhen.ui.sheet_guard import MAX_BYTES


@signed_in
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """模板 The empty form."""
    return sheet_response(imports.template_of(kind), f"{kind}-template")


@signed_in
def upload(request: HttpRequest, organ: UUID) -> HttpResponse:
    """上传与预览 Nothing is written here: the sheet waits in the file store until it is confirmed."""
    found = reads.organ(organ)
    permits.require_any(request.actor, ("organ.edit", "people.edit", "portfolio.edit"), found)
    context = {"organ": found, "kinds": [(code, kind.word) for code, kind in imports.KINDS.items()], "shown": SHOWN}
    if request.method != "POST":
        return render(request, "organs/import.html", context)
    kind = request.POST.get("kind", "")
    try:
        content = _content(request)
        plan = imports.plan(by=request.actor, kind=kind, root=organ, content=content)
    except Refusal as refusal:
        return render(request, "organs/import.html", {**context, "refusal": refusal, "chosen": kind}, refusal.status)
    kept = "" if plan.errors else files.put(content, sheets.XLSX).sha256
    context |= {"plan": plan, "chosen": kind, "columns": imports.KINDS[kind].columns, "file": kept}
    context |= {"errors": plan.errors[:MOST_ERRORS]}
    return render(request, "organs/import.html", context, 422 if plan.errors else 200)


@signed_in
@require_POST
def confirm(request: HttpRequest, organ: UUID) -> HttpResponse:
    """确认导入 Checks the same sheet once more and writes it whole."""
    content = files.get(request.POST.get("file", ""))
    imports.run(by=request.actor, kind=request.POST.get("kind", ""), root=organ, content=content)
    return redirect("organs:organ", organ)


def _content(request: HttpRequest) -> bytes:
    file = request.FILES.get("sheet")
    if file is None:
        raise BadInput("platform.file-empty", "请选择要导入的表格", fields={"sheet": "请选择文件"})
    if (file.size or 0) > MAX_BYTES:
        raise BadInput("platform.too-large", "表格文件最大 20 MB", fields={"sheet": "文件过大"})
    return file.read()
