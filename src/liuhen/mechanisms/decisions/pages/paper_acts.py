"""纸面录入的办理 Several signatures may stand on one page: each row chosen becomes one entry, in speaking order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from liuhen.kit.refusals import BadInput, NotFound
from liuhen.ledger.files import FileRef
from liuhen.ledger.signatures import handwritten
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.deeds import running_ballot
from liuhen.mechanisms.decisions.pages.seat_acts import Desk, chosen, desk
from liuhen.mechanisms.decisions.pages.signing import challenge, is_challenge, signed, signed_on_paper, statement
from liuhen.mechanisms.decisions.permits.paper import require_may_enter
from liuhen.mechanisms.decisions.reads.sitting import Sitting
from liuhen.mechanisms.decisions.reads.trace import entered_for
from liuhen.mechanisms.decisions.signing import Signed, fresh_nonce
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Stance
from liuhen.rules.acting import actor_of, moment_in, person_in

Act = Callable[[HttpRequest, UUID, UUID], None]


def stances(request: HttpRequest, meeting: UUID, item: UUID) -> None:
    """录入表态 One row per member; the concluder's goes in as the last word."""
    at, when = _desk(request, meeting, item), _when(request)
    rows = [*at.room.others, *(seat for seat in at.room.present if seat.person == at.room.concluder)]
    for person in _chosen_rows(request, "stance", [seat.person for seat in rows]):
        stance = chosen(request, f"stance-{person}", Stance)
        words = request.POST.get(f"words-{person}", "").strip()
        last = person == at.room.concluder
        stamp, scan = _signed(request, at, "末位表态" if last else "表态", stance.label, person, when, words)
        do = actions.conclude if last else actions.state_opinion
        do(
            item=item,
            person=person,
            by=at.by,
            stance=stance,
            words=words,
            signed=stamp,
            files=(scan,),
            at=when,
        )


def votes(request: HttpRequest, meeting: UUID, item: UUID) -> None:
    """录入表决 One row per name on the roll."""
    at, when = _desk(request, meeting, item), _when(request)
    poll = running_ballot(item)
    for person in _chosen_rows(request, "choice", [UUID(one) for one in poll.roll]):
        choice = chosen(request, f"choice-{person}", Choice)
        stamp, scan = _signed(request, at, "表决", choice.label, person, when)
        actions.cast_vote(ballot=poll.id, person=person, by=at.by, choice=choice, signed=stamp, files=(scan,), at=when)


def rule(request: HttpRequest, meeting: UUID, item: UUID) -> None:
    """录入结果 As the presider signed it on paper."""
    at, when = _desk(request, meeting, item), _when(request)
    outcome, given = chosen(request, "outcome", Outcome), request.POST
    stamp, scan = _signed(request, at, "宣布结果", outcome.label, at.room.meeting.presider, when)
    actions.rule_outcome(
        item=item,
        by=at.by,
        outcome=outcome,
        resolution=given.get("resolution", ""),
        reason=given.get("reason", ""),
        return_by=given.get("return_by") or None,
        signed=stamp,
        files=(scan,),
        at=when,
    )


def absent(request: HttpRequest, meeting: UUID, item: UUID) -> None:
    """录入缺席意见 An absent member's written opinion: shown, never counted."""
    at = _desk(request, meeting, item)
    upload = request.FILES.get("absent_scan")
    actions.attach_absent_opinion(
        item=item,
        person=person_in(request, "absent"),
        by=at.by,
        stance=chosen(request, "absent_stance", Stance),
        words=request.POST.get("absent_words", ""),
        files=(handwritten.store_scan(upload.read()),) if upload else (),
    )


def confirm(request: HttpRequest, sitting: Sitting, entry: UUID) -> HttpResponse | None:
    """事后确认 The person signs the digest of the entry that was made for him."""
    for item in sitting.items:
        found = entered_for(item.motion, entry)
        if found is None:
            continue
        stated = statement(request, act="事后确认", motion=item.motion.id, says="事后确认", text_sha256=found.leaf_hash)
        if is_challenge(request):
            return challenge(request, stated)
        actions.confirm_act(entry=entry, motion=item.motion.id, by=actor_of(request), signed=signed(request, stated))
        return None
    raise NotFound("platform.not-found", "没有这条代录的记录")


ACTS: dict[str, Act] = {"stances": stances, "votes": votes, "rule": rule, "absent": absent}


def _desk(request: HttpRequest, meeting: UUID, item: UUID) -> Desk:
    at = desk(request, meeting, item)
    require_may_enter(at.room.meeting, at.by)
    return at


def _when(request: HttpRequest) -> datetime:
    found = moment_in(request)
    if found is None:
        raise BadInput("platform.input", "请填写纸上的日期和时间", fields={"at": "请填写纸上的日期和时间"})
    return found


def _chosen_rows(request: HttpRequest, name: str, people: list[UUID]) -> list[UUID]:
    rows = [person for person in people if request.POST.get(f"{name}-{person}")]
    if not rows:
        raise BadInput("platform.input", "没有选择任何人的意见", fields={"rows": "请至少录入一人"})
    return rows


def _signed(
    request: HttpRequest, at: Desk, act: str, says: str, person: UUID, when: datetime, words: str = ""
) -> tuple[Signed, FileRef]:
    motion = at.room.motion
    stated = statement(
        request,
        act=act,
        motion=motion.id,
        says=says,
        text_sha256=motion.text_sha256,
        item=at.item,
        words=words,
        signer=person,
        dated=when,
        nonce=fresh_nonce(),
    )
    return signed_on_paper(request, stated)
