"""席上所办 The four signed acts of a seat, the same from page and machine: what is signed, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextChoices

from liuhen.kit.refusals import WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Ballot
from liuhen.mechanisms.decisions.reads.room import open_ballot
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.terms import Choice, Stance


@dataclass(frozen=True)
class Deed:
    """一办 `act` stands in the document; `among` is the closed list it says one of; `write` takes it down."""

    act: str
    among: type[TextChoices]
    write: Callable[[UUID, Actor, Any, str, Signed], Entry]

    def do(self, *, item: UUID, by: Actor, says: TextChoices, words: str, signed: Signed) -> Entry:
        """办理 By one's own hand, over one's own signature."""
        return self.write(item, by, says, words, signed)


def running_ballot(item: UUID) -> Ballot:
    """进行中的表决 The ballot that is open on this item. Raises WrongState."""
    poll = open_ballot(item)
    if poll is None:
        raise WrongState("platform.wrong-state", "表决没有开始，或已经结束", next_step="请刷新页面看最新状态")
    return poll


def _state(item: UUID, by: Actor, says: Stance, words: str, signed: Signed) -> Entry:
    return actions.state_opinion(item=item, person=by.person, by=by, stance=says, words=words, signed=signed)


def _change(item: UUID, by: Actor, says: Stance, words: str, signed: Signed) -> Entry:
    return actions.change_opinion(item=item, by=by, stance=says, words=words, signed=signed)


def _conclude(item: UUID, by: Actor, says: Stance, words: str, signed: Signed) -> Entry:
    return actions.conclude(item=item, person=by.person, by=by, stance=says, words=words, signed=signed)


def _vote(item: UUID, by: Actor, says: Choice, words: str, signed: Signed) -> Entry:
    poll = running_ballot(item)
    return actions.cast_vote(ballot=poll.id, person=by.person, by=by, choice=says, signed=signed)


STATE = Deed("表态", Stance, _state)
CHANGE = Deed("改变表态", Stance, _change)
CONCLUDE = Deed("末位表态", Stance, _conclude)
VOTE = Deed("表决", Choice, _vote)
