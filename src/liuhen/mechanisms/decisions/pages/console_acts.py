"""记录台的办理 What the recorder does: open, note who comes and goes, how each ended, the vote, the close."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from liuhen.kit.refusals import BadInput
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import handwritten
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.deeds import running_ballot
from liuhen.mechanisms.decisions.pages.seat import visible
from liuhen.mechanisms.decisions.pages.seat_acts import Desk, desk
from liuhen.mechanisms.decisions.terms import Mode, Presence
from liuhen.organs.reads.groups import members_of
from liuhen.organs.reads.staff import people
from liuhen.rules.acting import View, acting, actor_of, moment_in, person_in

Act = Callable[[HttpRequest, Desk], None]
COUNTS = ("issued", "returned", "valid", "invalid", "for", "against", "abstain")


def open_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """开会点名 Everybody's presence, reasons for leave, and who attends without a stance."""
    by = actor_of(request)
    row = visible(meeting, by)
    given = request.POST
    absent = {
        member.person: (given[f"presence-{member.person}"], given.get(f"reason-{member.person}", ""))
        for member in members_of(row.group)
        if given.get(f"presence-{member.person}", Presence.PRESENT) != Presence.PRESENT
    }
    actions.open_meeting(
        meeting=meeting,
        by=by,
        absent=absent,
        observers=_observers(request),
        recording="recording" in given,
        at=moment_in(request),
    )
    return redirect("console", meeting)


def _observers(request: HttpRequest) -> list[UUID]:
    ticked = [UUID(person) for person in request.POST.getlist("observers")]
    named = request.POST.get("others", "").replace("、", "\n").split()
    return [*ticked, *(_by_name(name) for name in named)]


def _by_name(name: str, field: str = "others") -> UUID:
    found = [row for row in people("", name)[:3] if row.name == name] if name else []
    if len(found) != 1:
        what = "没有登记此人" if not found else "有同名人员，请写人员编号"
        raise BadInput("platform.input", f"{name}：{what}", fields={field: f"{name}：{what}"})
    id: UUID = found[0].pk
    return id


def change_presence(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """到离场 Somebody comes or goes; quorum is computed anew."""
    came = person_in(request, "came", optional=True)
    person = came or person_in(request, "went")
    actions.change_presence(
        meeting=meeting,
        person=person,
        presence=Presence.PRESENT if came else Presence.LEFT,
        by=_runner(request, meeting),
        at=moment_in(request),
    )
    return redirect("console", meeting)


def change_presider(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """改派主持人 Before the roll call or in the meeting, with the reason."""
    person = person_in(request, "presider")
    assert person is not None
    reason = request.POST.get("presider_reason", "")
    by, when = _runner(request, meeting), moment_in(request)
    actions.change_presider(meeting=meeting, person=person, by=by, reason=reason, at=when)
    return redirect("console", meeting)


def admit_observer(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """增加列席 After the roll call, by name, with the capacity."""
    given = request.POST
    actions.admit_observer(
        meeting=meeting,
        person=_by_name(given.get("observer", "").strip(), "observer"),
        by=_runner(request, meeting),
        capacity=given.get("capacity", ""),
        at=moment_in(request),
    )
    return redirect("console", meeting)


def close_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """散会"""
    actions.close_meeting(meeting=meeting, by=_runner(request, meeting), at=moment_in(request))
    return redirect("console", meeting)


def _runner(request: HttpRequest, meeting: UUID) -> Actor:
    by = actor_of(request)
    visible(meeting, by)
    return by


def open_item(request: HttpRequest, at: Desk) -> None:
    """议题开议"""
    reason = request.POST.get("late_reason", "")
    actions.open_item(item=at.item, by=at.by, late_reason=reason, at=moment_in(request))


def end(request: HttpRequest, at: Desk) -> None:
    """记为未表态 Refused to sign, before a witness; or silent, with the reason."""
    given = request.POST
    actions.end_attendee(
        item=at.item,
        person=person_in(request, "ended"),
        by=at.by,
        ending=given.get("ending", ""),
        reason=given.get("ending_reason", ""),
        witness=person_in(request, "ending_witness", optional=True),
        at=moment_in(request),
    )


def recuse(request: HttpRequest, at: Desk) -> None:
    """决定回避 By decision of the chair, taken down by the recorder."""
    reason = request.POST.get("recusal_reason", "")
    actions.recuse(item=at.item, person=person_in(request, "recused"), by=at.by, reason=reason, at=moment_in(request))


def early(request: HttpRequest, at: Desk) -> None:
    """先于他人 What the chief said on the substance before his turn."""
    chief = next((seat.person for seat in at.room.members if seat.role == "chief"), None)
    words = request.POST.get("early_words", "")
    if chief is None or not words.strip():
        raise BadInput("platform.input", "请写明主要负责人说了什么", fields={"early_words": "请填写"})
    actions.note_early_word(item=at.item, by=at.by, person=chief, words=words, at=moment_in(request))


def note(request: HttpRequest, at: Desk) -> None:
    """讨论要点"""
    actions.note_discussion(item=at.item, by=at.by, words=request.POST.get("note", ""), at=moment_in(request))


def second_round(request: HttpRequest, at: Desk) -> None:
    """第二轮表态"""
    actions.open_second_round(item=at.item, by=at.by)


def open_vote(request: HttpRequest, at: Desk) -> None:
    """开始表决"""
    actions.open_vote(item=at.item, by=at.by, mode=request.POST.get("mode", ""), at=moment_in(request))


def close_vote(request: HttpRequest, at: Desk) -> None:
    """结束表决 Computed from the votes; or, for paper slips, from a tally under two tellers with its scan."""
    poll = running_ballot(at.item)
    when = moment_in(request)
    if poll.mode != Mode.SECRET_PAPER:
        actions.close_vote(ballot=poll.id, by=at.by, at=when)
        return
    tellers = tuple(person_in(request, name) for name in ("first_teller", "second_teller"))
    actions.close_vote(ballot=poll.id, by=at.by, paper=_tally(request), tellers=tellers, files=_scan(request), at=when)


def refuse_vote(request: HttpRequest, at: Desk) -> None:
    """记为拒绝投票 Of somebody on the roll, before a witness; it blocks nobody (M38)."""
    poll = running_ballot(at.item)
    person, witness = person_in(request, "refused"), person_in(request, "refusal_witness")
    assert person is not None and witness is not None
    reason = request.POST.get("refusal_reason", "")
    actions.refuse_vote(ballot=poll.id, person=person, by=at.by, witness=witness, reason=reason, at=moment_in(request))


def _tally(request: HttpRequest) -> dict[str, int]:
    given = {name: request.POST.get(f"count-{name}", "").strip() for name in COUNTS}
    wrong = {f"count-{name}": "请填整数" for name, text in given.items() if not text.isascii() or not text.isdigit()}
    if wrong:
        raise BadInput("platform.input", "票数须为整数", fields=wrong)
    return {name: int(text) for name, text in given.items()}


def _scan(request: HttpRequest) -> tuple[FileRef, ...]:
    upload = request.FILES.get("scan")
    return (handwritten.store_scan(upload.read()),) if upload else ()


ON_MEETING = {
    "open": open_meeting,
    "presence": change_presence,
    "presider": change_presider,
    "observer": admit_observer,
    "close": close_meeting,
}
ON_ITEM: dict[str, Act] = {
    "item": open_item,
    "end": end,
    "recuse": recuse,
    "early": early,
    "note": note,
    "second-round": second_round,
    "vote": open_vote,
    "refused-vote": refuse_vote,
    "count": close_vote,
}


def routes(page: View) -> list[URLPattern]:
    """地址 One per act; `page` shows the console again when an act is refused."""

    def on_item(act: Act) -> View:
        def view(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
            act(request, desk(request, meeting, item))
            return redirect("console", meeting)

        return view

    base = "meetings/<uuid:meeting>/console"
    return [
        *(path(f"{base}/{name}", acting(page)(act), name=f"console-{name}") for name, act in ON_MEETING.items()),
        *(
            path(f"{base}/<uuid:item>/{name}", acting(page)(on_item(act)), name=f"console-{name}")
            for name, act in ON_ITEM.items()
        ),
    ]
