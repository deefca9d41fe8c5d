"""Two acts of mechanisms that have not been built: a talk held, a rectification closed. The log need not know them."""

from __future__ import annotations

from uuid import UUID, uuid4

from liuhen.doors.cli.demo.cast import Cast
from liuhen.ledger.book import Entry
from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record
from liuhen.organs.reads.tree import book_of

TALK = DutyLine(EvidenceKind.TALK, Category.TALK, "约谈“{title}”", person="leader", duties="items")
CLOSED = DutyLine(EvidenceKind.RECTIFICATION, Category.AREA, "整改销号“{title}”")


@record("sample.talk-held/1", log="internal", subject=("talk", "talk"), names="subject_name", duty_line=TALK)
class TalkHeld(Record):
    """约谈 A leader talks to somebody."""

    talk: UUID = public()
    leader: UUID | None = public()
    items: list[UUID] = public()
    subject_name: str = internal()


@record("sample.rectification-closed/1", log="internal", subject=("fault", "fault"), names="title", duty_line=CLOSED)
class RectificationClosed(Record):
    """整改销号 A fault is put right."""

    fault: UUID = public()
    title: str = internal()


def talk(cast: Cast, key: str, *, items: list[UUID] | None = None, entered_by: str = "", **more: object) -> Entry:
    """A talk this leader held, by his own entry or another's."""
    made = TalkHeld(talk=uuid4(), leader=cast.person(key), items=items or [], subject_name="某街道主要负责人")
    by = cast.actor(entered_by or key)
    return book_of(by.organ).append(made, by=by, **more)  # type: ignore[arg-type]


def rectified(cast: Cast, key: str, title: str = "食堂采购没有比价") -> Entry:
    """A fault this leader closed."""
    by = cast.actor(key)
    return book_of(by.organ).append(RectificationClosed(fault=uuid4(), title=title), by=by)
