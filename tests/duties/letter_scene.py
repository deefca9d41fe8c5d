"""A district with letters to sign: the demonstration district, its office, and short words for letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from liuhen.doors.cli.demo.cast import PIN, Cast
from liuhen.kit import clock
from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.signatures import pins
from liuhen.mechanisms.duties.actions import campaigns, letters
from liuhen.mechanisms.duties.coverage import Coverage, Line
from liuhen.mechanisms.duties.reads import letters as reads
from liuhen.mechanisms.duties.reads.covering import Map, coverage
from liuhen.mechanisms.duties.signing import ACT, Signed, Statement
from liuhen.organs import records as r
from liuhen.organs.fengtai import establish, known_id
from liuhen.organs.models import Organ
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

ISSUER = "office-head"  # director of the district committee's office
SIGNERS = ["party-secretary", "street-secretary", "street-head", "street-member", "street-deputy", "water-head", ISSUER]


def begin() -> Cast:
    """The district, and PINs for those who sign."""
    made = Cast(establish())
    made.give_pins([*SIGNERS, "recorder", "discipline-secretary", "street-recorder"])
    return made


@dataclass
class Letters:
    """One district and its letters."""

    cast: Cast
    time: clock.Stepping

    def actor(self, key: str = ISSUER) -> Actor:
        return self.cast.actor(key)

    def organ(self, key: str) -> UUID:
        return self.cast.district.organs[key]

    def path(self, key: str) -> str:
        return Organ.objects.get(pk=self.organ(key)).path

    def decide(self, key: str = "district", by: str = ISSUER, **changes: Any) -> Entry:
        """Which letters are due this year."""
        given = {"since": today(), "due": date(today().year, 12, 31), "year": today().year}
        return campaigns.decide_cascade(by=self.actor(by), organ=self.organ(key), **{**given, **changes})

    def map(self, key: str = "district", on: date | None = None) -> Map:
        return coverage(self.path(key), on or today())

    def cover(self, key: str = "district", on: date | None = None) -> Coverage:
        return self.map(key, on).coverage

    def line(self, lower: str, upper: str | None = None, key: str = "district") -> Line:
        """The need that joins these two, with how it stands."""
        want = (self.cast.person(upper) if upper else None, self.cast.person(lower))
        return next(line for line in self.cover(key).lines if (line.need.upper, line.need.lower) == want)

    def signature(self, key: str, letter: UUID, sha256: str, act: str = ACT) -> Signed:
        person = self.cast.person(key)
        stated = Statement(act=act, person=person, says="同意", text_sha256=sha256, letter=letter)
        return Signed(stated, pins.sign(person, PIN, stated.document))

    def draw(self, lower: str, upper: str | None = None, by: str = ISSUER) -> UUID:
        """A letter drawn by the office."""
        need = self.line(lower, upper).need
        entry = letters.draw_letter(by=self.actor(by), organ=need.organ, upper=need.upper, lower=need.lower)
        return UUID(entry.body["public"]["letter"])

    def sign(self, letter: UUID, key: str) -> Entry:
        signed = self.signature(key, letter, reads.get(letter).words.text_sha256 or "")
        return letters.sign_letter(letter=letter, by=self.actor(key), signed=signed)

    def signed(self, lower: str, upper: str | None = None) -> UUID:
        """A letter drawn and signed by whoever has to."""
        letter = self.draw(lower, upper)
        for key in filter(None, (upper, lower)):
            self.sign(letter, key)
        return letter

    def sign_anew(self, key: str, lower: str, upper: str | None = None) -> UUID:
        """One click: drawn as due today, and one's own side signed."""
        line = self.line(lower, upper)
        id, draft, _ = letters.draft_of(line)
        need, signed = line.need, self.signature(key, id, draft.text_sha256)
        letters.sign_anew(by=self.actor(key), organ=need.organ, upper=need.upper, lower=need.lower, signed=signed)
        return id

    def staff(self, key: str, count: int) -> list[str]:
        """So many people in posts at an organ, by number; names made up."""
        organ, post = self.organ(key), uuid4()
        by, book = self.actor("personnel-officer"), book_of(self.organ(key))
        title = f"工作人员{post.hex[:4]}"
        made: list[Any] = [
            r.PostCreated(
                post=post, organ=organ, kind="staff", title=title, chief=False, precedence=9, seats=count,
                since=date(2026, 1, 1),
            )
        ]  # fmt: skip
        numbers = []
        for place in range(count):
            person, number = uuid4(), f"S-{post.hex[:6]}-{place:04d}"
            numbers.append(number)
            made.append(r.PersonRegistered(person=person, organ=organ, name=f"示例{place:03d}", number=number))
            made.append(
                r.TenureBegan(
                    tenure=uuid4(), person=person, post=post, since=date(2026, 1, 1), until=None, document="示例"
                )
            )
        book.append_many([Writing(record, by, organ=organ) for record in made])
        return numbers


__all__ = ["ISSUER", "SIGNERS", "Letters", "begin", "known_id"]
