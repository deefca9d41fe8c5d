"""表态与票 Opening what the vault holds: opinions and votes, each look logged, none before its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from liuhen.kit.refusals import WrongState
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import Ballot, Item
from liuhen.mechanisms.decisions.terms import Ending
from liuhen.organs.reads.tree import book_of


@dataclass(frozen=True)
class Opinion:
    """表态 One opened opinion, with both its times and how it came into the book."""

    person: UUID
    stance: str
    words: str
    occurred: datetime
    recorded: datetime
    entry: UUID
    via: str
    is_chief: bool
    kind: str


def opinions_of(item: Item, *, by: Actor, purpose: str) -> list[Opinion]:
    """全部表态 Every opinion given on an item, in the order in which they came. Raises while they are held.

    Whether `by` may see them is the caller's question (permits.require_may_read_opinions).
    """
    # An absent member's paper waits for the others, as they wait for one another.
    if not item.stances_open and item.rounds < 2:
        raise WrongState("platform.sealed-held", "须待最后一人表态完毕方可启封，任何人不得提前查看")
    given = [row for row in item.attendees.all() if row.ending == Ending.GIVEN]
    noted = [row for row in item.notes.all() if row.kind in ("changed", "absent")]
    entries = [row.entry for row in (*given, *noted)]
    opened = book_of(item.motion.organ).open_many(entries, "stance", "words", by=by, purpose=purpose)

    def said(entry: UUID) -> tuple[str, str]:
        return str(opened[entry, "stance"]), str(opened[entry, "words"])

    return [
        Opinion(
            row.person, *said(row.entry), row.at, row.recorded, row.entry,
            row.via, row.is_chief, "chief" if row.is_chief else "given",
        )
        for row in given
    ] + [
        Opinion(row.person or item.id, *said(row.entry), row.at, row.at, row.entry, "", False, row.kind)
        for row in noted
    ]  # fmt: skip


def final_stances(opinions: list[Opinion]) -> dict[UUID, str]:
    """最终表态 Each person's last stance; absent members' papers are shown elsewhere and never counted."""
    given = [opinion for opinion in opinions if opinion.kind != "absent"]
    return {opinion.person: opinion.stance for opinion in sorted(given, key=lambda one: one.recorded)}


def choices_of(ballot: Ballot, *, by: Actor, purpose: str) -> dict[UUID, str]:
    """各人所投 Who voted how, once the vote has ended. Every look is logged."""
    votes = list(ballot.votes.all())
    book = book_of(ballot.item.motion.organ)
    opened = book.open_many([vote.entry for vote in votes], "choice", by=by, purpose=purpose)
    return {vote.person: str(opened[vote.entry, "choice"]) for vote in votes}
