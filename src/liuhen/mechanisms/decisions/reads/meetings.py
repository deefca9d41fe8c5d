"""会议读数 Meetings, agendas and papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from liuhen.kit.once import once
from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import Item, Meeting, Motion, PaperDelivery, Seat
from liuhen.mechanisms.decisions.reads.room import recused_in
from liuhen.mechanisms.decisions.states import ItemState
from liuhen.organs.reads import groups
from liuhen.organs.reads.rights import scope


@once
def get(meeting: UUID) -> Meeting:
    """会议 One meeting. Raises NotFound."""
    row = Meeting.objects.filter(pk=meeting).first()
    if row is None:
        raise NotFound("platform.not-found", "没有这次会议，请核对编号")
    return row


@once
def of_motion(motion: UUID) -> list[Meeting]:
    """动议上过的会 Every meeting on whose agenda the motion stands or stood."""
    return list(Meeting.objects.filter(pk__in=Item.objects.filter(motion=motion).values("meeting")))


def organ_of_group(group: UUID) -> UUID:
    """班子所在单位 The organ a leading group belongs to. Raises NotFound."""
    return groups.group(group).organ_id


def visible_to(by: Actor) -> QuerySet[Meeting]:
    """可见会议 Meetings of the bodies a person sits in, presides, records or attends, or within his reach."""
    seats = [group.pk for group in groups.groups_of_person(by.person)]
    attended = Q(pk__in=Seat.objects.filter(person=by.person).values("meeting"))
    own = Q(group__in=seats) | Q(recorder=by.person) | Q(presider=by.person) | attended
    return Meeting.objects.filter(own | scope(by, "meeting.record", "organ"))


def require_visible(meeting: UUID, by: Actor) -> Meeting:
    """可见 The meeting when this person may see it. Raises NotFound otherwise."""
    row = visible_to(by).filter(pk=meeting).first()
    if row is None:
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这件事")
    return row


def record_for(sitting: Meeting, person: UUID) -> str:
    """给谁看的会议记录 Digest of the sealed record; for whoever was recused from an item, of the one without it."""
    whole = "" if person in recused_in(sitting.id) else sitting.record_sha256
    return str(sitting.abridged.get(str(person), whole))


def next_number(group: UUID, year: int) -> str:
    """会议编号 The next number of the body in the year; call it inside the numbering lock."""
    return f"{year}年第{Meeting.objects.filter(group=group, number__startswith=f'{year}年').count() + 1}次"


@once
def items_of(meeting: UUID) -> list[Item]:
    """议程 The items of a meeting in order, withdrawn ones left out."""
    rows = Item.objects.filter(meeting=meeting).exclude(outcome="withdrawn")
    return list(rows.select_related("motion").order_by("order"))


def next_order(meeting: UUID) -> int:
    """议题序号 The next free place on the agenda."""
    return Item.objects.filter(meeting=meeting).count() + 1


def item_with_motion(item: UUID) -> tuple[Item, Motion, Meeting]:
    """议题 An item with its motion and meeting. Raises NotFound."""
    row = Item.objects.filter(pk=item).select_related("motion").first()
    if row is None:
        raise NotFound("platform.not-found", "没有这个议题，请核对编号")
    return row, row.motion, get(row.meeting)


def has_unread_papers(item: UUID, person: UUID) -> bool:
    """未阅材料 Whether papers went to this person and were not opened yet."""
    return PaperDelivery.objects.filter(item=item, person=person, read_at__isnull=True).exists()


def last_delivery(item: UUID, persons: list[UUID]) -> datetime | None:
    """最后送达 When the last of these people was sent the papers; None while somebody was not."""
    sent = {person: at for person, at in deliveries_of(item).items() if person in persons}
    return max(sent.values()) if persons and len(sent) == len(set(persons)) else None


@once
def deliveries_of(item: UUID) -> dict[UUID, datetime]:
    """送达时间 When each person was sent the papers of the item as its text stands now."""
    text = Item.objects.filter(pk=item).aggregate(last=Max("motion__texts__at"))["last"]
    rows = PaperDelivery.objects.filter(item=item, **({"sent_at__gte": text} if text else {}))
    return dict(rows.values_list("person", "sent_at"))


def running(group: UUID) -> Meeting | None:
    """进行中的会议 The meeting of a body that is open now, if any."""
    return Meeting.objects.filter(group=group, state="open").order_by("-starts").first()


def unruled(meeting: UUID) -> QuerySet[Item]:
    """未了议题 Items that opened and have neither an outcome nor a suspension."""
    opened = Item.objects.filter(meeting=meeting, opened_at__isnull=False, ruled_at__isnull=True)
    return opened.exclude(state__in=(ItemState.SUSPENDED, ItemState.RULED))


def delivered(items: list[Item]) -> dict[UUID, tuple[int, int]]:
    """送达情况 For each item, to how many people its papers went and how many opened them."""
    rows = PaperDelivery.objects.filter(item__in=[item.id for item in items]).values_list("item", "read_at")
    found: dict[UUID, tuple[int, int]] = {}
    for item, read_at in rows:
        sent, read = found.get(item, (0, 0))
        found[item] = (sent + 1, read + (read_at is not None))
    return found
