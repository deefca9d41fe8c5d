"""Short words for a decision's way through the room, on top of the real actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, open_ballot, room_of
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Stance
from liuhen.organs.fengtai import STANDING

CHIEF = "party-secretary"
MEMBERS = [row[0] for row in STANDING]
OTHERS = [key for key in MEMBERS if key != CHIEF]
AWAY = {"armed-forces": ("leave", "参加上级会议"), "publicity-head": ("leave", "出差")}
NINE = [key for key in MEMBERS if key not in AWAY]


@dataclass
class Scene:
    """One motion and one meeting, step by step. Every step returns what the next one needs."""

    cast: Cast
    time: clock.Stepping

    def later(self, **span: float) -> None:
        """Moves the clock on."""
        self.time.at += timedelta(**span)

    def draft(self, by: str = "executive-deputy", **changes: object) -> UUID:
        """A matter of public works, drafted by a deputy head."""
        given: dict[str, object] = {
            "group": self.cast.district.groups["standing"],
            "title": "关于实施城北棚户区改造二期安置房建设的议题",
            "text": "拟于二〇二七年三月开工，总投资三千二百万元，由区住建委组织实施。",
            "category": "works",
            "kind": "project",
            "source": "department",
            "source_detail": "区住建委请示〔2026〕18号",
            "amount_fen": 3_200_000_000,
        } | changes
        entry = actions.draft_motion(by=self.cast.actor(by), **given)  # type: ignore[arg-type]
        return UUID(entry.body["public"]["motion"])

    def self_check(self, motion: UUID, by: str = "executive-deputy", personal: bool = False) -> None:
        """The four answers of M48."""
        actions.answer_self_check(
            motion=motion,
            by=self.cast.actor(by),
            lawful=True,
            public_interest=True,
            personal_interest=personal,
            real_need=True,
        )

    def sign(self, motion: UUID, by: str = "executive-deputy") -> None:
        """The mover's signature."""
        actions.sign_motion(motion=motion, by=self.cast.actor(by), signed=self.cast.sign(by, motion, "提议", "提议"))

    def confirm(self, motion: UUID, by: str = CHIEF) -> None:
        """The chair's confirmation."""
        signed = self.cast.sign(by, motion, "同意上会", "同意上会")
        actions.confirm_motion(motion=motion, by=self.cast.actor(by), signed=signed)

    def gates(self, motion: UUID, opinion: str = "lawful") -> None:
        """Consultation and legal review."""
        actions.record_gate(
            motion=motion,
            by=self.cast.actor("recorder"),
            gate="consultation",
            result="done",
            responsible=self.cast.person("executive-deputy"),
            reason="会前与区财政局、区住建委沟通，资金来源已落实",
        )
        actions.record_gate(
            motion=motion,
            by=self.cast.actor("legal-reviewer"),
            gate="legal",
            result="done",
            opinion=opinion,
            responsible=self.cast.person("legal-reviewer"),
            reason="已出具书面审查意见",
        )

    def moved(self, **changes: object) -> UUID:
        """A motion that is drafted, checked, signed, confirmed and through its gates."""
        motion = self.draft(**changes)
        self.self_check(motion)
        self.sign(motion)
        self.confirm(motion)
        self.gates(motion)
        return motion

    def call(self, presider: str = CHIEF) -> UUID:
        """A meeting in two days."""
        entry = actions.call_meeting(
            by=self.cast.actor("recorder"),
            group=self.cast.district.groups["standing"],
            title="区委常委会会议",
            starts=clock.now() + timedelta(days=2),
            place="区委第一会议室",
            presider=self.cast.person(presider),
            recorder=self.cast.person("recorder"),
        )
        return UUID(entry.body["public"]["meeting"])

    def table(self, meeting: UUID, motion: UUID, reporter: str = "housing-head") -> UUID:
        """The motion on the agenda; its item."""
        entry = actions.table_motion(
            meeting=meeting, motion=motion, by=self.cast.actor("recorder"), reporter=self.cast.person(reporter)
        )
        return UUID(entry.body["public"]["item"])

    def send(self, item: UUID) -> None:
        """Papers to every member."""
        to = [self.cast.person(key) for key in MEMBERS]
        actions.send_papers(item=item, by=self.cast.actor("recorder"), to=to)

    def open_meeting(self, meeting: UUID, away: dict[str, tuple[str, str]] | None = None) -> None:
        """Roll call, two days on: by default two of the eleven are away."""
        absent = {self.cast.person(key): value for key, value in (AWAY if away is None else away).items()}
        observers = [self.cast.person("stationed-leader"), self.cast.person("legal-reviewer")]
        actions.open_meeting(meeting=meeting, by=self.cast.actor("recorder"), absent=absent, observers=observers)

    def seated(self, motion: UUID, presider: str = CHIEF, away: dict[str, tuple[str, str]] | None = None) -> UUID:
        """From a moved motion to its open item."""
        meeting = self.call(presider)
        item = self.table(meeting, motion)
        self.send(item)
        actions.lock_agenda(meeting=meeting, by=self.cast.actor("recorder"))
        self.later(days=2)
        self.open_meeting(meeting, away)
        actions.open_item(item=item, by=self.cast.actor("recorder"))
        return item

    def room(self, item: UUID) -> Room:
        """The room as it stands."""
        return room_of(item)

    def state(self, item: UUID, key: str, stance: str = "agree", words: str = "") -> None:
        """One member's opinion."""
        signed = self.cast.sign(key, self.room(item).motion.id, "表态", Stance(stance).label, item=item, words=words)
        actions.state_opinion(
            item=item,
            person=self.cast.person(key),
            by=self.cast.actor(key),
            stance=stance,
            words=words,
            signed=signed,
        )

    def state_all(self, item: UUID, keys: Iterable[str] | None = None, **different: str) -> None:
        """Everybody but the chief states; `different` maps a member (with _ for -) to another stance."""
        for key in keys if keys is not None else [key for key in NINE if key != CHIEF]:
            self.state(item, key, different.get(key.replace("-", "_"), "agree"))

    def conclude(self, item: UUID, key: str = CHIEF, stance: str = "agree") -> None:
        """The chief, last."""
        signed = self.cast.sign(key, self.room(item).motion.id, "末位表态", Stance(stance).label, item=item)
        actions.conclude(item=item, person=self.cast.person(key), by=self.cast.actor(key), stance=stance, signed=signed)

    def open_vote(self, item: UUID, mode: str = "named") -> UUID:
        """The frozen roll; the ballot."""
        entry = actions.open_vote(item=item, by=self.cast.actor("recorder"), mode=mode)
        return UUID(entry.body["public"]["ballot"])

    def vote(self, item: UUID, key: str, choice: str = "for") -> None:
        """One vote."""
        ballot = open_ballot(item)
        assert ballot
        signed = self.cast.sign(key, self.room(item).motion.id, "表决", Choice(choice).label, item=item)
        actions.cast_vote(
            ballot=ballot.id, person=self.cast.person(key), by=self.cast.actor(key), choice=choice, signed=signed
        )

    def close_vote(self, item: UUID, **how: object) -> bool:
        """The count; whether it passed."""
        ballot = open_ballot(item)
        assert ballot
        actions.close_vote(ballot=ballot.id, by=self.cast.actor("recorder"), **how)  # type: ignore[arg-type]
        counted = last_ballot(item)
        assert counted
        return bool(counted.passed)

    def rule(self, item: UUID, outcome: str = "passed", by: str = CHIEF, **how: str) -> None:
        """The outcome, announced."""
        signed = self.cast.sign(by, self.room(item).motion.id, "宣布结果", Outcome(outcome).label, item=item)
        given = {"resolution": "会议同意实施该项目，由区住建委负责落实。"} | how
        actions.rule_outcome(item=item, by=self.cast.actor(by), outcome=outcome, signed=signed, **given)  # type: ignore[arg-type]

    def decided(self, motion: UUID, votes: Sequence[str] | None = None) -> UUID:
        """A whole decision: every present member states, the chief concludes, all vote in favour."""
        item = self.seated(motion)
        self.state_all(item)
        self.conclude(item)
        self.open_vote(item)
        for key, choice in zip(NINE, votes or ["for"] * 9, strict=True):
            self.vote(item, key, choice)
        self.rule(item, "passed" if self.close_vote(item) else "rejected")
        return item

    def motion(self, motion: UUID) -> object:
        """The motion's row."""
        return motions.get(motion)
