"""领导班子 Form leading groups, seat members and let them leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import NotFound, WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import bad, in_order, text
from liuhen.organs.kinds import GROUP_WORDS, GroupKind, Role
from liuhen.organs.models import Group, Seat
from liuhen.organs.permits import require_may, require_open
from liuhen.organs.reads import groups, staff, tree
from liuhen.organs.spans import overlap, today


def form_group(
    *,
    by: Actor,
    organ: UUID,
    kind: GroupKind | str,
    name: str = "",
    since: date | None = None,
    id: UUID | None = None,
) -> Entry:
    """组成领导班子 A body of the organ that decides together."""
    found, since, kind = tree.organ(organ), since or today(), _kind(kind)
    require_may(by, "group.edit", found)
    require_open(found, since)
    name = text(name or f"{found.name}{GROUP_WORDS[kind]}", "name", "班子名称", 120)
    record = r.LeadingGroupFormed(group=id or uuid7(), organ=organ, kind=kind, name=name, since=since)
    return tree.book_of(found).append(record, by=by, organ=organ)


def dissolve_group(*, by: Actor, group: UUID, until: date | None = None) -> Entry:
    """撤销领导班子 The body ends; its members have left before."""
    found, until = groups.group(group), until or today()
    require_may(by, "group.edit", found.organ)
    book = tree.book_of(found.organ)
    with book.writing("group", group):
        _require_standing(groups.group(group), until)
        if groups.members_of(group, until):
            raise WrongState("organs.empty-before-closing", f"“{found.name}”还有成员", next_step="请先登记离任")
        return book.append(r.LeadingGroupDissolved(group=group, until=until), by=by, organ=found.organ_id)


def seat_member(
    *,
    by: Actor,
    group: UUID,
    person: UUID,
    post: UUID | None = None,
    role: Role | str = Role.MEMBER,
    precedence: int = 100,
    since: date | None = None,
    id: UUID | None = None,
) -> Entry:
    """班子成员就任 The person takes a seat; `precedence` is the order of speaking, small first. One chief at a time."""
    found, since, role = groups.group(group), since or today(), _role(role)
    require_may(by, "group.edit", found.organ)
    staff.person(person)
    if post:
        staff.post(post)
    book = tree.book_of(found.organ)
    with book.writing("group", group):
        _require_standing(groups.group(group), since)
        _require_seat(group, person, role, since)
        record = r.MemberSeated(
            seat=id or uuid7(), group=group, person=person, post=post, role=role, precedence=precedence, since=since
        )
        return book.append(record, by=by, organ=found.organ_id)


def unseat_member(*, by: Actor, seat: UUID, until: date | None = None) -> Entry:
    """班子成员离任 The person leaves the seat; `until` is the first day without it."""
    row, until = _seat(seat), until or today()
    require_may(by, "group.edit", row.group.organ)
    book = tree.book_of(row.group.organ)
    with book.writing("group", row.group_id):
        row = _seat(seat)
        if row.until is not None:
            raise WrongState("organs.tenure-ended", f"该成员已于{row.until:%Y年%m月%d日}离任")
        in_order(row.since, until, "until", "离任不能早于就任")
        return book.append(r.MemberLeft(seat=seat, group=row.group_id, until=until), by=by, organ=row.group.organ_id)


def _require_standing(found: Group, day: date) -> None:
    if found.until is not None:
        raise WrongState("organs.group-dissolved", f"“{found.name}”已经撤销")
    in_order(found.since, day, "since", f"“{found.name}”{found.since:%Y年%m月%d日}才组成")


def _require_seat(group: UUID, person: UUID, role: Role, since: date) -> None:
    seats = [row for row in Seat.objects.filter(group=group) if overlap((row.since, row.until), (since, None))]
    if any(row.person_id == person for row in seats):
        raise WrongState("organs.tenure-overlaps", "该人员已是班子成员")
    if role is Role.CHIEF and any(row.role == Role.CHIEF for row in seats):
        raise WrongState(
            "organs.one-chief", "一个领导班子同期只有一名主要负责人", next_step="请先登记前任主要负责人离任"
        )


def _seat(id: UUID) -> Seat:
    found = Seat.objects.filter(pk=id).select_related("group", "group__organ").first()
    if found is None:
        raise NotFound("organs.unknown-group", "没有这个席位")
    return found


def _kind(kind: GroupKind | str) -> GroupKind:
    try:
        return GroupKind(kind)
    except ValueError as error:
        raise bad("kind", f"没有“{kind}”这类领导班子") from error


def _role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise bad("role", f"没有“{role}”这种班子角色") from error
