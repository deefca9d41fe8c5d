"""反映的记录 A complaint about what is asked of people, and its answer."""

from __future__ import annotations

from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record, sealed

COMPLAINT = ("complaint", "complaint")


@record("burden.complaint-made/1", log="sealed", subject=COMPLAINT)
class ComplaintMade(Record):
    """负担反映 Somebody complains of a form, a page or a demand; without a name unless he gives it."""

    complaint: UUID = public()
    organ: UUID = public()
    about: str = public()
    named: bool = public()
    page: str = internal()
    words: str = sealed()


@record("burden.complaint-answered/1", log="internal", subject=COMPLAINT)
class ComplaintAnswered(Record):
    """反映答复 What the handling office answers; whoever complained reads it under the number of the complaint."""

    complaint: UUID = public()
    outcome: str = public()
    words: str = internal()
