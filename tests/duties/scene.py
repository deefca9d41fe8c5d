"""A district made for tests: a bureau with a leading group of one chief and seven members, a street and its work.

`found()` takes about a second; `start_from` copies it from then on. The people's names say that they are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from liuhen.ledger import founding
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties import actions as duties
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.organs import actions

BOOK = "test.demo.liuhen/duties"
SINCE = date(2026, 1, 1)
SEVEN = tuple(f"member-{n}" for n in range(1, 8))
ORGANS = {
    # key: (name, kind, superior)
    "district": ("试区", "county", ""),
    "committee": ("试区区委", "committee", "district"),
    "discipline": ("试区纪委", "discipline", "district"),
    "water": ("试区水务局", "department", "district"),
    "roads": ("试区交通局", "department", "district"),
    "parks": ("试区园林局", "department", "district"),
    "street": ("试街道", "township", "district"),
    "street-committee": ("试街道党工委", "committee", "street"),
}
PEOPLE = {
    # key: (name, organ, kind of post, title)
    "secretary": ("赵示例", "committee", "party-secretary", "区委书记"),
    **{
        key: (f"{surname}样本", "committee", "committee-member", f"区委常委（{surname}）")
        for key, surname in zip(SEVEN, "钱孙李周吴郑王", strict=True)
    },
    "recorder": ("卫虚拟", "committee", "secretary", "区委办秘书"),
    "discipline-secretary": ("李演示", "discipline", "discipline-secretary", "区纪委书记"),
    "discipline-officer": ("施示范", "discipline", "discipline-officer", "党风室干部"),
    "water-head": ("沈范例", "water", "head", "区水务局局长"),
    "roads-head": ("韩仿真", "roads", "head", "区交通局局长"),
    "parks-head": ("杨假名", "parks", "head", "区园林局局长"),
    "street-secretary": ("张某例", "street-committee", "party-secretary", "试街道党工委书记"),
    "street-member": ("严拟名", "street-committee", "committee-member", "试街道党工委委员"),
    "successor": ("冯后任", "committee", "", ""),
}


@dataclass(frozen=True)
class District:
    """Ids of everything, by key."""

    book: str
    organs: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)
    tenures: dict[str, UUID] = field(default_factory=dict)
    seats: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """This person, acting in his post."""
        return Actor(self.people[key], self.organs[PEOPLE[key][1]], self.posts.get(key))


def found(book: str = BOOK) -> District:
    """The whole district in a book of its own, through the same actions as everybody."""
    made, by = District(book), Actor(_id(book, "founder"), _id(book, "organ", "district"))
    founding.found(book, by=by)
    for key, (name, kind, above) in ORGANS.items():
        made.organs[key] = _id(book, "organ", key)
        place = {"parent": made.organs[above]} if above else {"book": book}
        actions.establish_organ(by=by, id=made.organs[key], name=name, kind=kind, since=SINCE, code=key[:20], **place)
    for number, key in enumerate(PEOPLE, start=1):
        _settle(made, key, number, by)
    _group(made, "committee", ("secretary", *SEVEN), by)
    _group(made, "street-committee", ("street-secretary", "street-member"), by)
    return made


def _settle(made: District, key: str, number: int, by: Actor) -> None:
    name, organ, kind, title = PEOPLE[key]
    made.people[key] = _id(made.book, "person", key)
    actions.register_person(
        by=by, id=made.people[key], organ=made.organs[organ], name=name, number=f"T-{made.book[:4]}-{number}"
    )
    if kind:
        made.posts[key] = _id(made.book, "post", key)
        chief = False if key == "discipline-secretary" else None
        actions.create_post(
            by=by, id=made.posts[key], organ=made.organs[organ], kind=kind, title=title, precedence=number,
            since=SINCE, chief=chief,
        )  # fmt: skip
        appoint(made, key, key, SINCE, by=by)


def appoint(made: District, post: str, person: str, since: date, *, by: Actor) -> None:
    """The person takes the post."""
    made.tenures[post] = _id(made.book, "tenure", post, person)
    actions.begin_tenure(
        by=by, id=made.tenures[post], person=made.people[person], post=made.posts[post], since=since, document="任命"
    )


def founder(made: District) -> Actor:
    """Who filled the tree; nobody else here edits people, so the right stays with him."""
    return Actor(_id(made.book, "founder"), made.organs["district"])


def replace(made: District, key: str, successor: str, on: date) -> None:
    """The holder of a post leaves on a day, and another takes the post (and the seat, if it has one)."""
    by = founder(made)
    actions.end_tenure(by=by, tenure=made.tenures[key], until=on, document="免职")
    appoint(made, key, successor, on, by=by)
    if key in made.seats:
        actions.unseat_member(by=by, seat=made.seats[key], until=on)
        group = made.groups[PEOPLE[key][1]]
        actions.seat_member(
            by=by, group=group, person=made.people[successor], post=made.posts[key], since=on,
            role="chief" if key.endswith("secretary") else "member",
        )  # fmt: skip


def _group(made: District, organ: str, members: tuple[str, ...], by: Actor) -> None:
    made.groups[organ] = _id(made.book, "group", organ)
    kind = "standing-committee" if organ == "committee" else "working-committee"
    actions.form_group(by=by, id=made.groups[organ], organ=made.organs[organ], kind=kind, since=SINCE)
    for number, key in enumerate(members, start=1):
        made.seats[key] = _id(made.book, "seat", key)
        actions.seat_member(
            by=by, id=made.seats[key], group=made.groups[organ], person=made.people[key], post=made.posts[key],
            role="chief" if number == 1 else "member", precedence=number, since=SINCE,
        )  # fmt: skip


def items(body: int = 11, chief: int = 9, member: int = 5, discipline: int = 0) -> list[ItemDraft]:
    """A list's items: by default as many as in Fengtai."""
    wanted = {"body": body, "chief": chief, "member": member, "discipline": discipline}
    return [
        ItemDraft(
            audience=audience,
            side="oversight" if audience == "discipline" else "main",
            text=f"样本：{audience} 第{number}条责任",
            measure=f"全年不少于{number}次",
            period="每年",
            evidence=("meeting", "talk"),
            threshold=str(number),
            sample=True,
        )
        for audience, count in wanted.items()
        for number in range(1, count + 1)
    ]


def publish(made: District, drafts: list[ItemDraft] | None = None, *, name: str = "责任清单", **how: object) -> UUID:
    """A list founded, published by the discipline secretary, and in force in the whole district."""
    made_list, by = _id(made.book, "list", name), made.actor("discipline-secretary")
    committee = made.organs["committee"]
    duties.found_list(by=by, organ=committee, name=name, side="both", list=made_list)
    version(made, made_list, drafts if drafts is not None else items(), **how)
    duties.adopt_list(list=made_list, by=by, organ=made.organs["district"], deep=True, since=SINCE)
    return made_list


def version(made: District, list: UUID, drafts: list[ItemDraft], **how: object) -> UUID:
    """One more version of it."""
    given: dict[str, object] = {"status": "trial", "basis": "试区党风廉政建设责任制实施细则", "since": SINCE} | how
    entry = duties.publish_list(list=list, by=made.actor("discipline-secretary"), items=drafts, **given)  # type: ignore[arg-type]
    return UUID(entry.body["public"]["version"])


def _id(*parts: str) -> UUID:
    return uuid5(NAMESPACE_OID, "/".join(("liuhen/test/duties", *parts)))
