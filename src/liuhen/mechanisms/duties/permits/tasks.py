"""任务可否办理 Exactly one leader, exactly one main unit, nobody twice; who assigns, who reports (M08)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.models import Task, TaskPlan
from liuhen.mechanisms.duties.reads import lists, tasks
from liuhen.mechanisms.duties.states import TASK_ACTS
from liuhen.mechanisms.duties.terms import Part
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import post as post_row
from liuhen.organs.reads.staff import tenures_in
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.reads.tree import organ_names
from liuhen.organs.spans import today
from liuhen.rules.permits import judge, require_filled, require_length, require_power, require_state

__all__ = [
    "may_report",
    "parts_rules",
    "require_may_assign_tasks",
    "require_may_finish_task",
    "require_may_found_plan",
    "require_may_reassign_task",
    "require_may_report_task",
    "require_may_withdraw_task",
]

ASSIGN, REPORT = "task.assign", "task.report"
MOST_TASKS = 1000


def require_may_found_plan(*, by: Actor, organ: UUID, year: int, name: str) -> list[str]:
    """可否建立任务分解 Whoever assigns tasks at the organ; one plan of a name a year."""
    organ_row(organ)
    require_power(by, organ, ASSIGN)
    require_filled(name=name)
    require_length(120, name=name)
    if not 2000 <= year <= 2100:
        raise BadInput("platform.input", "年度不对", fields={"year": "请填四位年份"})
    if TaskPlan.objects.filter(organ=organ, year=year, name=name.strip()).exists():
        raise WrongState("duties.plan-once", f"{year}年已有“{name.strip()}”", fields={"name": "名称已有"})
    return []


def require_may_assign_tasks(plan: TaskPlan, *, by: Actor, drafts: Sequence[TaskDraft], since: date) -> list[str]:
    """可否下达 Every task whole, no number twice; all of them or none."""
    require_power(by, plan.organ, ASSIGN)
    if not drafts or len(drafts) > MOST_TASKS:
        raise BadInput("platform.too-large", f"一次下达1至{MOST_TASKS}项任务")
    taken = set(Task.objects.filter(plan=plan).values_list("number", flat=True))
    numbers = [draft.number for draft in drafts]
    again = {number for number in numbers if number in taken or numbers.count(number) > 1}
    if again:
        words = "、".join(map(str, sorted(again)))
        raise WrongState("duties.task-once", f"任务编号重复：{words}", fields={"number": "编号已有"})
    _require_known(drafts)
    return sorted({rule for draft in drafts for rule in _whole(draft, since)})


def _whole(draft: TaskDraft, since: date) -> list[str]:
    require_filled(title=draft.title)
    require_length(1000, title=draft.title, measure=draft.measure)
    if draft.due < since:
        raise BadInput("platform.input", "完成时限早于下达日期", fields={"due": "不能早于下达日期"})
    return parts_rules(draft.title, _one(draft.lead), _one(draft.main), draft.assisting)


def _one(id: UUID | None) -> list[UUID]:
    return [id] if id else []


def parts_rules(title: str, leads: Sequence[UUID], mains: Sequence[UUID], assisting: Iterable[UUID]) -> list[str]:
    """分工是否完整 One leader, one main unit, no unit twice. Raises WrongState; returns the rules applied."""
    cited = [
        judge("duties.one-lead", {"task": title, "leads": len(leads)}),
        judge("duties.one-main", {"task": title, "mains": len(mains)}),
    ]
    units = [*mains, *assisting]
    if len(set(units)) < len(units):
        raise WrongState("duties.unit-once", f"“{title}”中同一单位出现两次", fields={"assisting": "请去掉重复的单位"})
    return cited


def _require_known(drafts: Iterable[TaskDraft]) -> None:
    """Posts, organs and list items that exist. Raises NotFound, BadInput."""
    drafts = list(drafts)
    served = {draft.duty for draft in drafts if draft.duty}
    if len(lists.items_named(served)) < len(served):
        raise BadInput("platform.input", "没有这个清单条目", fields={"duty": "请从列出的各项中选择"})
    for lead in {draft.lead for draft in drafts if draft.lead}:
        post_row(lead)
    units = {unit for draft in drafts for unit in (draft.main, *draft.assisting) if unit}
    for unknown in units - set(organ_names(units)):
        organ_row(unknown)


def require_may_reassign_task(
    row: Task, *, by: Actor, lead: UUID, main: UUID, assisting: Sequence[UUID], due: date, since: date, why: str
) -> list[str]:
    """可否调整分工 By whoever assigns, with the reason, not back into the days before it was assigned."""
    require_power(by, row.plan.organ, ASSIGN)
    _in_state("reassign", row)
    require_filled(why=why)
    if since < row.since or due < since:
        raise BadInput("platform.input", "日期先后不对", fields={"since": "不能早于下达日期，也不能晚于时限"})
    draft = TaskDraft(number=row.number, title=row.title, due=due, lead=lead, main=main, assisting=tuple(assisting))
    _require_known([draft])
    return parts_rules(row.title, [lead], [main], assisting)


def require_may_report_task(row: Task, *, by: Actor, words: str, share: str) -> list[str]:
    """可否填报进展 The leader, the main unit and the assisting ones, each for their part."""
    _in_state("progress", row)
    _require_part(row, by, Part.LEAD, Part.MAIN, Part.ASSIST)
    require_filled(words=words)
    require_length(20, share=share)
    return []


def require_may_finish_task(row: Task, *, by: Actor, on: date, words: str) -> list[str]:
    """可否办结 The leader or the main unit, with what came of it; not ahead of the day."""
    _in_state("finish", row)
    _require_part(row, by, Part.LEAD, Part.MAIN)
    require_filled(words=words)
    if not row.since <= on <= today():
        raise BadInput("platform.input", "完成日期不对", fields={"on": "在下达之后，不晚于今天"})
    return []


def require_may_withdraw_task(row: Task, *, by: Actor, since: date, why: str) -> list[str]:
    """可否撤销 By whoever assigns, with the reason."""
    require_power(by, row.plan.organ, ASSIGN)
    _in_state("withdraw", row)
    require_filled(why=why)
    if since < row.since:
        raise BadInput("platform.input", "撤销日期早于下达日期", fields={"since": "不能早于下达日期"})
    return []


def _in_state(act: str, row: Task) -> None:
    require_state(row.state, TASK_ACTS[act][0], row.get_state_display())


def _require_part(row: Task, by: Actor, *parts: str) -> None:
    if not may_report(row, by, *parts):
        raise NotPermitted("platform.not-permitted", "您不在这项任务的分工之内", next_step="请由牵头领导或责任单位办理")


def may_report(row: Task, by: Actor, *parts: str) -> bool:
    """可否代为填报 Whether the person leads the task, or may report for one of its units."""
    held = [part for part in tasks.parts_of(row.pk, today()) if part.part in parts]
    leads = [part.post for part in held if part.part == Part.LEAD and part.post]
    if any(tenure.person_id == by.person for tenure in tenures_in(leads)):
        return True
    return any(may(by, REPORT, part.organ) for part in held if part.part != Part.LEAD)
