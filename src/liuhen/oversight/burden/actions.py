"""办理 One function per verb: complain, answer."""

from __future__ import annotations

from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.signatures.statement import unnamed
from liuhen.organs.reads.tree import book_of
from liuhen.oversight.burden import permits, records
from liuhen.oversight.burden.reads import complaints

__all__ = ["answer_complaint", "complain"]


def complain(*, by: Actor, about: str, words: str, page: str = "", named: bool = False) -> Entry:
    """反映 Under a name for this one act alone, unless the person wants to be named."""
    cited = permits.require_may_complain(about=about, words=words, page=page)
    organ = by.organ if named else complaints.large_organ(by.organ)
    record = records.ComplaintMade(
        complaint=uuid7(), organ=organ, about=about, named=named, page=page.strip(), words=words.strip()
    )
    return book_of(organ).append(record, by=by if named else unnamed(organ), organ=organ, rules=cited)


def answer_complaint(*, complaint: UUID, by: Actor, outcome: str, words: str) -> Entry:
    """答复反映 What was done, or why nothing is."""
    row = complaints.get(complaint)
    book = book_of(row.organ)
    with book.writing("complaint", complaint):
        row = complaints.get(complaint)
        cited = permits.require_may_answer(row, by=by, outcome=outcome, words=words)
        record = records.ComplaintAnswered(complaint=complaint, outcome=outcome, words=words.strip())
        return book.append(record, by=by, organ=row.organ, rules=cited)
