"""责任书的记录 A letter is drawn from what the post carries, then signed, or taken in from paper (M01, M04, M09).

Persons stand here as pseudonymous ids. The text names people, so it lies under the subordinate's own vault key and
so does its digest: whoever knows the form of these texts could guess a name from it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record

__all__ = ["LetterConfirmed", "LetterDrawn", "LetterSigned", "LetterTakenIn", "LetterWithdrawn"]

LETTER = ("letter", "letter")


def _line(words: str, person: str) -> DutyLine:
    return DutyLine(EvidenceKind.LETTER, Category.OTHER, words, person=person, page="letter")


@record("duties.letter-drawn/1", log="internal", subject=LETTER)
class LetterDrawn(Record):
    """生成责任书 A letter or pledge from what the post carries on that day; nobody has signed it yet.

    `upper` is None in a pledge. `basis` digests the lists and tasks the text was made from, for whom `audience` says;
    when they change the letter is out of date (M10). `replaces`: the letter of the same edge or post before this one.
    """

    letter: UUID = public()
    campaign: UUID | None = public()
    kind: str = public()
    year: int = public()
    organ: UUID = public()
    upper: UUID | None = public()
    upper_post: UUID | None = public()
    lower: UUID = public()
    lower_post: UUID | None = public()
    audience: str = public()
    basis: str = public()
    lists: list[UUID] = public()
    items: list[UUID] = public()
    tasks: list[UUID] = public()
    replaces: UUID | None = public()
    text: str = internal(about="lower")
    text_sha256: str = internal(about="lower")


@record("duties.letter-signed/1", log="internal", subject=LETTER, duty_line=_line("签订责任书", "person"))
class LetterSigned(Record):
    """签订责任书 One of the two sides signs; the very document under the signature is kept with it (M04)."""

    letter: UUID = public()
    side: str = public()
    person: UUID = public()
    post: UUID | None = public()
    via: str = public()
    last: bool = public()
    document: str = internal(about="person")


@record("duties.letter-taken-in/1", log="internal", subject=LETTER, duty_line=_line("签订纸面责任书", "lower"))
class LetterTakenIn(Record):
    """登记纸面责任书 A letter that was signed on paper: who, when, and where it lies; the scan is a file of the entry.

    `basis`: of the lists and tasks in force on the day it was signed.
    """

    letter: UUID = public()
    campaign: UUID | None = public()
    kind: str = public()
    year: int = public()
    organ: UUID = public()
    upper: UUID | None = public()
    upper_post: UUID | None = public()
    lower: UUID = public()
    lower_post: UUID | None = public()
    audience: str = public()
    basis: str = public()
    signed_on: date = public()
    replaces: UUID | None = public()
    archive: str = internal()


@record("duties.letter-confirmed/1", log="internal", subject=LETTER)
class LetterConfirmed(Record):
    """确认纸面责任书 A person confirms by own signature that he signed the paper letter."""

    letter: UUID = public()
    side: str = public()
    person: UUID = public()
    document: str = internal(about="person")


@record("duties.letter-withdrawn/1", log="internal", subject=LETTER)
class LetterWithdrawn(Record):
    """撤回责任书 A letter that not everybody has signed yet is taken back, with the reason."""

    letter: UUID = public()
    reason: str = internal()
