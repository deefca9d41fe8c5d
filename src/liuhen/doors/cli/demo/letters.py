"""逐级签订的故事 A year's letters of a whole district, nearly all on paper; three are missing, each for a reason.

One waits for its second signature, one fell away with a change of post, one pledge was never written. A visitor finds
all three by name on the first page of the map, and can close the first by logging in as the street's secretary.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.doors.cli.demo import neighbourhoods
from liuhen.doors.cli.demo.cast import PIN
from liuhen.doors.cli.demo.neighbourhoods import LARGE
from liuhen.doors.cli.demo.room import Room
from liuhen.kit import clock
from liuhen.ledger.signatures import pins
from liuhen.mechanisms.duties.actions import campaigns
from liuhen.mechanisms.duties.actions import letters as actions
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.imports import letters as sheet_of_letters
from liuhen.mechanisms.duties.reads import letters
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.mechanisms.duties.signing import ACT, Signed, Statement
from liuhen.organs import actions as organs
from liuhen.organs import imports
from liuhen.organs.fengtai import SINCE, known_id
from liuhen.organs.models import Organ, Person, Tenure
from liuhen.organs.spans import today
from liuhen.ui import sheets

ISSUER, PERSONNEL = "office-head", "personnel-officer"
TOP, STREET = "party-secretary", "street-secretary"
IN_THE_SYSTEM = ("discipline-secretary", "executive-deputy", "organisation-head")
"""系统内签订 Whose letters with the district's secretary bear two PINs; everybody else signed on paper."""
CHANGED = "110106013001"
"""换人的社区 The community whose secretary is another one since last week."""
SUCCESSOR = "殷样本"


def streets_and_communities(room: Room) -> None:
    """建立街道社区、部署签订 Two sheets of organs and people; then which letters are due, and by when."""
    room.move(27, "09:00")
    by, root = room.cast.actor(PERSONNEL), room.cast.district.organs["district"]
    content = neighbourhoods.sheet("organs", neighbourhoods.organ_rows(), SINCE)
    imports.run(by=by, kind="organs", root=root, content=content)
    room.later(900)
    large = Organ.objects.get(pk=room.cast.district.organs["street"])
    content = neighbourhoods.sheet("people", neighbourhoods.people_rows(large.path), SINCE)
    imports.run(by=by, kind="people", root=root, content=content)
    room.later(3600)
    year, begins = _year(room), max(today(), date(_year(room), 1, 1))
    due = date(year, 12, 31)
    office = room.cast.actor(ISSUER)
    campaigns.decide_cascade(by=office, organ=root, year=year, since=begins, due=due)
    campaigns.open_campaign(
        by=office,
        organ=root,
        name=f"{year}年度党风廉政建设责任书签订",
        year=year,
        starts=begins,
        due=due,
        campaign=known_id("campaign", "letters"),
    )


def letters_signed(room: Room) -> None:
    """签订 By PIN and on paper; then a community changes its secretary, and three letters are missing."""
    room.move(2, "10:30")
    _in_the_system(room)
    _on_paper(room)
    _change_of_secretary(room)
    campaigns.serve_notices()


def _year(room: Room) -> int:
    return room.day(2, "10:30").astimezone(clock.SHANGHAI).year


def _in_the_system(room: Room) -> None:
    for key in IN_THE_SYSTEM:
        letter = _drawn(room, key)
        _sign(room, letter, TOP)
        _sign(room, letter, key)
    _sign(room, _drawn(room, STREET), TOP)  # the street's secretary has not signed yet


def _drawn(room: Room, lower: str) -> UUID:
    """A letter between the district's secretary and one of the cast."""
    room.later(120)
    pair = (room.cast.person(TOP), room.cast.person(lower))
    need = next(line.need for line in _lines(room) if (line.need.upper, line.need.lower) == pair)
    entry = actions.draw_letter(by=room.cast.actor(ISSUER), organ=need.organ, upper=need.upper, lower=need.lower)
    return UUID(entry.body["public"]["letter"])


def _sign(room: Room, letter: UUID, key: str) -> None:
    room.later(60)
    by = room.cast.actor(key)
    text_sha256 = letters.get(letter).words.text_sha256 or ""
    stated = Statement(act=ACT, person=by.person, says="同意", text_sha256=text_sha256, letter=letter)
    actions.sign_letter(letter=letter, by=by, signed=Signed(stated, pins.sign(by.person, PIN, stated.document)))


def _lines(room: Room) -> list[Line]:
    path = Organ.objects.get(pk=room.cast.district.organs["district"]).path
    return coverage(path, today()).coverage.lines


def _on_paper(room: Room) -> None:
    """Everything still missing but one pledge, as the sheet the office would upload."""
    room.later(1800)
    signed_on = max(room.day(8, "09:00").astimezone(clock.SHANGHAI).date(), date(_year(room), 1, 1))
    missing = [line for line in _lines(room) if line.standing in actions.OPEN]
    left_out = _forgotten(missing)
    codes = dict(Organ.objects.exclude(code="").values_list("pk", "code"))
    numbers = dict(Person.objects.values_list("pk", "number"))
    rows = [
        {
            "organ": next(codes[place] for place in _upward(line.need.path) if place in codes),
            "kind": "责任书" if line.need.upper else "承诺书",
            "upper": numbers[line.need.upper] if line.need.upper else "",
            "lower": numbers[line.need.lower],
            "signed_on": signed_on,
            "archive": f"丰廉档〔{signed_on.year}〕{number}号（示例）",
        }
        for number, line in enumerate(missing, start=1)
        if line is not left_out
    ]
    content = sheets.write(sheet_of_letters.COLUMNS, rows, title="责任书登记")
    root = room.cast.district.organs["district"]
    sheet_of_letters.run(by=room.cast.actor(ISSUER), root=root, content=content)


def _forgotten(missing: list[Line]) -> Line:
    """The one of the large street who has not written his pledge."""
    street = Organ.objects.get(name=LARGE).path
    own = [line for line in missing if line.need.upper is None and line.need.path.startswith(street)]
    posts = set(Tenure.objects.filter(post__kind="staff").values_list("person", flat=True))
    return max((line for line in own if line.need.lower in posts), key=lambda line: line.need.path)


def _upward(path: str) -> list[UUID]:
    """The organ and those above it, the nearest first."""
    return [UUID(path[at : at + 32]) for at in range(len(path) - 32, -1, -32)]


def _change_of_secretary(room: Room) -> None:
    """The successor has written his own pledge; the letter with the street's secretary is still to be signed."""
    room.later(1200)
    by = room.cast.actor(PERSONNEL)
    organ = Organ.objects.get(code=CHANGED)
    tenure = Tenure.objects.select_related("post").get(post__organ=organ, post__chief=True, until=None)
    day, person = today(), known_id("person", "successor")
    organs.end_tenure(by=by, tenure=tenure.pk, until=day, document="示例免职（虚构）")
    organs.register_person(by=by, id=person, organ=organ.pk, name=SUCCESSOR, number="DEMO-9001")
    organs.begin_tenure(by=by, person=person, post=tenure.post_id, since=day, document="示例任职（虚构）")
    room.later(600)
    actions.take_in_letter(
        by=room.cast.actor(ISSUER),
        organ=organ.pk,
        upper=None,
        lower=person,
        signed_on=day,
        archive=f"丰廉档〔{day.year}〕补1号（示例）",
    )


__all__ = ["letters_signed", "streets_and_communities"]
