"""失职核查的记录 A failure, the line of the list in force that day, and who answers: derived (M06, M13)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.records import Record, public, record, sealed

__all__ = ["FailureAnswered", "FailureExamined"]

EXAMINATION = ("examination", "examination")


@record("duties.failure-examined/1", log="internal", subject=EXAMINATION)
class FailureExamined(Record):
    """失职核查 A failure of a day, the line of the list it fell short of, and who held the post that day.

    `person` is never typed: it is the holder on `on`; None when the body as a whole answers.
    """

    examination: UUID = public()
    organ: UUID = public()
    item: UUID = public()
    version: UUID = public()
    on: date = public()
    post: UUID | None = public()
    person: UUID | None = public()
    facts: str = sealed(about="person")


@record("duties.failure-answered/1", log="internal", subject=EXAMINATION)
class FailureAnswered(Record):
    """陈述申辩 What the person says of it himself; attached, never edited."""

    examination: UUID = public()
    person: UUID = public()
    words: str = sealed(about="person")
