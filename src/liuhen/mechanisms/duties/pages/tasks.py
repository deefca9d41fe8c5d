"""任务页 The board by due day, by leader and by unit; one task with its history and what may be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import Refusal
from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties import actions, permits
from liuhen.mechanisms.duties.models import Task, TaskPlan
from liuhen.mechanisms.duties.pages.choices import asked_id, ids_in, posts_of_tree, units_of_tree
from liuhen.mechanisms.duties.pages.days import day_asked, day_typed
from liuhen.mechanisms.duties.pages.where import allowed, root_of
from liuhen.mechanisms.duties.reads import board, lists, tasks
from liuhen.mechanisms.duties.terms import Part
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.organs.spans import today
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 50
ORDERS = (("due", "按时限"), ("lead", "按牵头领导"), ("unit", "按主责单位"))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """任务看板 One year's tasks; overdue ones first."""
    by, on = actor_of(request), day_asked(request)
    plans = board.plans_under(root_of(request))
    years = board.years_of(plans)
    year = _year(request, years)
    chosen = asked_id(request, "plan")
    held = [plan for plan in plans if plan.year == year and chosen in (None, plan.pk)]
    order = request.GET.get("by", "due")
    rows = board.board(held, on=on, by=order, lead=asked_id(request, "lead"), unit=asked_id(request, "unit"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": board.cards_of(page.object_list, on, calendar(by.organ)),
        "plans": [plan for plan in plans if plan.year == year],
        "plan": held[0] if chosen and held else None,
        "years": years,
        "year": year,
        "order": order,
        "orders": ORDERS,
        "counts": board.counts_of(rows, on),
        "may_assign": allowed(request, "task.assign"),
        "on": on,
    }
    return render(request, "duties/tasks.html", context)


def _year(request: HttpRequest, years: list[int]) -> int:
    given = request.GET.get("year", "")
    known = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else today().year
    return known if known in years or not years else years[0]


@require_GET
def show(request: HttpRequest, task: UUID) -> HttpResponse:
    """任务 One task: parts, reports, and what this person may do."""
    return _page(request, task)


def _page(request: HttpRequest, task: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by, row, on = actor_of(request), tasks.task(task), today()
    [card] = board.cards_of([row], on, calendar(row.plan.organ))
    reports = list(row.reports.all())
    mine = _may(row, by)
    trusted = mine["report"] or mine["assign"] or may(by, "organ.read", row.main)
    context: dict[str, Any] = {
        "task": row,
        "card": card,
        "duty": next(iter(lists.items_named([row.duty])), None) if row.duty else None,
        "reports": reports if trusted else [],
        "hidden": 0 if trusted else len(reports),
        "names": names({one.person for one in reports} | {one.leader for one in reports}),
        "may": mine,
        "posts": posts_of_tree(by.organ) if mine["reassign"] else [],
        "units": units_of_tree(by.organ) if mine["reassign"] else [],
        "assisting": [str(part.organ) for part in tasks.parts_of(task, on) if part.part == Part.ASSIST],
        "today": on,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/task.html", context, refusal.status if refusal else 200)


def _may(row: Task, by: Actor) -> dict[str, bool]:
    assigns = may(by, "task.assign", row.plan.organ)
    return {
        "assign": assigns,
        "report": not row.over and permits.may_report(row, by, Part.LEAD, Part.MAIN, Part.ASSIST),
        "finish": not row.over and permits.may_report(row, by, Part.LEAD, Part.MAIN),
        "reassign": assigns and not row.over,
        "withdraw": assigns and not row.over,
    }


def uploads(request: HttpRequest) -> list[FileRef]:
    """附件 The files of a form, stored by their digest."""
    found = request.FILES.getlist("files")
    return [files.put(one.read(), one.content_type or "application/octet-stream") for one in found]


def progress(request: HttpRequest, task: UUID) -> HttpResponse:
    """填报进展 In words, with papers."""
    actions.report_progress(
        task=task,
        by=actor_of(request),
        words=request.POST.get("words", ""),
        share=request.POST.get("share", ""),
        files=uploads(request),
    )
    return redirect("duty-task", task)


def finish(request: HttpRequest, task: UUID) -> HttpResponse:
    """办结 Since when, and what came of it."""
    actions.finish_task(
        task=task,
        by=actor_of(request),
        words=request.POST.get("words", ""),
        on=day_typed(request, "on"),
        files=uploads(request),
    )
    return redirect("duty-task", task)


def reassign(request: HttpRequest, task: UUID) -> HttpResponse:
    """调整分工 Leader, units, due day."""
    lead, main = person_in(request, "lead"), person_in(request, "main")
    assert lead is not None and main is not None
    actions.reassign_task(
        task=task,
        by=actor_of(request),
        lead=lead,
        main=main,
        assisting=ids_in(request, "assisting"),
        due=day_typed(request, "due", tasks.task(task).due),
        since=day_typed(request, "since"),
        why=request.POST.get("why", ""),
    )
    return redirect("duty-task", task)


def withdraw(request: HttpRequest, task: UUID) -> HttpResponse:
    """撤销任务 With the reason."""
    actions.withdraw_task(
        task=task, by=actor_of(request), why=request.POST.get("why", ""), since=day_typed(request, "since")
    )
    return redirect("duty-task", task)


def plan_page(plan: TaskPlan) -> str:
    """看板地址 The board of one plan."""
    return f"/duties/tasks/?year={plan.year}&plan={plan.pk}"


_ACTS = {"progress": progress, "finish": finish, "reassign": reassign, "withdraw": withdraw}
routes = [
    path("duties/tasks/", index, name="duty-tasks"),
    path("duties/tasks/<uuid:task>/", show, name="duty-task"),
    *(
        path(f"duties/tasks/<uuid:task>/{name}", acting(_page)(view), name=f"duty-task-{name}")
        for name, view in _ACTS.items()
    ),
]
