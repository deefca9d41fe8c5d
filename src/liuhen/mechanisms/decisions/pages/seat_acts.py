"""参会端的办理 What a member does from the seat: unlock, read, recuse, state, change, conclude, vote, rule, object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from liuhen.kit.refusals import BadInput, NotFound
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import web
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.deeds import CHANGE, CONCLUDE, STATE, VOTE, Deed, running_ballot
from liuhen.mechanisms.decisions.models import Item
from liuhen.mechanisms.decisions.pages.signing import challenge, is_challenge, signed, statement
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import Room, room_of
from liuhen.mechanisms.decisions.signing import Statement
from liuhen.mechanisms.decisions.terms import Outcome
from liuhen.rules.acting import View, acting, actor_of

Word = TypeVar("Word", bound=TextChoices)
Act = Callable[[HttpRequest, "Desk"], HttpResponse | None]


@dataclass(frozen=True)
class Desk:
    """一办 Who acts on which item, as it stands now."""

    by: Actor
    room: Room

    @property
    def item(self) -> UUID:
        """议题编号"""
        found: UUID = self.room.item.id
        return found

    def stated(self, request: HttpRequest, act: str, says: str) -> Statement:
        """文书 What is signed on this item, over the motion's present text."""
        words = request.POST.get("words", "")
        motion = self.room.motion
        return statement(
            request, act=act, motion=motion.id, says=says, text_sha256=motion.text_sha256, item=self.item, words=words
        )


def desk(request: HttpRequest, meeting: UUID, item: UUID) -> Desk:
    """取议题 The item when it is on this meeting's agenda and the person may see the meeting.

    Raises NotFound otherwise: it does not say whether there is such an item.
    """
    by = actor_of(request)
    try:
        room = room_of(item)
    except Item.DoesNotExist as error:
        raise NotFound("platform.not-found", "没有这个议题，请核对编号") from error
    concerned = {seat.person for seat in room.seats} | {room.meeting.recorder, room.meeting.presider}
    if room.meeting.id != meeting:
        raise NotFound("platform.not-found", "没有这个议题，请核对编号")
    if by.person not in concerned:
        meetings.require_visible(meeting, by)
    return Desk(by, room)


def signing(deed: Deed, field: str) -> Act:
    """签名办理 One choice of the deed's closed list, named `field`; the first request may only ask what to sign."""

    def act(request: HttpRequest, at: Desk) -> HttpResponse | None:
        says = chosen(request, field, deed.among)
        if deed is VOTE:
            running_ballot(at.item)
        stated = at.stated(request, deed.act, str(says.label))
        if is_challenge(request):
            return challenge(request, stated)
        deed.do(item=at.item, by=at.by, says=says, words=stated.words, signed=signed(request, stated))
        return None

    return act


def rule(request: HttpRequest, at: Desk) -> HttpResponse | None:
    """宣布结果 By whoever presides, over his signature."""
    outcome = chosen(request, "outcome", Outcome)
    stated = at.stated(request, "宣布结果", outcome.label)
    if is_challenge(request):
        return challenge(request, stated)
    given = request.POST
    actions.rule_outcome(
        item=at.item,
        by=at.by,
        outcome=outcome,
        resolution=given.get("resolution", ""),
        reason=given.get("reason") or given.get("deferral", ""),
        return_by=given.get("return_by") or given.get("return_on") or None,
        signed=signed(request, stated),
    )
    return None


def recuse(request: HttpRequest, at: Desk) -> None:
    """申请回避 Declared before stating."""
    actions.recuse(item=at.item, person=at.by.person, by=at.by, reason=request.POST.get("recusal", ""))


def object_(request: HttpRequest, at: Desk) -> None:
    """提出异议 “定调”, or on compliance with its clause; who raised it is not shown in the room."""
    given = request.POST
    actions.lodge_objection(
        item=at.item,
        by=at.by,
        objection=given.get("objection", ""),
        clause=given.get("clause", ""),
        words=given.get("grounds", ""),
    )


def worry(request: HttpRequest, at: Desk) -> None:
    """私下反映 To the stationed group alone; the room's screens do not stir."""
    actions.lodge_worry(motion=at.room.motion.id, by=at.by, words=request.POST.get("worry", ""))


def papers(request: HttpRequest, at: Desk) -> HttpResponse:
    """打开材料 Known to the book as read; never a stance (M39)."""
    actions.read_papers(item=at.item, by=at.by)
    return redirect(f"{reverse('seat', args=[at.room.meeting.id])}?papers={at.item}#papers")


def chosen(request: HttpRequest, name: str, among: type[Word]) -> Word:
    """所选 One value of a closed list. Raises BadInput: a signature without an explicit opinion is none (M39)."""
    try:
        return among(request.POST.get(name, ""))
    except ValueError as error:
        raise BadInput(
            "decisions.signature-valid", "没有选定明确的意见，签名无效", fields={name: "请从列出的各项中选择一项"}
        ) from error


ACTS: dict[str, Act] = {
    "state": signing(STATE, "stance"),
    "change": signing(CHANGE, "stance"),
    "conclude": signing(CONCLUDE, "stance"),
    "vote": signing(VOTE, "choice"),
    "rule": rule,
    "recuse": recuse,
    "object": object_,
    "worry": worry,
    "papers": papers,
}


def routes(page: View) -> list[URLPattern]:
    """地址 One per act, and the unlocking of the PIN; `page` shows the seat again when an act is refused."""

    def unlock(request: HttpRequest, meeting: UUID) -> HttpResponse:
        web.unlock(request, request.POST.get("pin", ""))
        return redirect("seat", meeting)

    def on_item(act: Act) -> View:
        def view(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
            return act(request, desk(request, meeting, item)) or redirect("seat", meeting)

        return view

    base = "meetings/<uuid:meeting>/seat"
    return [
        path(f"{base}/unlock", acting(page)(unlock), name="seat-unlock"),
        *(
            path(f"{base}/<uuid:item>/{name}", acting(page)(on_item(act)), name=f"seat-{name}")
            for name, act in ACTS.items()
        ),
    ]
