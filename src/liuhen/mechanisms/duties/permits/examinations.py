"""失职核查可否办理 It cites a line in force that day; nobody examines himself; the person may speak (M13)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.ledger.book import Actor
from liuhen.mechanisms.duties.models import Examination
from liuhen.mechanisms.duties.reads.answerable import Answerable, answerable
from liuhen.mechanisms.duties.reads.examinations import EXAMINE, SPEAK
from liuhen.mechanisms.duties.reads.lines import Holder
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import today
from liuhen.rules.permits import judge, require_filled, require_own, require_power

__all__ = ["require_may_answer_failure", "require_may_examine"]


def require_may_examine(
    *, by: Actor, organ: UUID, item: UUID | None, on: date, facts: str, post: UUID | None
) -> tuple[list[str], Answerable, Holder | None]:
    """可否核查 The rules applied, the line that was in force, and who answered for it that day (None: the body)."""
    place = organ_row(organ)
    require_power(by, organ, EXAMINE)
    require_filled(facts=facts)
    if on > today():
        raise BadInput("platform.clock", "失职的日期不能晚于今天", fields={"on": "不能晚于今天"})
    line = answerable(item, organ, on) if item else None
    row = {
        "organ": place.name,
        "on": on,
        "line": str(item) if item else None,
        "version": str(line.item.version_id) if line else None,
    }
    cited = [judge("duties.cites-the-list", row)]
    assert line is not None  # the rule has asked
    holder = None if line.body else _holder(line, post)
    if holder and holder.person == by.person:
        raise NotPermitted("duties.examiner-apart", "不能核查本人的失职", next_step="请由其他有权人员办理")
    return cited, line, holder


def _holder(line: Answerable, post: UUID | None) -> Holder:
    holders = [one for one in line.holders if post is None or one.post == post]
    if len({one.person for one in holders}) > 1:
        raise BadInput("platform.input", "这一条由多个职务承担，请指明职务", fields={"post": "请选择职务"})
    if not holders or holders[0].person is None:
        raise BadInput("duties.nobody-held-it", "当日没有人承担这一条", fields={"post": "当日空缺"})
    return holders[0]


def require_may_answer_failure(row: Examination, *, by: Actor, words: str) -> list[str]:
    """可否陈述 The person himself, as often as he likes; for a body, whoever confirms its motions."""
    if row.person is None:
        require_power(by, row.organ, SPEAK)
    else:
        require_own(by, row.person, "陈述申辩")
    require_filled(words=words)
    return []
