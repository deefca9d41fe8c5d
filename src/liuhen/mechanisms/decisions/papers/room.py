"""会场文书 What was said and voted on one item, line by line: shared by the record and the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.counting import Result
from liuhen.mechanisms.decisions.models import Item
from liuhen.mechanisms.decisions.papers.words import (
    Seals,
    computation_words,
    roll_words,
    threshold_words,
    when,
)
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot
from liuhen.mechanisms.decisions.reads.stances import Opinion, choices_of, opinions_of
from liuhen.mechanisms.decisions.terms import Choice, Ending, Mode, Stance
from liuhen.ui.paper.forms import Opinion as OpinionForm
from liuhen.ui.paper.forms import Vote

NOTES = {"chief": "末位表态", "changed": "讨论中改变表态", "absent": "缺席书面意见，不计票"}


def opinion_forms(
    room: Room, names: Mapping[UUID, str], titles: Mapping[UUID, str], *, by: Actor, purpose: str, seals: Seals | None
) -> list[OpinionForm]:
    """表态清单 Every end of every attendee in the order in which they came, the opinions opened (and logged)."""
    forms: list[tuple[object, OpinionForm]] = []
    if room.item.stances_open:
        for opinion in opinions_of(room.item, by=by, purpose=purpose):
            form = _given(opinion, names, titles)
            if seals:
                form["proof"] = seals.of(opinion.entry)
            forms.append((opinion.recorded, form))
    for row in room.attendees:
        if row.ending == Ending.GIVEN:
            continue
        witness = f"；见证人{names.get(row.witness, '')}" if row.witness else ""
        form = {
            "name": names.get(row.person, "未知"),
            "post": titles.get(row.person, ""),
            "stance": row.get_ending_display(),
            "words": (row.reason or "") + witness,
            "at": when(row.at),
            "recorded": when(row.recorded),
        }
        if seals:
            form["proof"] = seals.of(row.entry)
        forms.append((row.recorded, form))
    ordered = [form for _, form in sorted(forms, key=lambda pair: pair[0])]  # type: ignore[arg-type, return-value]
    for number, form in enumerate(ordered, 1):
        form["order"] = number
    return ordered


def _given(opinion: Opinion, names: Mapping[UUID, str], titles: Mapping[UUID, str]) -> OpinionForm:
    notes = [NOTES.get(opinion.kind, ""), "据纸面签名录入" if opinion.via == "paper" else ""]
    return {
        "name": names.get(opinion.person, "未知"),
        "post": titles.get(opinion.person, ""),
        "stance": Stance(opinion.stance).label,
        "words": opinion.words,
        "at": when(opinion.occurred),
        "recorded": when(opinion.recorded),
        "note": "；".join(note for note in notes if note),
    }


def vote_form(item: Item, names: Mapping[UUID, str], *, by: Actor, purpose: str, named: bool = True) -> Vote | None:
    """表决与计算 Counts, base, share and the computation; who voted how only when `named` and the vote was open."""
    ballot = last_ballot(item.id)
    if ballot is None or ballot.tally is None or ballot.base is None:
        return None
    result = Result(bool(ballot.passed), ballot.base, ballot.tally[Choice.FOR])
    given = choices_of(ballot, by=by, purpose=purpose) if named and ballot.mode != Mode.SECRET_PAPER else {}
    form: Vote = {
        "mode": Mode(ballot.mode).label,
        "counts": [
            {
                "label": choice.label,
                "number": ballot.tally[choice.value],
                "names": [names.get(person, "未知") for person, said in given.items() if said == choice.value],
            }
            for choice in Choice
        ],
        "result": "通过" if ballot.passed else "未通过",
        "roll": roll_words(ballot, item.quorum or {"members": 0, "present": 0, "recused": 0}),
        "base": f"{ballot.rule['base']}{ballot.base}人",
        "threshold": threshold_words(ballot.rule),
        "rule": str(ballot.rule["body"]),
        "computation": computation_words(ballot.rule, result),
    }
    if ballot.tally.get("not_cast"):
        form["counts"].append({"label": "未投票", "number": ballot.tally["not_cast"]})
    return form
