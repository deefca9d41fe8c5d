"""Districts to sign letters in: trees, posts and people as large as asked, through the book; all names made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from liuhen.ledger import founding
from liuhen.ledger.book import Actor, Book, Writing
from liuhen.ledger.records import Record
from liuhen.organs import actions
from liuhen.organs import records as r
from liuhen.organs.kinds import GroupKind, OrganKind, Role

SINCE = date(2026, 1, 1)
MEMBERS = 6
BATCH = 20_000
ISSUER = "office-director"


@dataclass
class Made:
    """One district: its root, who issues letters in it, and the paper letters its people could have signed."""

    root: UUID
    path: str
    book: str
    issuer: Actor
    papers: list[dict[str, object]] = field(default_factory=list)
    records: list[tuple[Record, UUID]] = field(default_factory=list)
    numbers: int = 0


def district(
    by: Actor, code: str, *, letters: int, streets: int = 20, communities: int = 20, parent: UUID | None = None
) -> Made:
    """A district in which so many letters are due: leaders down the tree, street teams, and everybody's own."""
    book = f"bench.liuhen/{code}"
    if not founding.is_founded(book):
        founding.found(book)
    root = uuid4()
    actions.establish_organ(
        by=by, id=root, parent=parent, name=f"示例{code}区", kind=OrganKind.COUNTY, code=code, since=SINCE, book=book
    )
    made = Made(root, ((parent.hex if parent else "") + root.hex), book, by)
    top = _organ(made, root, OrganKind.COMMITTEE, f"{code}-W", "区委")
    secretary = _person(made, top, "party-secretary", "区委书记", chief=True)
    issuer = _person(made, top, ISSUER, "区委办公室主任")
    made.issuer = Actor(person=issuer[0], organ=top, post=issuer[1])
    places = [(top, f"{code}-W")]
    for street in range(streets):
        places += _street(made, root, f"{code}{street:03d}", secretary, communities)
    _fill_up(made, places, letters)
    _write(made)
    return made


def _street(
    made: Made, root: UUID, code: str, above: tuple[UUID, UUID, str], communities: int
) -> list[tuple[UUID, str]]:
    street = _organ(made, root, OrganKind.TOWNSHIP, code, f"示例街道{code}")
    committee = _organ(made, street, OrganKind.COMMITTEE, f"{code}-W", "党工委")
    chief = _person(made, committee, "party-secretary", "党工委书记", chief=True)
    _paper(made, f"{code}-W", above, chief)
    team = [_person(made, committee, "committee-member", f"委员{n}") for n in range(MEMBERS)]
    _group(made, committee, chief, team)
    for one in team:
        _paper(made, f"{code}-W", chief, one)
    places = [(committee, f"{code}-W")]
    for number in range(communities):
        own = f"{code}{number:03d}"
        community = _organ(made, street, OrganKind.COMMUNITY, own, f"示例社区{own}")
        _paper(made, own, chief, _person(made, community, "party-secretary", "社区书记", chief=True))
        places.append((community, own))
    return places


def _fill_up(made: Made, places: list[tuple[UUID, str]], letters: int) -> None:
    """Staff until as many letters are due: everybody owes a pledge, and what joins two people is counted already."""
    staff = letters - len(made.papers) - made.numbers
    posts = {organ: uuid4() for organ, _ in places}
    for organ, post in posts.items():
        made.records.append((_post(post, organ, "staff", "工作人员", seats=staff, chief=False), organ))
    for number in range(staff):
        organ, _ = places[number % len(places)]
        _in_post(made, organ, posts[organ])
    home = {organ: code for organ, code in places}
    for record, organ in made.records:
        if isinstance(record, r.PersonRegistered):
            _pledge(made, home[organ], record.number)


def _organ(made: Made, parent: UUID, kind: OrganKind, code: str, name: str) -> UUID:
    id = uuid4()
    record = r.OrganEstablished(organ=id, parent=parent, kind=kind, code=code, name=name, since=SINCE, book="")
    made.records.append((record, id))
    return id


def _post(id: UUID, organ: UUID, kind: str, title: str, *, seats: int, chief: bool) -> r.PostCreated:
    return r.PostCreated(
        post=id, organ=organ, kind=kind, title=title, chief=chief, precedence=1, seats=max(1, seats), since=SINCE
    )


def _person(made: Made, organ: UUID, kind: str, title: str, *, chief: bool = False) -> tuple[UUID, UUID, str]:
    """A person in a post of his own: person, post, number."""
    post = uuid4()
    made.records.append((_post(post, organ, kind, title, seats=1, chief=chief), organ))
    return (*_in_post(made, organ, post),)


def _in_post(made: Made, organ: UUID, post: UUID) -> tuple[UUID, UUID, str]:
    made.numbers += 1
    person, number = uuid4(), f"{made.book[-6:]}-{made.numbers}"
    made.records.append(
        (r.PersonRegistered(person=person, organ=organ, name=f"示例{made.numbers}", number=number), organ)
    )
    tenure = r.TenureBegan(tenure=uuid4(), person=person, post=post, since=SINCE, until=None, document="示例")
    made.records.append((tenure, organ))
    return person, post, number


def _group(made: Made, organ: UUID, chief: tuple[UUID, UUID, str], team: list[tuple[UUID, UUID, str]]) -> None:
    group = uuid4()
    formed = r.LeadingGroupFormed(
        group=group, organ=organ, kind=GroupKind.WORKING_COMMITTEE, name="党工委会议", since=SINCE
    )
    made.records.append((formed, organ))
    for place, (person, post, _) in enumerate([*team, chief], start=1):
        role = Role.CHIEF if person == chief[0] else Role.MEMBER
        seat = r.MemberSeated(
            seat=uuid4(), group=group, person=person, post=post, role=role, precedence=place, since=SINCE
        )
        made.records.append((seat, organ))


def _paper(made: Made, code: str, upper: tuple[UUID, UUID, str], lower: tuple[UUID, UUID, str]) -> None:
    row = {"organ": code, "kind": "责任书", "upper": upper[2], "lower": lower[2], "signed_on": date(2026, 3, 10)}
    made.papers.append({**row, "archive": f"示例档〔2026〕{len(made.papers)}号"})


def _pledge(made: Made, code: str, number: str) -> None:
    row = {"organ": code, "kind": "承诺书", "upper": "", "lower": number, "signed_on": date(2026, 3, 11)}
    made.papers.append({**row, "archive": f"示例档〔2026〕{len(made.papers)}号"})


def _write(made: Made) -> None:
    by = made.issuer
    for at in range(0, len(made.records), BATCH):
        part = made.records[at : at + BATCH]
        Book(made.book).append_many([Writing(record, by, organ=organ) for record, organ in part])
    made.records.clear()
