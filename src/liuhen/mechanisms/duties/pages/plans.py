"""任务分解页 A new plan, one task typed, or a whole sheet looked at first and then written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger import files
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.imports import tasks as sheet
from liuhen.mechanisms.duties.pages.choices import ids_in, posts_of_tree, units_of_tree
from liuhen.mechanisms.duties.pages.days import day_typed
from liuhen.mechanisms.duties.pages.sheets import content_in, download
from liuhen.mechanisms.duties.pages.tasks import plan_page
from liuhen.mechanisms.duties.reads import board, tasks
from liuhen.mechanisms.duties.reads.answerable import lines_on
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.tree import organ_names
from liuhen.organs.spans import today
from liuhen.rules.acting import actor_of, person_in
from liuhen.rules.permits import require_power
from liuhen.rules.refused import explained
from liuhen.ui import sheets
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


def new(request: HttpRequest) -> HttpResponse:
    """新建任务分解 A year and a name."""
    by = actor_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            entry = actions.found_plan(
                by=by, organ=by.organ, year=_number(request, "year"), name=request.POST.get("name", "")
            )
            return redirect(plan_page(tasks.plan_of(UUID(entry.body["public"]["plan"]))))
        except Refusal as error:
            refusal = error
    context = {
        "organ_name": organ_names([by.organ]).get(by.organ, ""),
        "year": today().year,
        **_again(request, refusal),
    }
    return render(request, "duties/plan_new.html", context, refusal.status if refusal else 200)


def assign(request: HttpRequest, plan: UUID) -> HttpResponse:
    """下达一项任务 One task typed."""
    by, row = actor_of(request), tasks.plan_of(plan)
    require_power(by, row.organ, "task.assign")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            actions.assign_tasks(plan=plan, by=by, drafts=[_draft(request)])
            return redirect(plan_page(row))
        except Refusal as error:
            refusal = error
    context = {
        "plan": row,
        "next": board.next_number(plan),
        "posts": posts_of_tree(row.organ),
        "units": units_of_tree(row.organ),
        "chosen": request.POST.getlist("assisting"),
        "duties": [(str(one.item), f"{one.get_audience_display()} {one.text}") for one in lines_on(row.organ, today())],
        **_again(request, refusal),
    }
    return render(request, "duties/task_new.html", context, refusal.status if refusal else 200)


def _draft(request: HttpRequest) -> TaskDraft:
    return TaskDraft(
        number=_number(request, "number"),
        title=request.POST.get("title", ""),
        measure=request.POST.get("measure", ""),
        due=day_typed(request, "due"),
        lead=person_in(request, "lead", optional=True),
        main=person_in(request, "main", optional=True),
        assisting=tuple(ids_in(request, "assisting")),
        duty=person_in(request, "duty", optional=True),
    )


def load(request: HttpRequest, plan: UUID) -> HttpResponse:
    """导入任务 Looks at the sheet and shows what would be written, or every bad row; writes on confirmation."""
    by, row = actor_of(request), tasks.plan_of(plan)
    require_power(by, row.organ, "task.assign")
    context: dict[str, Any] = {"plan": row, "columns": sheet.COLUMNS}
    status = 200
    if request.method == "POST":
        try:
            if kept := request.POST.get("file", ""):
                sheet.run(plan=plan, by=by, content=files.get(kept))
                return redirect(plan_page(row))
            content = content_in(request)
            made = sheet.checked(plan=plan, by=by, content=content)
            status = 422 if made.errors else 200
            context |= {"made": made, "file": "" if made.errors else files.put(content, sheets.XLSX).sha256}
        except Refusal as error:
            context["refusal"], status = explained(error), error.status
    return render(request, "duties/plan_import.html", context, status)


def export(request: HttpRequest, plan: UUID) -> HttpResponse:
    """导出任务 The plan as a sheet."""
    row, on = tasks.plan_of(plan), today()
    actor_of(request)
    cards = board.cards_of(row.tasks.select_related("plan").order_by("number"), on, calendar(row.organ))
    return download(sheet.written(cards), f"tasks-{row.year}")


def template(request: HttpRequest) -> HttpResponse:
    """模板 The empty sheet."""
    return download(sheet.template(), "tasks-template")


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "").strip()
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        raise BadInput("platform.input", "请填数字", fields={name: "请填数字"})
    return int(given)


def _again(request: HttpRequest, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }


routes = [
    path("duties/tasks/new", new, name="task-plan-new"),
    path("duties/tasks/template.xlsx", template, name="task-template"),
    path("duties/tasks/plans/<uuid:plan>/new", assign, name="task-new"),
    path("duties/tasks/plans/<uuid:plan>/import", load, name="task-plan-import"),
    path("duties/tasks/plans/<uuid:plan>/tasks.xlsx", export, name="task-plan-export"),
]
