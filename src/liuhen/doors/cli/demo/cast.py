"""角色 The people of the story and their signatures, as the real providers make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.doors.cli.demo.words import PIN
from liuhen.ledger import enrolment
from liuhen.ledger.book import Actor
from liuhen.ledger.signatures import handwritten, pins
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.signing import Signed, Statement
from liuhen.organs.fengtai import District
from liuhen.organs.reads.tree import book_of

__all__ = ["PIN", "Cast"]

SCAN = b"%PDF-1.4\n% a page signed by hand, made up for the demonstration\n"


@dataclass(frozen=True)
class Cast:
    """演员表 The district and who may sign for whom in it."""

    district: District

    def actor(self, key: str) -> Actor:
        """行为人 The person in his post."""
        return self.district.actor(key)

    def person(self, key: str) -> UUID:
        """人 The opaque id of a person."""
        return self.district.people[key]

    def give_pins(self, keys: list[str]) -> None:
        """设口令 Enrols the demo PIN for these people."""
        for key in keys:
            actor = self.actor(key)
            enrolment.enrol_pin(book_of(actor.organ), person=actor.person, pin_entered=PIN, by=actor)

    def sign(self, key: str, motion: UUID, act: str, says: str, **more: Any) -> Signed:
        """签名 A statement of this person over the motion's present text, under the PIN."""
        more.setdefault("text_sha256", motions.get(motion).text_sha256)
        statement = Statement(act=act, motion=motion, person=self.person(key), says=says, **more)
        return Signed(statement, pins.sign(self.person(key), PIN, statement.document))

    def sign_file(self, key: str, subject: UUID, act: str, digest: str) -> Signed:
        """签文件 A signature under a file's digest (a record, a 纪要)."""
        statement = Statement(act=act, motion=subject, person=self.person(key), says=act, text_sha256=digest)
        return Signed(statement, pins.sign(self.person(key), PIN, statement.document))

    def sign_by_hand(
        self,
        key: str,
        motion: UUID,
        act: str,
        says: str,
        *,
        scan: bytes = SCAN,
        archive: str = "演示-2026-纸-001",
        recorder: str = "recorder",
        witness: str = "office-head",
        **more: Any,
    ) -> Signed:
        """手签 The same on paper, as recorder and witness vouch for it."""
        statement = Statement(
            act=act,
            motion=motion,
            person=self.person(key),
            says=says,
            text_sha256=motions.get(motion).text_sha256,
            **more,
        )
        signature = handwritten.record(
            statement.document,
            person=self.person(key),
            scan=handwritten.store_scan(scan),
            archive=archive,
            recorder=self.person(recorder),
            witness=self.person(witness),
        )
        return Signed(statement, signature)
