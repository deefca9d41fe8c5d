"""A small room for random tests: the five members of a street's working committee and one motion of theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads.room import Room, open_ballot, room_of
from liuhen.organs.fengtai import establish
from tests.decisions.scene import Scene
from tests.snapshots import start_from

FIVE = ("street-member", "street-discipline", "street-deputy", "street-head", "street-secretary")
CHIEF = "street-secretary"
RECORDER = "street-recorder"
LABELS = {"agree": "同意", "disagree": "不同意", "defer": "缓议", "abstain": "弃权", "reserve": "保留意见"}
CHOICES = {"for": "赞成", "against": "反对", "abstain": "弃权"}
OUTCOMES = {"passed": "通过", "rejected": "否决", "deferred": "缓议", "in-principle": "原则通过"}


@dataclass
class Street:
    """One item that has just opened, and short words for what anybody may try with it."""

    cast: Cast
    motion: UUID
    item: UUID
    said: list[str] = field(default_factory=list)

    def actor(self, key: str) -> Actor:
        return self.cast.actor(key)

    @property
    def room(self) -> Room:
        return room_of(self.item)

    def ballot(self) -> UUID:
        found = open_ballot(self.item)
        return found.id if found else UUID(int=0)

    def token(self) -> str:
        """Words nobody else uses: where they turn up, somebody's opinion has got out."""
        self.said.append(f"仅此一句{len(self.said):04d}号")
        return self.said[-1]

    def state(self, key: str, stance: str) -> None:
        words = self.token()
        signed = self.cast.sign(key, self.motion, "表态", LABELS[stance], item=self.item, words=words)
        by = self.actor(key)
        actions.state_opinion(item=self.item, person=by.person, by=by, stance=stance, signed=signed, words=words)

    def change(self, key: str, stance: str) -> None:
        signed = self.cast.sign(key, self.motion, "改变表态", LABELS[stance], item=self.item)
        actions.change_opinion(item=self.item, by=self.actor(key), stance=stance, signed=signed)

    def conclude(self, key: str, stance: str) -> None:
        signed = self.cast.sign(key, self.motion, "末位表态", LABELS[stance], item=self.item)
        by = self.actor(key)
        actions.conclude(item=self.item, person=by.person, by=by, stance=stance, signed=signed)

    def vote(self, key: str, choice: str) -> None:
        signed = self.cast.sign(key, self.motion, "表决", CHOICES[choice], item=self.item)
        by = self.actor(key)
        actions.cast_vote(ballot=self.ballot(), person=by.person, by=by, choice=choice, signed=signed)

    def rule(self, outcome: str) -> None:
        signed = self.cast.sign(CHIEF, self.motion, "宣布结果", OUTCOMES[outcome], item=self.item)
        actions.rule_outcome(
            item=self.item,
            by=self.actor(CHIEF),
            outcome=outcome,
            resolution="照议题办理。",
            signed=signed,
            reason="分歧较大",
            return_by="2026-12-20",
        )


def street(time: clock.Stepping) -> Street:
    """The street's room, its item open and everybody there."""
    return Street(*start_from("street", time, lambda: _open(time)))


def _open(time: clock.Stepping) -> tuple[Cast, UUID, UUID]:
    cast = Cast(establish())
    cast.give_pins([*FIVE, RECORDER, "legal-reviewer"])
    scene, recorder = Scene(cast, time), cast.actor(RECORDER)
    group = cast.district.groups["street"]
    motion = scene.draft("street-deputy", group=group)
    scene.self_check(motion, "street-deputy")
    scene.sign(motion, "street-deputy")
    scene.confirm(motion, CHIEF)
    _gates(cast, motion)
    meeting = _call(cast, group)
    entry = actions.table_motion(meeting=meeting, motion=motion, by=recorder, reporter=cast.person("street-member"))
    item = UUID(entry.body["public"]["item"])
    actions.send_papers(item=item, by=recorder, to=[cast.person(key) for key in FIVE])
    actions.lock_agenda(meeting=meeting, by=recorder)
    scene.later(days=2)
    observers = [cast.person("stationed-leader")]
    actions.open_meeting(meeting=meeting, by=recorder, observers=observers)
    actions.open_item(item=item, by=recorder)
    return cast, motion, item


def _gates(cast: Cast, motion: UUID) -> None:
    for gate, key, opinion in (("consultation", RECORDER, ""), ("legal", "legal-reviewer", "lawful")):
        actions.record_gate(
            motion=motion,
            by=cast.actor(key),
            gate=gate,
            result="done",
            opinion=opinion,
            responsible=cast.person(key),
            reason="已办理",
        )


def _call(cast: Cast, group: UUID) -> UUID:
    entry = actions.call_meeting(
        by=cast.actor(RECORDER),
        group=group,
        title="街道党工委会议",
        starts=clock.now() + timedelta(days=2),
        place="二楼会议室",
        presider=cast.person(CHIEF),
        recorder=cast.person(RECORDER),
    )
    return UUID(entry.body["public"]["meeting"])
