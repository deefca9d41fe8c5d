"""会场 Short words for what happens in a meeting and after it, on top of the real actions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.doors.cli.demo.stage import CHIEF, Stage
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.papers.minutes import minutes_form
from liuhen.mechanisms.decisions.papers.sealing import sealing_of
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import last_ballot, open_ballot, room_of
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Stance
from liuhen.organs.fengtai import STANDING, known_id
from liuhen.ui import paper

PDF = "application/pdf"
MEMBERS = [row[0] for row in STANDING]
AWAY = {"armed-forces": ("leave", "参加上级会议"), "publicity-head": ("leave", "出差")}


@dataclass
class Room(Stage):
    """会场 The stage, once a meeting has been called."""

    # ── A meeting ────────────────────────────────────────────────────────────────────────────────
    def call(
        self,
        name: str,
        starts: datetime,
        *,
        group: str = "standing",
        title: str = "区委常委会会议",
        place: str = "区委第一会议室",
        presider: str = CHIEF,
        recorder: str = "recorder",
        on_paper: bool = False,
    ) -> UUID:
        """召集会议 Under the id that belongs to its name."""
        meeting = known_id("meeting", name)
        actions.call_meeting(
            meeting=meeting,
            by=self.cast.actor(recorder),
            group=self.cast.district.groups[group],
            title=title,
            starts=starts,
            place=place,
            presider=self.cast.person(presider),
            recorder=self.cast.person(recorder),
            on_paper=on_paper,
        )
        return meeting

    def table(
        self, meeting: UUID, motion: UUID, reporter: str, *, to: Iterable[str] = MEMBERS, recorder: str = "recorder"
    ) -> UUID:
        """列入议题并送材料 The item."""
        item = known_id("item", str(meeting), str(motion))
        by = self.cast.actor(recorder)
        self.later(120)
        actions.table_motion(meeting=meeting, motion=motion, by=by, reporter=self.cast.person(reporter), item=item)
        self.later(60)
        actions.send_papers(item=item, by=by, to=[self.cast.person(key) for key in to])
        return item

    def lock(self, meeting: UUID, recorder: str = "recorder") -> None:
        """锁定议程"""
        self.later(600)
        actions.lock_agenda(meeting=meeting, by=self.cast.actor(recorder))

    def read(self, item: UUID, keys: Iterable[str]) -> None:
        """圈阅 These people open the papers."""
        for key in keys:
            self.later(900)
            actions.read_papers(item=item, by=self.cast.actor(key))

    def open_meeting(self, meeting: UUID) -> None:
        """开会点名 Nine of the eleven, with the stationed group and the legal reviewer attending."""
        absent = {self.cast.person(key): away for key, away in AWAY.items()}
        observers = [self.cast.person("stationed-leader"), self.cast.person("legal-reviewer")]
        actions.open_meeting(meeting=meeting, by=self.cast.actor("recorder"), absent=absent, observers=observers)

    # ── An item ──────────────────────────────────────────────────────────────────────────────────
    def open_item(self, item: UUID) -> None:
        """议题开议"""
        self.later(180)
        actions.open_item(item=item, by=self.cast.actor("recorder"))

    def state(self, item: UUID, key: str, stance: str = "agree", words: str = "") -> None:
        """表态"""
        self.later(70)
        signed = self._sign(item, key, "表态", Stance(stance).label, words)
        by = self.cast.actor(key)
        actions.state_opinion(item=item, person=by.person, by=by, stance=stance, words=words, signed=signed)

    def note(self, item: UUID, words: str) -> None:
        """讨论要点"""
        self.later(420)
        actions.note_discussion(item=item, by=self.cast.actor("recorder"), words=words)

    def conclude(self, item: UUID, stance: str = "agree", words: str = "") -> None:
        """末位表态"""
        self.later(90)
        by = self.cast.actor(CHIEF)
        signed = self._sign(item, CHIEF, "末位表态", Stance(stance).label, words)
        actions.conclude(item=item, person=by.person, by=by, stance=stance, words=words, signed=signed)

    def vote(self, item: UUID, **different: str) -> bool:
        """记名表决 By the frozen roll; `different` maps a member (with _ for -) to another choice. Passed?"""
        self.later(30)
        recorder = self.cast.actor("recorder")
        actions.open_vote(item=item, by=recorder, mode="named")
        ballot = open_ballot(item)
        assert ballot
        keys = {str(self.cast.person(key)): key for key in MEMBERS}
        for key in (keys[person] for person in ballot.roll):
            self._cast(item, ballot.id, key, different.get(key.replace("-", "_"), "for"))
        self.later(30)
        actions.close_vote(ballot=ballot.id, by=recorder)
        counted = last_ballot(item)
        return bool(counted and counted.passed)

    def _cast(self, item: UUID, ballot: UUID, key: str, choice: str) -> None:
        self.later(12)
        by, signed = self.cast.actor(key), self._sign(item, key, "表决", Choice(choice).label)
        actions.cast_vote(ballot=ballot, person=by.person, by=by, choice=choice, signed=signed)

    def rule(self, item: UUID, outcome: str, resolution: str = "", **how: Any) -> None:
        """宣布结果"""
        self.later(60)
        signed = self._sign(item, CHIEF, "宣布结果", Outcome(outcome).label)
        by = self.cast.actor(CHIEF)
        actions.rule_outcome(item=item, by=by, outcome=outcome, resolution=resolution, signed=signed, **how)

    def _sign(self, item: UUID, key: str, act: str, says: str, words: str = "") -> Signed:
        return self.cast.sign(key, room_of(item).motion.id, act, says, item=item, words=words)

    # ── After the meeting ────────────────────────────────────────────────────────────────────────
    def seal_record(self, meeting: UUID, recorder: str = "recorder") -> None:
        """散会后封存记录 The record as it was drafted, printed, with its gaps in it."""
        by = self.cast.actor(recorder)
        sealing = sealing_of(meetings.get(meeting), by=by)
        actions.seal_record(meeting=meeting, by=by, files=sealing.files, abridged=sealing.abridged)

    def confirm_record(self, meeting: UUID, key: str, correction: str = "") -> None:
        """核对会议记录"""
        self.later(1800)
        read = meetings.record_for(meetings.get(meeting), self.cast.person(key))
        signed = self.cast.sign_file(key, meeting, "核对会议记录", read)
        actions.confirm_record(meeting=meeting, by=self.cast.actor(key), signed=signed, correction=correction)

    def issue_minutes(self, meeting: UUID, number: str) -> None:
        """签发纪要"""
        form = minutes_form(meetings.get(meeting), number=number)
        data = json.dumps(form, ensure_ascii=False, indent=1).encode()
        printed = paper.render("minutes", form, attachments={"纪要数据.json": data})
        file = files.put(printed.pdf, PDF)
        signed = self.cast.sign_file(CHIEF, meeting, "签发纪要", file.sha256)
        actions.issue_minutes(meeting=meeting, by=self.cast.actor(CHIEF), number=number, file=file, signed=signed)
