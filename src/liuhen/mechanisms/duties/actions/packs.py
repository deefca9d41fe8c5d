"""样本包办理 A shipped list put in force; shipped tasks assigned to the posts and units of here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput
from liuhen.ledger.book import Actor, Entry
from liuhen.mechanisms.duties.actions.lists import adopt_list, found_list, publish_list
from liuhen.mechanisms.duties.actions.tasks import assign_tasks
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.reads.packs import PackTask, pack
from liuhen.mechanisms.duties.reads.tasks import plan_of
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

__all__ = ["load_pack", "load_pack_tasks"]


def load_pack(
    *,
    code: str,
    by: Actor,
    organ: UUID,
    adopt_at: UUID | None = None,
    since: date | None = None,
    list: UUID | None = None,
) -> Entry:
    """装入样本清单 All of it or none; `adopt_at`: where it applies at once, with all below. Returns the entry."""
    found, id, day = pack(code), list or uuid7(), since or today()
    with book_of(organ).writing("duty-lists", organ):
        found_list(by=by, organ=organ, name=found.name, side=found.side, list=id)
        entry = publish_list(list=id, by=by, status=found.status, basis=found.basis, items=found.items, since=day)
        if adopt_at is not None:
            adopt_list(list=id, by=by, organ=adopt_at, deep=True, since=day)
        return entry


def load_pack_tasks(
    *,
    code: str,
    by: Actor,
    plan: UUID,
    leads: Mapping[str, UUID],
    units: Mapping[str, UUID],
    since: date | None = None,
) -> list[Entry]:
    """装入样本任务 `leads` and `units` say which post and organ each word of the pack means here. Raises BadInput."""
    found, row, day = pack(code), plan_of(plan), since or today()
    lacking = [word for word in found.leads if word not in leads] + [word for word in found.units if word not in units]
    if lacking:
        fields = {f"word-{word}": "请选择" for word in lacking}
        raise BadInput("platform.input", f"还没有指明：{'、'.join(lacking)}", fields=fields)
    drafts = [_draft(task, row.year, day, leads, units) for task in found.tasks]
    return assign_tasks(plan=plan, by=by, drafts=drafts, since=day)


def _draft(task: PackTask, year: int, since: date, leads: Mapping[str, UUID], units: Mapping[str, UUID]) -> TaskDraft:
    main = units[task.main]
    return TaskDraft(
        number=task.number,
        title=task.title,
        measure=task.measure,
        due=max(task.due(year), since),
        lead=leads[task.lead],
        main=main,
        assisting=tuple(dict.fromkeys(units[word] for word in task.assisting if units[word] != main)),
        sample=task.sample,
    )
