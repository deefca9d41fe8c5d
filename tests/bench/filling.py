"""A book as it stands after years: decided motions of several bodies, by the real record classes, in real order.

Only the signatures are left out: a batch has no hands. What a page opens is a decision made by real actions.
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from liuhen.kit import clock
from liuhen.ledger.book import Actor, Writing
from liuhen.ledger.records import Record
from liuhen.mechanisms.decisions import records as r
from liuhen.mechanisms.decisions.models import text_digest
from liuhen.organs.fengtai import District
from liuhen.organs.reads.groups import Member, members_of
from liuhen.organs.reads.tree import book_of

BODIES = (("standing", "recorder"), ("executive", "government-recorder"), ("street", "street-recorder"))
AGENDA, MEETINGS_AT_ONCE = 5, 6
CATEGORIES = (("works", "project"), ("funds", "money"), ("assets", "matter"), ("benefits", ""), ("rural", ""))
PLACES = ("城北", "河西", "长辛店", "卢沟桥", "云岗", "马家堡", "花乡", "王佐", "大红门", "方庄")
WORKS = ("棚户区改造安置房", "雨污分流管网", "养老服务中心", "小学扩建", "道路大修", "智慧水务平台", "国有房屋处置")
TEXT = "拟由责任单位组织实施，资金来源、工期和风险已经核实，附可行性研究报告与合法性审查意见。" * 6


@dataclass
class Body:
    """A leading group with the people who act in its meetings."""

    group: UUID
    organ: UUID
    members: list[Member]
    recorder: Actor
    chief: UUID
    deputy: UUID

    def actor(self, person: UUID) -> Actor:
        """A member acting in the body's organ."""
        return Actor(person, self.organ)


def fill(district: District, entries: int, since: datetime, until: datetime) -> int:
    """Writes at least so many entries, spread evenly over the time between; returns how many."""
    bodies = [_body(district, key, recorder) for key, recorder in BODIES]
    book = book_of(bodies[0].organ)
    step = (until - since) / (entries * 2.02 + 2000)  # each entry asks for the time twice
    written, numbers = 0, itertools.count(1)
    with clock.use(clock.Stepping(since, step)):
        for turn in itertools.count():
            if written >= entries:
                break
            body = bodies[turn % len(bodies)]
            batch = [one for _ in range(MEETINGS_AT_ONCE) for one in _meeting(body, numbers)]
            book.append_many(batch)
            written += len(batch)
        waiting = [one for body in bodies for _ in range(4) for one in _moved(body, uuid4(), next(numbers))]
        book.append_many(waiting)
    return written + len(waiting)


def _body(district: District, key: str, recorder: str) -> Body:
    group = district.groups[key]
    members = members_of(group)
    chief = next(member for member in members if member.is_chief)
    deputy = next(member for member in members if not member.is_chief)
    return Body(group, chief.organ, members, district.actor(recorder), chief.person, deputy.person)


def _meeting(body: Body, numbers: Iterator[int]) -> Iterator[Writing]:
    """A meeting with its items, from the call to the 纪要, everybody's confirmation of the record included."""
    meeting, number = uuid4(), next(numbers)
    by = body.recorder
    called = r.MeetingCalled(
        meeting=meeting, organ=body.organ, group=body.group, number=f"{clock.now():%Y}年第{number}次",
        starts=clock.now(), presider=body.chief, recorder=by.person, on_paper=False, title="例行会议",
        place="第一会议室",
    )  # fmt: skip
    items = [(uuid4(), uuid4(), uuid4(), next(numbers)) for _ in range(AGENDA)]  # motion, item, round
    yield Writing(called, by)
    for order, (motion, item, _, at) in enumerate(items, 1):
        yield from _moved(body, motion, at)
        yield from _before(body, motion, item, meeting, order)
    yield Writing(r.AgendaLocked(meeting=meeting, items=[item for _, item, _, _ in items]), by)
    yield Writing(r.MeetingOpened(meeting=meeting, roll=_roll(body), recording=True, reasons={}), by)
    for motion, item, round_, at in items:
        yield from _decided(body, motion, item, round_, at)
    yield Writing(r.MeetingClosed(meeting=meeting), by)
    yield Writing(r.RecordSealed(meeting=meeting, sha256=_digest(meeting), gaps=[], sentences=[], abridged={}), by)
    for member in body.members:
        yield Writing(
            r.RecordConfirmed(meeting=meeting, person=member.person, correction="", document=_document()),
            body.actor(member.person),
        )
    issued = r.MinutesIssued(
        meeting=meeting, number=f"纪要〔{number}〕号", issuer=body.chief, sha256=_digest(by), document=_document()
    )
    yield Writing(issued, body.actor(body.chief))


def _moved(body: Body, motion: UUID, number: int) -> Iterator[Writing]:
    """Drafted, checked and signed by a deputy."""
    category, kind = CATEGORIES[number % len(CATEGORIES)]
    mover = body.actor(body.deputy)
    drafted = r.MotionDrafted(
        motion=motion, organ=body.organ, group=body.group, number=f"决{clock.now():%Y}-存{number:05d}",
        category=category, kind=kind, catalogue_code="", amends=None, source="department",
        source_detail="有关部门请示", title=_title(number), text=TEXT, amount_fen=number * 1_000_00,
    )  # fmt: skip
    yield Writing(drafted, mover)
    checked = r.SelfCheckAnswered(
        motion=motion, mover=mover.person, lawful=True, public_interest=True, personal_interest=False, real_need=True,
        words="",
    )  # fmt: skip
    yield Writing(checked, mover)
    signed = {"motion": motion, "text_sha256": _text(number), "document": _document()}
    yield Writing(r.MoverSigned(mover=mover.person, **signed), mover)
    gate: dict[str, Any] = {"motion": motion, "responsible": mover.person, "began": None, "ended": None}
    yield Writing(r.GateRecorded(gate="consultation", result="done", opinion="", reason="已沟通", **gate), mover)
    yield Writing(r.GateRecorded(gate="legal", result="done", opinion="lawful", reason="已审查", **gate), mover)
    chair = body.actor(body.chief)
    if number % 3:
        yield Writing(r.ChairConfirmed(chair=chair.person, **signed), chair)


def _before(body: Body, motion: UUID, item: UUID, meeting: UUID, order: int) -> Iterator[Writing]:
    by = body.recorder
    tabled = r.ItemTabled(motion=motion, meeting=meeting, item=item, order=order, reporter=body.deputy)
    yield Writing(tabled, by)
    yield Writing(r.PapersSent(motion=motion, item=item, to=[member.person for member in body.members]), by)
    yield Writing(r.PapersRead(motion=motion, item=item, person=body.chief), body.actor(body.chief))


def _decided(body: Body, motion: UUID, item: UUID, round_: UUID, number: int) -> Iterator[Writing]:
    """From the opening of the item to its outcome: everybody states, the chief last, everybody votes."""
    by, on = body.recorder, {"motion": motion, "item": item}
    quorum = {"members": len(body.members), "present": len(body.members), "recused": 0, **SHARE, "met": True}
    opened = r.ItemOpened(**on, round=round_, quorum=quorum, papers_short=False, late_reason="")
    yield Writing(opened, by)
    for member in body.members:
        if member.person != body.chief:
            given = _said(r.OpinionSigned, on, member.person, number, round=round_)
            yield Writing(given, body.actor(member.person))
    yield Writing(r.StancesOpened(**on, round=round_), by)
    yield Writing(_said(r.ChiefConcluded, on, body.chief, number), body.actor(body.chief))
    yield from _voted(body, on, quorum, number)
    ruled = r.OutcomeRuled(
        **on, outcome="passed", against_majority=False, return_by=None, text_sha256=_text(number),
        resolution=f"会议同意{_title(number)}，由责任单位落实。", reason="", document=_document(),
    )  # fmt: skip
    yield Writing(ruled, body.actor(body.chief))


def _document() -> str:
    """As long as what a person really signs, and as little guessable."""
    return f'{{"act":"表态","dated":"2026-11-20T01:00:00.000Z","nonce":"{secrets.token_hex(16)}","says":"同意"}}'.ljust(
        400
    )


SHARE = {"num": 1, "den": 2, "op": ">"}


def _voted(body: Body, on: dict[str, UUID], quorum: dict[str, Any], number: int) -> Iterator[Writing]:
    ballot, roll, by = uuid4(), [member.person for member in body.members], body.recorder
    rule = {**SHARE, "base": "应到会", "recusal_in_base": True, "body": "本级议事规则"}
    yield Writing(
        r.VoteOpened(**on, ballot=ballot, mode="named", roll=roll, quorum=quorum, rule=rule, text_sha256=_text(number)),
        by,
    )
    for person in roll:
        cast = r.VoteCast(**on, ballot=ballot, person=person, via="seat", choice="for", document=_document())
        yield Writing(cast, body.actor(person))
    yield Writing(r.VoteEnded(**on, ballot=ballot), by)
    tally = {"for": len(roll), "against": 0, "abstain": 0, "not_cast": 0}
    yield Writing(r.VoteCounted(**on, ballot=ballot, tally=tally, base=len(roll), passed=True, tellers=[by.person]), by)


def _said(kind: type[Record], on: dict[str, UUID], person: UUID, number: int, **more: Any) -> Record:
    words = "同意，请注意控制进度和投资。" if number % 2 else ""
    return kind(**on, person=person, via="seat", stance="agree", words=words, document=_document(), **more)


def _roll(body: Body) -> list[dict[str, Any]]:
    return [
        {
            "person": str(member.person), "role": member.role.value, "order": order,
            "capacity": "member", "presence": "present",
        }
        for order, member in enumerate(body.members, 1)
    ]  # fmt: skip


def _title(number: int) -> str:
    return f"关于{PLACES[number % len(PLACES)]}{WORKS[number % len(WORKS)]}（第{number}项）的议题"


def _text(number: int) -> str:
    return text_digest(_title(number), TEXT)


def _digest(of: object) -> str:
    return hashlib.sha256(str(of).encode()).hexdigest()


def span() -> tuple[datetime, datetime]:
    """Nearly five years, up to three days ago."""
    until = clock.now() - timedelta(days=3)
    return until - timedelta(days=1700), until
