"""守门 Only somebody logged in sees these pages; a refusal becomes a page that says which rule refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.kit.refusals import BadInput, NotPermitted, Refusal
from liuhen.organs.spans import today
from liuhen.ui import routes, sheets
from liuhen.ui.pages import refuse

View = Callable[..., HttpResponse]
ROWS = 50


def signed_in(view: View) -> View:
    """须登录 Sends a stranger to the log-in; shows a refusal as a page."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return _stranger(request)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refuse(request, refusal)

    return inner


def _stranger(request: HttpRequest) -> HttpResponse:
    login = routes.to("login")
    if login and request.method == "GET":
        return redirect(f"{login}?{urlencode({'next': request.get_full_path()})}")
    return refuse(request, NotPermitted("platform.signed-in", "请先登录"))


def day(request: HttpRequest, name: str = "on") -> date:
    """日期 The day asked for in the address; today when none or unreadable."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return today()


def typed_day(request: HttpRequest, name: str) -> date | None:
    """所填日期 A day from a form, or None. Raises BadInput."""
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput("platform.input", "日期请写成 2026-03-01", fields={name: "日期请写成 2026-03-01"}) from error


def typed_id(request: HttpRequest, name: str) -> UUID:
    """所选编号 An id from a form. Raises BadInput."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise BadInput("platform.input", "请选择一项", fields={name: "请选择一项"}) from error


def typed_number(request: HttpRequest, name: str, default: int) -> int:
    """所填数字 A whole number from a form. Raises BadInput."""
    text = request.POST.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput("platform.input", "请填数字", fields={name: "请填数字"})
    return int(text)


def paged(request: HttpRequest, rows: Any) -> Page:
    """分页 One page of rows; a number out of range gives the nearest page."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def sheet_response(content: bytes, name: str) -> HttpResponse:
    """下载表格 An xlsx for download."""
    return HttpResponse(content, sheets.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
