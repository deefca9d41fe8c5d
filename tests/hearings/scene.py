"""A county with eight streets: a secretary above, eight below, a discipline office, a recorder; and short words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from liuhen.kit import clock
from liuhen.ledger import enrolment, founding
from liuhen.ledger.book import Book, Entry
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import pins
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import Period
from liuhen.mechanisms.hearings.reads.board import Board, board_of
from liuhen.mechanisms.hearings.signing import ACT, ReportStatement, Signed, report_id, text_digest
from liuhen.organs import actions as organs
from liuhen.organs.reads.tree import book_of

BOOK = "demo.liuhen/county"
SINCE = date(2026, 1, 1)
PIN = "246810"
STREETS = tuple(f"第{word}街道" for word in "一二三四五六七八")
INTEGRITY = "本期组织签订承诺书二百九十一份，约谈社区书记三人，整改问题两项。"


def known(*parts: str) -> UUID:
    """The id of a thing of this county, always the same."""
    return uuid5(NAMESPACE_OID, "/".join(("liuhen/test/county", *parts)))


@dataclass
class County:
    """People by key: "chief", "recorder", "discipline", and each street's secretary under the street's name."""

    people: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)
    homes: dict[str, UUID] = field(default_factory=dict)

    @property
    def district(self) -> Any:
        """What the log-in of the tests asks for."""
        return self

    def actor(self, key: str) -> Actor:
        return Actor(person=self.people[key], organ=self.homes[key], post=self.posts[key])

    def person(self, key: str) -> UUID:
        return self.people[key]

    # ── Who is there ─────────────────────────────────────────────────────────────────────────────
    def organ(self, name: str, kind: str, above: str = "", code: str = "") -> UUID:
        found, by = known("organ", name), founder()
        parent = known("organ", above) if above else None
        book = {} if above else {"book": BOOK}
        organs.establish_organ(by=by, id=found, parent=parent, name=name, kind=kind, code=code, since=SINCE, **book)
        return found

    def seat(self, key: str, organ: str, kind: str, name: str, since: date = SINCE) -> None:
        """A post with its first holder."""
        self.posts[key], self.homes[key] = known("post", key), known("organ", organ)
        organs.create_post(
            by=founder(), id=self.posts[key], organ=self.homes[key], kind=kind, title=name[1:], since=SINCE
        )
        self.appoint(key, name, since, key)

    def appoint(self, key: str, name: str, since: date, post: str) -> None:
        """A person in a post from a day on."""
        self.people[key], home = known("person", key), self.homes[post]
        self.posts[key], self.homes[key] = self.posts[post], home
        organs.register_person(by=founder(), id=self.people[key], organ=home, name=name, number=f"T-{len(self.people)}")
        organs.begin_tenure(
            by=founder(), id=known("tenure", key), person=self.people[key], post=self.posts[post], since=since
        )
        enrolment.enrol_pin(book_of(home), person=self.people[key], pin_entered=PIN, by=self.actor(key))

    def replace(self, key: str, new: str, name: str, on: date) -> None:
        """The holder leaves on a day and another comes in."""
        organs.end_tenure(by=founder(), tenure=known("tenure", key), until=on)
        self.appoint(new, name, on, key)

    # ── What happens ─────────────────────────────────────────────────────────────────────────────
    def open(self, *, whom: str = "secretaries", since: str = "2026-01-01", closes: str = "2026-06-30") -> UUID:
        entry = actions.open_period(
            by=self.actor("recorder"),
            organ=known("organ", "县委"),
            name=f"{since}至{closes}",
            whom=whom,
            since=date.fromisoformat(since),
            closes=date.fromisoformat(closes),
        )
        return UUID(entry.body["public"]["period"])

    def signed(self, key: str, period: UUID, integrity: str = INTEGRITY, other: str = "") -> Signed:
        person = self.people[key]
        statement = ReportStatement(
            act=ACT,
            report=report_id(period, self.posts[key], person),
            person=person,
            says="报送",
            text_sha256=text_digest(integrity, other),
        )
        return Signed(statement, pins.sign(person, PIN, statement.document))

    def report(self, key: str, period: UUID, integrity: str = INTEGRITY, other: str = "") -> Entry:
        return actions.submit_report(
            period=period,
            by=self.actor(key),
            post=self.posts[key],
            integrity=integrity,
            other=other,
            signed=self.signed(key, period, integrity, other),
        )

    def hear(self, key: str, period: UUID, at: datetime | None = None, by: str = "chief", **more: Any) -> Entry:
        return actions.hold_hearing(period=period, by=self.actor(by), post=self.posts[key], at=at, **more)

    def board(self, period: UUID) -> Board:
        return board_of(Period.objects.get(pk=period))

    def unheard(self, period: UUID) -> list[str]:
        return [row.edge.name for row in self.board(period).unheard]


def founder() -> Actor:
    return Actor(person=known("person", "founder"), organ=known("organ", "试县"))


def found_county(streets: Iterable[str] = STREETS) -> County:
    """The whole county, through the same actions as everybody."""
    founding.found(BOOK, by=founder())
    made = County()
    made.organ("试县", "county")
    made.organ("县委", "committee", "试县")
    made.organ("县纪委", "discipline", "试县")
    for number, street in enumerate(streets, start=1):
        made.organ(street, "township", "试县", f"{number:03d}")
        made.organ(f"{street}党工委", "committee", street)
    made.seat("chief", "县委", "party-secretary", "赵县委书记")
    made.seat("recorder", "县委", "secretary", "卫县委秘书")
    made.seat("discipline", "县纪委", "discipline-officer", "施纪检干部")
    for street in streets:
        made.seat(street, f"{street}党工委", "party-secretary", f"某{street}书记")
    return made


def local(text: str) -> datetime:
    """A Beijing time as an instant."""
    return clock.truncated(datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI))


def book() -> Book:
    return Book(BOOK)
