"""The officer's story behind a feature: where it begins, what was tried, and what the system answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Item, Meeting, Motion
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import Room, room_of
from liuhen.mechanisms.decisions.terms import Stance
from liuhen.organs.fengtai import establish
from tests.decisions.scene import CHIEF, MEMBERS, NINE, Scene
from tests.snapshots import start_from

PEOPLE = {
    "书记": "party-secretary",
    "副书记": "deputy-secretary",
    "常务副区长": "executive-deputy",
    "纪委书记": "discipline-secretary",
    "组织部长": "organisation-head",
    "统战部长": "united-front-head",
    "政法委书记": "politics-law-head",
    "办公室主任": "office-head",
    "区长": "district-head",
    "记录员": "recorder",
    "派驻组长": "stationed-leader",
    "审计局长": "audit-head",
}
OTHERS = [key for key in NINE if key != CHIEF]
SIGNERS = [*MEMBERS, "recorder"]
STANCES = {one.label: one.value for one in Stance}


@dataclass
class Story:
    """One motion's way; `motion`, `meeting` and `item` appear as it gets there."""

    time: clock.Stepping
    cast: Cast = field(init=False)
    motion: UUID = field(init=False)
    item: UUID = field(init=False)
    kept: dict[str, Any] = field(default_factory=dict)
    refusal: Refusal | None = None

    def begin(self, stage: str = "district") -> None:
        """Starts where the stage leaves off; a stage is built once and copied from then on."""
        self.cast, *rest = start_from(f"story: {stage}", self.time, lambda: self._build(stage))
        for name, value in zip(("motion", "item"), rest, strict=False):
            setattr(self, name, value)

    def _build(self, stage: str) -> tuple[Any, ...]:
        if stage == "district":
            made = Cast(establish())
            made.give_pins(SIGNERS)
            return (made,)
        before, step = STAGES[stage]
        self.begin(before)
        step(self)
        return tuple(getattr(self, name) for name in ("cast", "motion", "item") if hasattr(self, name))

    @property
    def scene(self) -> Scene:
        return Scene(self.cast, self.time)

    @property
    def room(self) -> Room:
        return room_of(self.item)

    @property
    def row(self) -> Motion:
        return motions.get(self.motion)

    @property
    def sitting(self) -> Meeting:
        return meetings.get(self.room.meeting.id)

    def person(self, word: str) -> UUID:
        return self.cast.person(PEOPLE[word])

    def actor(self, word: str) -> Any:
        return self.cast.actor(PEOPLE[word])

    def name(self, word: str) -> str:
        from liuhen.organs.reads.staff import names

        return str(names([self.person(word)])[self.person(word)])

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Tries something that may be refused; a refused act must have left no entry behind."""
        before = len(entries())
        try:
            return act()
        except Refusal as refusal:
            assert len(entries()) == before, "a refused act left an entry"
            self.refusal = refusal
            return None

    def finish(self) -> None:
        """From wherever the room stands to a ruled item."""
        scene = self.scene
        for seat in self.room.waiting:
            key = next(key for key in NINE if self.cast.person(key) == seat.person)
            scene.state(self.item, key)
        if self.room.item.state == "discussing":
            scene.conclude(self.item)
        if self.room.item.state == "concluded":
            scene.open_vote(self.item)
        if self.room.item.state == "voting":
            for key in NINE:
                scene.vote(self.item, key)
            scene.close_vote(self.item)
        scene.rule(self.item, "passed")

    def seal(self, *annexes: bytes) -> None:
        """The meeting ends and its record is sealed."""
        recorder, meeting = self.actor("记录员"), self.room.meeting.id
        actions.close_meeting(meeting=meeting, by=recorder)
        papers = [files.put(content, "application/pdf") for content in (b"%PDF-1.4 record", *annexes)]
        actions.seal_record(meeting=meeting, by=recorder, files=papers)

    def items(self) -> list[Item]:
        return list(self.row.items.all())


def entries() -> list[Any]:
    """Every entry of every book, as ids."""
    from liuhen.ledger.models import EntryRow

    return list(EntryRow.objects.values_list("id", flat=True))


def _moved(story: Story) -> None:
    story.motion = story.scene.moved()


def _seated(story: Story) -> None:
    story.item = story.scene.seated(story.motion)


def _discussing(story: Story) -> None:
    story.scene.state_all(story.item)


def _concluded(story: Story) -> None:
    story.scene.conclude(story.item)


def _voting(story: Story) -> None:
    story.scene.open_vote(story.item)


def _decided(story: Story) -> None:
    story.finish()


def _sealed(story: Story) -> None:
    story.seal()


STAGES: dict[str, tuple[str, Callable[[Story], None]]] = {
    "moved": ("district", _moved),
    "seated": ("moved", _seated),
    "discussing": ("seated", _discussing),
    "concluded": ("discussing", _concluded),
    "voting": ("concluded", _voting),
    "decided": ("voting", _decided),
    "sealed": ("decided", _sealed),
}
