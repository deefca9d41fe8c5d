"""汇报与听取的故事 A street's period has ended with one secretary unheard and one report late; the district's runs.

Then two complaints about forms: one answered, one waiting.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.doors.cli.demo.cast import PIN
from liuhen.doors.cli.demo.room import Room
from liuhen.kit import clock
from liuhen.ledger import enrolment
from liuhen.ledger.book import Actor
from liuhen.ledger.signatures import pins
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.reads.board import board_of, period_of
from liuhen.mechanisms.hearings.reads.line import Edge
from liuhen.mechanisms.hearings.signing import ACT, ReportStatement, Signed, report_id, text_digest
from liuhen.mechanisms.hearings.terms import Answer, Whom
from liuhen.organs.fengtai import known_id
from liuhen.organs.reads.tree import book_of
from liuhen.oversight.burden import actions as burden

STREET, DISTRICT = "street-secretary", "party-secretary"
OURS = "（示例内容）本期组织学习{study}次，约谈{talk}人；发现问题{found}个，已整改{mended}个，其余下期办结。"
HEARD, REPORTED = 5, 4
"""已办 How many of the six secretaries were heard and reported in time; the fifth reports a day late."""


def reports_and_hearings(room: Room) -> None:
    """汇报与听取 The street hears its communities; five of six in time. The district's period has only begun."""
    room.move(10, "16:00")
    year = clock.local(room.present).year
    ended = clock.local(clock.now()).date()
    period = _open(room, "street", "street-recorder", room.day(26, "09:00").date(), ended)
    edges = [row.edge for row in board_of(period_of(period)).rows]
    for number, edge in enumerate(edges[:REPORTED], start=1):
        _report(room, period, edge, number)
    for number, edge in enumerate(edges[:HEARD]):
        room.later(60)
        actions.hold_hearing(
            period=period,
            by=room.cast.actor(STREET),
            post=edge.post,
            at=room.day(12 - number // 3, f"{9 + number % 3}:00".zfill(5)),
            words="（示例）清单逐条对照，把没有做的补上。" if number == 0 else "",
            follow_ups=_asked_for(room) if number == 0 else (),
            hearing=known_id("hearing", edge.organ_name),
        )
    room.move(9, "09:20")
    _report(room, period, edges[REPORTED], REPORTED + 1)
    room.later(600)
    above = _open(room, "committee", "recorder", room.day(9, "09:00").date(), date(year + 1, 1, 31))
    [street] = [row.edge for row in board_of(period_of(above)).rows if row.edge.person == room.cast.person(STREET)]
    _report(room, above, street, 6)
    _remark(room, report_id(period, edges[0].post, _person(edges[0])))


def _open(room: Room, organ: str, office: str, since: date, closes: date) -> UUID:
    key = "street-committee" if organ == "street" else organ
    entry = actions.open_period(
        by=room.cast.actor(office),
        organ=room.cast.district.organs[key],
        name="社区书记汇报（示例期）" if organ == "street" else "街镇书记汇报（示例期）",
        whom=Whom.SECRETARIES,
        since=since,
        closes=closes,
        period=known_id("report-period", organ),
    )
    return UUID(entry.body["public"]["period"])


def _report(room: Room, period: UUID, edge: Edge, number: int) -> None:
    """One secretary's report, signed with the demonstration's PIN."""
    room.later(300)
    by = Actor(person=_person(edge), organ=edge.organ, post=edge.post)
    if by.person != room.cast.person(STREET):
        enrolment.enrol_pin(book_of(edge.organ), person=by.person, pin_entered=PIN, by=by)
    integrity = OURS.format(study=number, talk=number + 1, found=number + 2, mended=number)
    stated = ReportStatement(
        act=ACT,
        report=report_id(period, edge.post, by.person),
        person=by.person,
        says="报送",
        text_sha256=text_digest(integrity, ""),
    )
    signed = Signed(stated, pins.sign(by.person, PIN, stated.document))
    actions.submit_report(period=period, by=by, post=edge.post, integrity=integrity, signed=signed)


def _person(edge: Edge) -> UUID:
    assert edge.person is not None
    return edge.person


def _asked_for(room: Room) -> tuple[dict[str, str], ...]:
    due = room.day(-10, "09:00").date().isoformat()
    return ({"words": "（示例）报送整改台账", "due": due, "failing": "", "item": "", "version": ""},)


def _remark(room: Room, report: UUID) -> None:
    room.later(900)
    actions.give_remarks(report=report, by=room.cast.actor(STREET), answer=Answer.NOTED, words="（示例）继续抓好整改。")


def complaints(room: Room) -> None:
    """负担反映 Two, without names: the first is answered, the second waits."""
    room.later(3600)
    office = room.cast.actor("discipline-officer")
    entry = burden.complain(
        by=room.cast.actor("street-recorder"),
        about="twice",
        words="（示例）同一张台账，三个部门各要一遍。",
        page="/meetings/",
    )
    room.later(7200)
    number = UUID(entry.body["public"]["complaint"])
    burden.answer_complaint(
        complaint=number, by=office, outcome="changed", words="（示例）已合并为一张，由系统自动汇总。"
    )
    room.later(600)
    burden.complain(by=room.cast.actor("street-deputy"), about="page", words="（示例）手机上找不到返回。", page="/")
