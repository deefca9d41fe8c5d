"""判断 Anybody may complain; the handling office answers, once, and says why when nothing changes."""

from __future__ import annotations

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.records import Actor
from liuhen.oversight.burden.models import Complaint
from liuhen.oversight.burden.terms import About, Outcome
from liuhen.rules.permits import require_choice, require_filled, require_length, require_power

LONGEST = 2_000


def require_may_complain(*, about: str, words: str, page: str) -> list[str]:
    """可否反映 By anybody who is logged in; a few words say what."""
    require_choice("about", about, About.values)
    if not words.strip():
        raise BadInput("burden.complaint-says-what", "请写几个字，说明要反映什么", fields={"words": "请写几个字"})
    require_filled(words=words)
    require_length(LONGEST, words=words)
    require_length(200, page=page)
    return []


def require_may_answer(row: Complaint, *, by: Actor, outcome: str, words: str) -> list[str]:
    """可否答复 By the handling office of the unit, not by whoever complained; once, with words."""
    require_power(by, row.organ, "complaint.answer")
    require_choice("outcome", outcome, Outcome.values)
    require_filled(words=words)
    require_length(LONGEST, words=words)
    if row.person == by.person:
        raise WrongState("burden.complaint-answered", "本人的反映由他人答复")
    if row.answered:
        raise WrongState("burden.complaint-answered", "这件反映已经答复过")
    return []
