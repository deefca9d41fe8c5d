"""变更页 Changes of an organ and of the working-day calendar."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.organs import actions, permits, reads
from liuhen.organs.kinds import GROUP_WORDS, ORGAN_WORDS
from liuhen.organs.models import Organ
from liuhen.organs.pages.guard import sheet_response, signed_in, typed_day, typed_id, typed_number
from liuhen.organs.powers import post_kinds
from liuhen.organs.reads.calendar import days_of
from liuhen.organs.spans import on_day, today
from liuhen.ui import sheets
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


def _establish(request: HttpRequest, organ: UUID) -> None:
    post = request.POST
    actions.establish_organ(
        by=request.actor,
        parent=organ,
        name=post.get("name", ""),
        kind=post.get("kind", ""),
        code=post.get("code", ""),
        since=typed_day(request, "since"),
    )


def _rename(request: HttpRequest, organ: UUID) -> None:
    actions.rename_organ(
        by=request.actor, organ=organ, name=request.POST.get("name", ""), since=typed_day(request, "since")
    )


def _post(request: HttpRequest, organ: UUID) -> None:
    actions.create_post(
        by=request.actor,
        organ=organ,
        kind=request.POST.get("kind", ""),
        title=request.POST.get("title", ""),
        seats=typed_number(request, "seats", 1),
        precedence=typed_number(request, "precedence", 100),
        since=typed_day(request, "since"),
    )


def _group(request: HttpRequest, organ: UUID) -> None:
    post = request.POST
    actions.form_group(
        by=request.actor,
        organ=organ,
        kind=post.get("kind", ""),
        name=post.get("name", ""),
        since=typed_day(request, "since"),
    )


def _close(request: HttpRequest, organ: UUID) -> None:
    successor = _coded(request, "successor") if request.POST.get("successor", "").strip() else None
    actions.close_organ(by=request.actor, organ=organ, until=typed_day(request, "since"), successor=successor)


def _move(request: HttpRequest, organ: UUID) -> None:
    actions.move_organ(
        by=request.actor, organ=organ, parent=_coded(request, "parent"), since=typed_day(request, "since")
    )


def _abolish(request: HttpRequest, organ: UUID) -> None:
    actions.abolish_post(by=request.actor, post=typed_id(request, "post"), until=typed_day(request, "since"))


def _coded(request: HttpRequest, name: str) -> UUID:
    """The one organ with this code, or else this whole name. Raises BadInput for none and for several."""
    typed = request.POST.get(name, "").strip()
    found = list(Organ.objects.filter(Q(code=typed) | Q(name=typed), on_day(today()))[:2]) if typed else []
    if len(found) != 1:
        wrong = "没有这个代码或名称的单位" if not found else "有几个同名单位，请填代码"
        raise BadInput("platform.input", wrong, fields={name: wrong})
    id: UUID = found[0].pk
    return id


CALENDAR_COLUMNS = (
    sheets.Column("day", "日期", kind="date"),
    sheets.Column("works", "调整为"),
    sheets.Column("document", "通知文号"),
)
VERBS: dict[str, Callable[[HttpRequest, UUID], None]] = {
    "establish": _establish,
    "rename": _rename,
    "post": _post,
    "group": _group,
    "move": _move,
    "abolish": _abolish,
    "close": _close,
}


@signed_in
def organ(request: HttpRequest, organ: UUID) -> HttpResponse:
    """单位变更 One form per verb; what was typed stays on an error."""
    found = reads.organ(organ)
    permits.require_may(request.actor, "organ.edit", found)
    verb, refusal = request.POST.get("verb", ""), None
    if request.method == "POST":
        try:
            _act(request, verb, organ)
            return redirect("organs:organ", organ)
        except Refusal as error:
            refusal = error
    context = {
        "organ": found,
        "verb": verb,
        "kept": Kept(request.POST, refusal.fields) if refusal else None,
        "refusal": refusal,
        "today": today(),
        "organ_kinds": [(kind.value, word) for kind, word in ORGAN_WORDS.items()],
        "post_kinds": [(code, kind.word) for code, kind in post_kinds().items()],
        "posts": [(str(post.pk), post.title) for post, _ in reads.posts_with_holders(organ)],
        "group_kinds": [(kind.value, word) for kind, word in GROUP_WORDS.items()],
    }
    return render(request, "organs/change.html", context, refusal.status if refusal else 200)


@signed_in
def calendar(request: HttpRequest, organ: UUID) -> HttpResponse:
    """工作日历 The edits of one year, and a form for one more."""
    found = reads.organ(organ)
    year = _year(request)
    refusal = None
    if request.method == "POST":
        try:
            _declare(request, organ)
            return redirect(request.get_full_path())
        except Refusal as error:
            refusal = error
    context = {
        "organ": found,
        "year": year,
        "status": reads.calendar(organ).status(year),
        "days": days_of(organ, year),
        "may_edit": permits.may_at(request.actor, "calendar.edit", found),
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
    }
    return render(request, "organs/calendar.html", context, refusal.status if refusal else 200)


@signed_in
def calendar_sheet(request: HttpRequest, organ: UUID) -> HttpResponse:
    """工作日历表 The edits of one year as a sheet."""
    reads.organ(organ)
    lines = (
        {"day": row.day, "works": "上班" if row.works else "休息", "document": row.document}
        for row in days_of(organ, _year(request))
    )
    return sheet_response(sheets.write(CALENDAR_COLUMNS, lines, title="工作日历"), "calendar")


def _act(request: HttpRequest, verb: str, organ: UUID) -> None:
    if verb not in VERBS:
        raise BadInput("platform.input", "请选择要办理的事项")
    VERBS[verb](request, organ)


def _declare(request: HttpRequest, organ: UUID) -> None:
    day = typed_day(request, "day")
    if day is None:
        raise BadInput("platform.input", "请填写日期", fields={"day": "请填写日期"})
    if request.POST.get("works") not in ("yes", "no"):
        raise BadInput("platform.input", "请选择上班或休息", fields={"works": "请选择"})
    works = request.POST["works"] == "yes"
    document = request.POST.get("document", "")
    actions.declare_calendar_day(by=request.actor, organ=organ, day=day, works=works, document=document)


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and 1949 <= int(text[:5]) <= 2999 else today().year
