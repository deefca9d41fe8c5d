"""纸面会议 A street's whole meeting held on paper while the network was down, entered the next day, later confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from liuhen.doors.cli.demo import matters
from liuhen.doors.cli.demo.room import PDF, Room
from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import trace
from liuhen.mechanisms.decisions.reads.motions import get
from liuhen.mechanisms.decisions.reads.room import open_ballot, room_of
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Stance
from liuhen.ui import paper

RECORDER, WITNESS, CHIEF = "street-recorder", "street-discipline", "street-secretary"
STATING = ("street-member", "street-deputy", "street-head", "street-discipline")
MEMBERS = (*STATING, CHIEF)
POSTS = ("委员", "副书记", "办事处主任", "纪工委书记", "书记")
ARCHIVE = "丰街档 2026-纸-014"


def street_on_paper(room: Room) -> None:
    """纸面会议 Drafted in the system, held on paper, entered by the recorder; two of five have confirmed since."""
    room.move(13, "09:20")
    motion = room.draft("canteen", "street-deputy", "street", matters.CANTEEN)
    room.sign(motion, "street-deputy")
    room.confirm(motion, CHIEF)
    room.gate(motion, "consultation", RECORDER, "书记、主任会前沟通，征求三个社区意见", answers="street-deputy")
    room.gate(motion, "finance", RECORDER, "街道财务核定资金来源", answers="street-deputy")
    held = room.day(11, "14:30")
    meeting = room.call(
        "street",
        held,
        group="street",
        title="丰台街道党工委会议",
        place="街道三层会议室",
        presider=CHIEF,
        recorder=RECORDER,
        on_paper=True,
    )
    item = room.table(meeting, motion, "street-deputy", to=MEMBERS, recorder=RECORDER)
    room.lock(meeting, RECORDER)
    room.move(10, "09:05")
    Papers(room, meeting, item, held).enter()
    room.later(1200)
    room.seal_record(meeting, RECORDER)
    room.confirm_record(meeting, CHIEF)
    for key in (CHIEF, "street-member"):
        _confirm_own(room, motion, key)


def _confirm_own(room: Room, motion: UUID, key: str) -> None:
    """Signs oneself, later, what was entered from paper on one's behalf."""
    room.later(3600)
    by = room.cast.actor(key)
    for entered in trace.entries_entered_for(get(motion)):
        if entered.person == by.person:
            room.later(20)
            signed = room.cast.sign(key, motion, "事后确认", "事后确认", text_sha256=entered.leaf_hash)
            actions.confirm_act(entry=entered.entry, motion=motion, by=by, signed=signed)


class Papers:
    """案卷 The pages of one meeting, and their way into the book in the order in which they were signed."""

    def __init__(self, room: Room, meeting: UUID, item: UUID, held: datetime) -> None:
        self.room, self.meeting, self.item, self.held = room, meeting, item, held
        self.by = room.cast.actor(RECORDER)
        self.motion = room_of(item).motion.id
        self.scan = files.put(_page(held), PDF)

    def enter(self) -> None:
        """录入 Every act with the time at which it happened; the book adds the time at which it was entered."""
        actions.open_meeting(meeting=self.meeting, by=self.by, at=self._next(2))
        late = "会前一天网络中断，材料以纸质送达"
        actions.open_item(item=self.item, by=self.by, late_reason=late, at=self._next(3))
        for key in STATING:
            self._state(key)
        actions.note_discussion(
            item=self.item, by=self.by, words="讨论了消防整改的先后顺序，先改厨房。", at=self._next(10)
        )
        self._conclude()
        self._vote()
        self._rule()
        actions.close_meeting(meeting=self.meeting, by=self.by, at=self._next(3))

    def _next(self, minutes: float) -> datetime:
        """The time on the paper moves on by minutes; the recorder's own by seconds."""
        self.room.later(25)
        self.held += timedelta(minutes=minutes)
        return self.held

    def _state(self, key: str) -> None:
        at = self._next(2)
        words = "建议先改厨房，再做门面。" if key == "street-head" else ""
        actions.state_opinion(
            item=self.item,
            person=self.room.cast.person(key),
            by=self.by,
            stance=Stance.AGREE,
            words=words,
            signed=self._signed(key, "表态", Stance.AGREE.label, at, words),
            files=self._files(),
            at=at,
        )

    def _conclude(self) -> None:
        at = self._next(2)
        actions.conclude(
            item=self.item,
            person=self.room.cast.person(CHIEF),
            by=self.by,
            stance=Stance.AGREE,
            signed=self._signed(CHIEF, "末位表态", Stance.AGREE.label, at),
            files=self._files(),
            at=at,
        )

    def _vote(self) -> None:
        actions.open_vote(item=self.item, by=self.by, mode="named", at=self._next(1))
        ballot = open_ballot(self.item)
        assert ballot
        for key in MEMBERS:
            at = self._next(0.5)
            actions.cast_vote(
                ballot=ballot.id,
                person=self.room.cast.person(key),
                by=self.by,
                choice=Choice.FOR,
                signed=self._signed(key, "表决", Choice.FOR.label, at),
                files=self._files(),
                at=at,
            )
        actions.close_vote(ballot=ballot.id, by=self.by, at=self._next(1))

    def _rule(self) -> None:
        at = self._next(1)
        actions.rule_outcome(
            item=self.item,
            by=self.by,
            outcome=Outcome.PASSED,
            resolution="会议同意安排四十六万元修缮三处老年餐桌，先改厨房，两个月内完成。",
            signed=self._signed(CHIEF, "宣布结果", Outcome.PASSED.label, at),
            at=at,
        )

    def _signed(self, key: str, act: str, says: str, at: datetime, words: str = "") -> Signed:
        witness = WITNESS if key != WITNESS else "street-deputy"
        return self.room.cast.sign_by_hand(
            key,
            self.motion,
            act,
            says,
            item=self.item,
            words=words,
            dated=at,
            scan=files.get(self.scan.sha256),
            archive=ARCHIVE,
            recorder=RECORDER,
            witness=witness,
        )

    def _files(self) -> tuple[FileRef, ...]:
        return (self.scan,)


def _page(held: datetime) -> bytes:
    """What stands in for the scan: a printed page that says that it is none."""
    form = {
        "title": "党工委会议签名页（演示，代替扫描件）",
        "date": held.date().isoformat(),
        "number": ARCHIVE,
        "parties": [{"role": "党工委" + post, "name": "（手写签名）"} for post in POSTS],
        "duties": ["同意安排四十六万元修缮三处老年餐桌。", "本页为演示用的虚构文件，没有任何人签过。"],
    }
    return paper.render("letter", form).pdf
