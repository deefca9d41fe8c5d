"""报告内容 What a report says, opened from the vault: every look is logged."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liuhen.ledger.records import Actor
from liuhen.mechanisms.hearings.models import Report
from liuhen.organs.reads.tree import book_of

CHAPTERS = ("integrity", "other")


@dataclass(frozen=True)
class Text:
    """报告正文 The two chapters of one version."""

    integrity: str
    other: str


def text_of(report: Report, *, by: Actor, purpose: str, entry: UUID | None = None) -> Text:
    """报告正文 The latest version, or the one of this entry; the caller has asked whether `by` may read it."""
    wanted = entry or report.entry
    found = book_of(report.organ).open_many([wanted], *CHAPTERS, by=by, purpose=purpose)
    return Text(*(found[wanted, name] for name in CHAPTERS))
