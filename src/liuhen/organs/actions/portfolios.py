"""分管 Record who answers for what. A record of what is really so is always taken; its flaws are named in it (M55)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import bad, in_order, text
from liuhen.organs.models import Organ, Portfolio
from liuhen.organs.permits import require_may
from liuhen.organs.portfolio import APART, CORE, flaws
from liuhen.organs.reads import groups, tree
from liuhen.organs.spans import today

Items = Mapping[UUID, Sequence[str]]
Organs = Mapping[UUID, Sequence[UUID]]


def assign_portfolio(
    *,
    by: Actor,
    group: UUID,
    items: Items,
    charges: Organs | None = None,
    since: date | None = None,
    core: Sequence[str] = CORE,
    apart: Iterable[tuple[str, str]] = APART,
    rules: Sequence[str] = (),
    id: UUID | None = None,
) -> Entry:
    """分管分工 The whole division of work of a group from a day on: per member, matters and organs.

    `core` and `apart` are the parameters of the check (what a chief may not hold; what must be in different hands).
    """
    found, since = groups.group(group), since or today()
    require_may(by, "portfolio.edit", found.organ)
    wanted, organs = _clean(items), {person: list(ids) for person, ids in (charges or {}).items() if ids}
    book = tree.book_of(found.organ)
    with book.writing("group", group):
        members = {member.person: member for member in groups.members_of(group, since)}
        _require_members(set(wanted) | set(organs), set(members))
        _require_known(organs)
        _require_later(group, since)
        chief = next((person for person, member in members.items() if member.is_chief), None)
        record = r.PortfolioAssigned(
            portfolio=id or uuid7(),
            group=group,
            organ=found.organ_id,
            since=since,
            items={str(person): held for person, held in wanted.items()},
            charges={str(person): ids for person, ids in organs.items()},
            marks=[flaw.plain() for flaw in flaws(chief=chief, items=wanted, core=core, apart=apart)],
        )
        return book.append(record, by=by, organ=found.organ_id, rules=rules)


def supervise_portfolio(
    *, by: Actor, group: UUID, deputy: UUID, item: str, words: str, on: date | None = None, id: UUID | None = None
) -> Entry:
    """正职监管 The chief notes how he supervised a deputy's field."""
    found, on = groups.group(group), on or today()
    chief = groups.chief_of(group, on)
    if chief is None or chief.person != by.person:
        raise WrongState("organs.chief-supervises", "正职监管由当日的主要负责人本人记录")
    _require_members({deputy}, {member.person for member in groups.members_of(group, on)})
    if deputy == by.person:
        raise bad("deputy", "监管的是副职分管的工作")
    record = r.PortfolioSupervised(
        supervision=id or uuid7(),
        group=group,
        chief=by.person,
        deputy=deputy,
        on=on,
        item=text(item, "item", "分管事项", 200),
        words=text(words, "words", "监管情况", 2000),
    )
    return tree.book_of(found.organ).append(record, by=by, organ=found.organ_id)


def _clean(items: Items) -> dict[UUID, list[str]]:
    cleaned = {person: [text(item, "items", "分管事项", 200) for item in held] for person, held in items.items()}
    return {person: sorted(set(held), key=held.index) for person, held in cleaned.items() if held}


def _require_members(named: set[UUID], members: set[UUID]) -> None:
    if named - members:
        raise BadInput("organs.members-only", "分工只能安排给当日的班子成员", fields={"items": "有人当日不是班子成员"})


def _require_known(organs: Mapping[UUID, Sequence[UUID]]) -> None:
    wanted = {id for ids in organs.values() for id in ids}
    if Organ.objects.filter(pk__in=wanted).count() != len(wanted):
        raise BadInput("organs.unknown-organ", "分管单位中有不存在的单位", fields={"charges": "单位不存在"})


def _require_later(group: UUID, since: date) -> None:
    last = Portfolio.objects.filter(group=group, until=None).first()
    if last:
        in_order(last.since, since, "since", f"现行分工自{last.since:%Y年%m月%d日}起，新分工不能更早")
