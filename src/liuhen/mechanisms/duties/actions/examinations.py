"""失职核查办理 Examine a failure by the list, and let the person speak (M06, M13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.duties import permits, records
from liuhen.mechanisms.duties.reads.examinations import examination as examination_row
from liuhen.organs.reads.tree import book_of

__all__ = ["answer_failure", "examine_failure"]


def examine_failure(
    *,
    by: Actor,
    organ: UUID,
    item: UUID | None,
    on: date,
    facts: str,
    post: UUID | None = None,
    files: Sequence[FileRef] = (),
    examination: UUID | None = None,
) -> Entry:
    """失职核查 Cites the line in force at the organ that day; whoever held the post then answers, not who holds it now.

    `post` is needed only where several posts carry the item. Raises WrongState without a line of the list.
    """
    cited, line, holder = permits.require_may_examine(by=by, organ=organ, item=item, on=on, facts=facts, post=post)
    record = records.FailureExamined(
        examination=examination or uuid7(),
        organ=organ,
        item=line.item.item,
        version=line.item.version_id,
        on=on,
        post=holder.post if holder else None,
        person=holder.person if holder else None,
        facts=facts.strip(),
    )
    return book_of(organ).append(record, by=by, organ=organ, files=files, rules=cited)


def answer_failure(*, examination: UUID, by: Actor, words: str, files: Sequence[FileRef] = ()) -> Entry:
    """陈述申辩 The person's own words on it; nothing of them is ever edited."""
    row = examination_row(examination)
    book = book_of(row.organ)
    with book.writing("examination", examination):
        cited = permits.require_may_answer_failure(row, by=by, words=words)
        record = records.FailureAnswered(examination=examination, person=by.person, words=words.strip())
        return book.append(record, by=by, organ=row.organ, files=files, rules=cited)
