"""生成状态图 The lifecycles as diagrams, from the tables that the permits ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Acts = Mapping[str, tuple[Iterable[Any], Any]]
OUTCOMES = {"passed": "decided", "rejected": "rejected", "deferred": "deferred", "in-principle": "in-principle"}
"""议决去向 Which state an announced outcome leads to. The tables that say so are private; a test compares."""


def motion() -> str:
    """动议状态图 A motion's way; `rule_outcome` leads where the announced outcome says."""
    from liuhen.mechanisms.decisions import states

    room = states.MotionState.IN_MEETING
    further = [(room, state, f"rule_outcome ({outcome})") for outcome, state in OUTCOMES.items()]
    return _picture(states.MotionState, states.MOTION_ACTS, further)


def item() -> str:
    """议题状态图 One item in the room."""
    from liuhen.mechanisms.decisions import states

    return _picture(states.ItemState, states.ITEM_ACTS)


def meeting() -> str:
    """会议状态图 A meeting."""
    from liuhen.mechanisms.decisions import states

    return _picture(states.MeetingState, states.MEETING_ACTS)


def task() -> str:
    """任务状态图 A task of a year's plan."""
    from liuhen.mechanisms.duties import states

    return _picture(states.TaskState, states.TASK_ACTS)


def letter() -> str:
    """责任书状态图 A letter of two sides; whether it still holds on a day is read, never written."""
    from liuhen.mechanisms.duties import letter_terms

    return _picture(letter_terms.LetterState, letter_terms.LETTER_ACTS)


def report() -> str:
    """书面报告状态图 A chief's report; remarks lead where their answer says."""
    from liuhen.mechanisms.hearings import states
    from liuhen.mechanisms.hearings.terms import ReportState

    begin = ReportState.SUBMITTED
    further = [(begin, state, f"give_remarks ({answer})") for answer, state in states.ANSWERED.items()]
    return _picture(ReportState, {"submit_report": states.REPORT_ACTS["submit_report"]}, further)


def _picture(states: Any, acts: Acts, further: Iterable[tuple[Any, Any, str]] = ()) -> str:
    """A Mermaid diagram, and below it the acts that change no state."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for act, (begins, ends) in acts.items():
        for begin in begins:
            if ends and begin != ends:
                arrows.setdefault((_id(begin), _id(ends)), []).append(act)
    for begin, end, words in further:
        arrows.setdefault((_id(begin), _id(end)), []).append(words)
    names = [f'    state "{state.label}" as {_id(state)}' for state in states]
    lines = [f"    {begin} --> {end}: {', '.join(words)}" for (begin, end), words in arrows.items()]
    staying = ", ".join(f"`{act}`" for act, (_, ends) in acts.items() if ends is None)
    below = ["", f"Without a change of state: {staying}."] if staying else []
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, *lines, "```", *below])


def _id(state: Any) -> str:
    return str(state.value if hasattr(state, "value") else state).replace("-", "_")
