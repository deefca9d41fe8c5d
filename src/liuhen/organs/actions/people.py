"""人员与任职 Register people, begin and end tenures."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import NotFound, WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import in_order, text
from liuhen.organs.models import Person, Post, Tenure
from liuhen.organs.permits import require_may, require_open
from liuhen.organs.powers import post_kinds
from liuhen.organs.reads import staff, tree
from liuhen.organs.spans import Span, most_at_once, overlap, today


def register_person(*, by: Actor, organ: UUID, name: str, number: str = "", id: UUID | None = None) -> Entry:
    """登记人员 A person at the organ that keeps the file. `number` tells people of the same name apart."""
    found = tree.organ(organ)
    require_may(by, "people.edit", found)
    require_open(found, today())
    record = r.PersonRegistered(person=id or uuid7(), organ=organ, **_who(name, number))
    book = tree.book_of(found)
    with book.writing("person-number", record.number):
        require_number_free(record.number)
        return book.append(record, by=by, organ=organ)


def correct_person(*, by: Actor, person: UUID, name: str, number: str = "") -> Entry:
    """更正人员信息 Another name or number; what stood before stays in the book."""
    found = staff.person(person)
    require_may(by, "people.edit", found.organ)
    record = r.PersonCorrected(person=person, **_who(name, number))
    book = tree.book_of(found.organ)
    with book.writing("person-number", record.number):
        require_number_free(record.number, but=person)
        return book.append(record, by=by, organ=found.organ_id)


def begin_tenure(
    *,
    by: Actor,
    person: UUID,
    post: UUID,
    since: date | None = None,
    until: date | None = None,
    document: str = "",
    id: UUID | None = None,
) -> Entry:
    """任职 The person takes the post from a day on (`until`: first day after a fixed term)."""
    found, since = staff.post(post), since or today()
    require_may(by, "people.edit", found.organ)
    staff.person(person)
    book = tree.book_of(found.organ)
    with book.writing("post", post):
        found = staff.post(post)
        require_open(found.organ, since)
        require_room(found, person, (since, until))
        require_apart(found, person, (since, until))
        record = r.TenureBegan(
            tenure=id or uuid7(),
            person=person,
            post=post,
            since=since,
            until=until,
            document=text(document, "document", "任职文号", 200, required=False),
        )
        return book.append(record, by=by, organ=found.organ_id)


def end_tenure(*, by: Actor, tenure: UUID, until: date | None = None, document: str = "") -> Entry:
    """免职 The person leaves the post; `until` is the first day without it."""
    row, until = _tenure(tenure), until or today()
    require_may(by, "people.edit", row.post.organ)
    book = tree.book_of(row.post.organ)
    with book.writing("post", row.post_id):
        row = _tenure(tenure)
        if row.until is not None and row.until <= until:
            raise WrongState("organs.tenure-ended", f"该任职已于{row.until:%Y年%m月%d日}结束")
        in_order(row.since, until, "until", "免职不能早于任职")
        words = text(document, "document", "免职文号", 200, required=False)
        record = r.TenureEnded(tenure=tenure, post=row.post_id, until=until, document=words)
        return book.append(record, by=by, organ=row.post.organ_id)


def require_room(post: Post, person: UUID, span: Span) -> None:
    """职数 Raises WrongState when the post would have more holders than seats on any day, or the person twice."""
    if span[1] is not None:
        in_order(span[0], span[1], "until", "任期届满不能早于任职")
    if span[0] < post.since or (post.until is not None and (span[1] is None or span[1] > post.until)):
        raise WrongState("organs.post-abolished", f"“{post.title}”当日不存在", fields={"since": "职务当日不存在"})
    others = [row for row in Tenure.objects.filter(post=post.pk) if overlap((row.since, row.until), span)]
    if any(row.person_id == person for row in others):
        raise WrongState("organs.tenure-overlaps", f"该人员同期已任“{post.title}”")
    clipped = [(max(row.since, span[0]), row.until) for row in others]
    if most_at_once(clipped) >= post.seats:
        raise WrongState(
            "organs.tenure-overlaps",
            f"“{post.title}”职数{post.seats}，该期间已满",
            next_step="请先登记前任的免职日期；免职之日即继任者任职之日",
            fields={"since": "与前任任期重叠"},
        )


def require_apart(post: Post, person: UUID, span: Span) -> None:
    """三员分设 An administrator holds no second post, neither of another administrator nor of business."""
    rows = Tenure.objects.filter(person=person).select_related("post")
    kinds = {row.post.kind for row in rows if overlap((row.since, row.until), span)} - {post.kind}
    table = post_kinds()
    if kinds and (table[post.kind].administrator or any(table[kind].administrator for kind in kinds)):
        raise WrongState(
            "platform.three-administrators", "系统、审计、安全保密三员各由专人担任，不得互兼，也不得兼任业务职务"
        )


def require_number_free(number: str, but: UUID | None = None) -> None:
    """编号唯一 Raises WrongState when another person bears the number."""
    if number and Person.objects.filter(number=number).exclude(pk=but).exists():
        raise WrongState("organs.name-taken", f"人员编号{number}已登记", fields={"number": "编号已登记"})


def _who(name: str, number: str) -> dict[str, str]:
    return {
        "name": text(name, "name", "姓名", 60),
        "number": text(number, "number", "人员编号", 40, required=False),
    }


def _tenure(id: UUID) -> Tenure:
    found = Tenure.objects.filter(pk=id).select_related("post", "post__organ").first()
    if found is None:
        raise NotFound("organs.unknown-post", "没有这段任职")
    return found
