"""责任书表 A sheet of letters signed on paper: every row one letter or pledge, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.audience import DISCIPLINE
from liuhen.mechanisms.duties.coverage import Key, Need
from liuhen.mechanisms.duties.letter_terms import Kind, LetterState, Way
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads.bases import bases
from liuhen.mechanisms.duties.reads.covering import basis_of
from liuhen.mechanisms.duties.reads.drawing import letter_id
from liuhen.mechanisms.duties.reads.required import required
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.kinds import DIVISIONS, OrganKind
from liuhen.organs.models import STEP, Organ, Person, Seat, Tenure, below
from liuhen.organs.spans import today
from liuhen.ui.sheets import Column, Row, RowError

ORGAN, KIND, UPPER, LOWER, NAME = "单位代码", "文书种类", "上级人员编号", "责任人编号", "责任人姓名"
SIGNED, ARCHIVE = "签订日期", "归档号"
COLUMNS = (
    Column("organ", ORGAN, required=True, longest=40, sample="110106009"),
    Column("kind", KIND, required=True, longest=20, sample="责任书"),
    Column("upper", UPPER, longest=40, sample="P-0001"),
    Column("lower", LOWER, required=True, longest=40, sample="P-0002"),
    Column("name", NAME, longest=60, sample="甲示例"),
    Column("signed_on", SIGNED, required=True, kind="date", sample="2026-03-10"),
    Column("archive", ARCHIVE, required=True, longest=200, sample="示例档〔2026〕1号"),
)
KINDS = {"责任书": Kind.LETTER, "责任状": Kind.LETTER, "承诺书": Kind.PLEDGE, "保证书": Kind.PLEDGE}
LEFT = "签订之日不在任"
BODIES = (OrganKind.COMMITTEE, OrganKind.GOVERNMENT)


class Term(NamedTuple):
    """任职一段 A post, or a seat without one, that somebody held at an organ from day to day."""

    organ: UUID
    path: str
    kind: str
    post: UUID | None
    chief: bool
    precedence: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """是否在任 Whether it was held on the day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass
class Desk:
    """桌面 What is known before the first row, and what the rows before this one have added."""

    root: Organ
    errors: list[RowError] = field(default_factory=list)
    made: list[tuple[records.LetterTakenIn, UUID]] = field(default_factory=list)
    organs: dict[str, tuple[UUID, str, str]] = field(default_factory=dict)
    people: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    terms: dict[UUID, list[Term]] = field(default_factory=dict)
    due: dict[tuple[UUID | None, UUID], Need] = field(default_factory=dict)
    letters: dict[tuple[int, Key], list[tuple[UUID, str, str]]] = field(default_factory=dict)
    digests: dict[date, Any] = field(default_factory=dict)

    def wrong(self, row: Row, heading: str, words: str) -> None:
        """记错 Names an error in a row."""
        self.errors.append(RowError(row.number, heading, words))

    def basis(self, need: Need, day: date) -> str:
        """当日基础 The digest of what the subordinate carried on the day it was signed."""
        if day not in self.digests:
            self.digests[day] = basis_of(bases(self.root.path[:STEP], day))
        return str(self.digests[day](need))


def make(root: Organ, rows: Sequence[Row]) -> Desk:
    """逐行 Every row becomes a record, or an error that says which rule it is against."""
    desk = _desk(root, {row.values["signed_on"].year for row in rows if row.values["signed_on"]})
    for row in rows:
        _take(desk, row)
    return desk


def _desk(root: Organ, years: set[int]) -> Desk:
    desk, tree = Desk(root), root.path[:STEP]
    codes: dict[str, list[tuple[UUID, str, str]]] = {}
    for id, path, kind, code in Organ.objects.filter(below(root.path)).values_list("pk", "path", "kind", "code"):
        codes.setdefault(code, []).append((id, path, kind))
    desk.organs = {code: found[0] for code, found in codes.items() if code and len(found) == 1}
    people = Person.objects.filter(below(tree, "organ__path")).exclude(number="")
    desk.people = {number: (id, name) for number, id, name in people.values_list("number", "pk", "name")}
    _read_terms(desk, tree)
    burdened = bases(tree, today()).units
    desk.due = {(need.upper, need.lower): need for need in required(root.path, today(), bearing=burdened).needs}
    columns = ("year", "organ", "upper", "lower", "id", "basis", "state")
    inside = Organ.objects.filter(below(tree)).values("pk")
    rows = Letter.objects.filter(year__in=years, organ__in=inside).exclude(state=LetterState.CLOSED)
    for year, organ, upper, lower, *rest in rows.order_by("drawn_on", "id").values_list(*columns):
        desk.letters.setdefault((year, _key(organ, upper, lower)), []).append(tuple(rest))
    return desk


def _read_terms(desk: Desk, tree: str) -> None:
    columns = (
        "person", "post__organ", "post__organ__path", "post__organ__kind", "post", "post__chief", "post__precedence",
        "since", "until",
    )  # fmt: skip
    held = Tenure.objects.filter(below(tree, "post__organ__path")).order_by("since", "id")
    for person, *term in held.values_list(*columns):
        desk.terms.setdefault(person, []).append(Term(*term))
    seated = Seat.objects.filter(below(tree, "group__organ__path")).order_by("since", "id")
    columns = (
        "person", "group__organ", "group__organ__path", "group__organ__kind", "post", "precedence", "since", "until",
    )  # fmt: skip
    for person, organ, path, kind, post, precedence, since, until in seated.values_list(*columns):
        desk.terms.setdefault(person, []).append(Term(organ, path, kind, post, False, 1000 + precedence, since, until))


def _take(desk: Desk, row: Row) -> None:
    organ, kind = desk.organs.get(row.values["organ"]), KINDS.get(row.values["kind"])
    lower, upper = _person(desk, row, LOWER, "lower"), None
    if kind is Kind.LETTER:
        upper = _person(desk, row, UPPER, "upper")
    elif kind is Kind.PLEDGE and row.values["upper"]:
        desk.wrong(row, UPPER, "承诺书只由本人签名，不填上级")
    if organ is None:
        desk.wrong(row, ORGAN, f"没有代码为{row.values['organ']}的单位")
    if kind is None:
        desk.wrong(row, KIND, f"请填：{'、'.join(KINDS)}")
    if organ is None or kind is None or lower is None or (kind is Kind.LETTER and upper is None):
        return
    if lower == upper:
        desk.wrong(row, LOWER, "与上级是同一人，责任书不能与自己签（规则 duties.letter-two-people）")
        return
    _write(desk, row, organ, upper, lower)


def _person(desk: Desk, row: Row, heading: str, key: str) -> UUID | None:
    number = row.values[key]
    if number not in desk.people:
        desk.wrong(row, heading, f"没有编号为{number}的人员" if number else "不能为空")
        return None
    id, name = desk.people[number]
    if key == "lower" and row.values["name"] and row.values["name"] != name:
        desk.wrong(row, NAME, f"编号{number}登记的是“{name}”")
        return None
    return id


def _write(desk: Desk, row: Row, organ: tuple[UUID, str, str], upper: UUID | None, lower: UUID) -> None:
    day = row.values["signed_on"]
    if day > today():
        desk.wrong(row, SIGNED, "晚于今天")
        return
    need = _due(desk, organ[1], upper, lower, day) or _held(desk, organ, upper, lower, day)
    if need is None:
        who = LOWER if _place(desk, lower, organ, day) is None else UPPER
        desk.wrong(row, who, f"{LEFT}（规则 duties.signed-by-holder）")
        return
    basis = desk.basis(need, day)
    before = desk.letters.setdefault((day.year, need.key), [])
    if words := _twice(before, basis, need):
        desk.wrong(row, LOWER, words)
        return
    record = _record(need, row, basis, before[-1][0] if before else None)
    before.append((record.letter, basis, LetterState.SIGNED))
    desk.made.append((record, need.organ))


def _due(desk: Desk, path: str, upper: UUID | None, lower: UUID, day: date) -> Need | None:
    """The letter that is due between the two today, if they held these posts on the day it was signed."""
    need = desk.due.get((upper, lower))
    if need is None or not need.path.startswith(path):
        return None
    mine = _served(desk, lower, need.lower_post, need.organ, day)
    return need if mine and (upper is None or _served(desk, upper, need.upper_post, need.organ, day)) else None


def _served(desk: Desk, person: UUID, post: UUID | None, organ: UUID, day: date) -> bool:
    terms = (term for term in desk.terms.get(person, ()) if term.covers(day))
    return any(term.post == post if post else term.organ == organ for term in terms)


def _held(desk: Desk, organ: tuple[UUID, str, str], upper: UUID | None, lower: UUID, day: date) -> Need | None:
    """A letter that is no longer due, of people who held posts here and above on the day: a record of what was."""
    mine = _place(desk, lower, organ, day)
    theirs = _best(desk, upper, day, lambda term: _above(term, organ[1])) if upper else None
    if mine is None or (upper and theirs is None):
        return None
    audience = "" if upper is None else _audience(mine)
    way = Way.VERTICAL if upper else Way.OWN
    return Need(way, mine.path, mine.organ, upper, theirs.post if theirs else None, lower, mine.post, audience)


def _place(desk: Desk, person: UUID, organ: tuple[UUID, str, str], day: date) -> Term | None:
    """The post through which somebody stands at the organ on the day; a division stands for its bodies."""
    id, path, kind = organ
    bodies = kind in DIVISIONS
    return _best(
        desk,
        person,
        day,
        lambda term: term.organ == id or (bodies and term.path[:-STEP] == path and term.kind in BODIES),
    )


def _best(desk: Desk, person: UUID, day: date, here: Callable[[Term], bool]) -> Term | None:
    """Where he leads before where he serves."""
    found = [term for term in desk.terms.get(person, ()) if term.covers(day) and here(term)]
    return min(found, key=lambda term: (not term.chief, term.precedence, str(term.post)), default=None)


def _above(term: Term, path: str) -> bool:
    """At the organ itself, above it, or in a committee that leads a division above it."""
    return path.startswith(term.path) or (term.kind == OrganKind.COMMITTEE and path.startswith(term.path[:-STEP]))


def _audience(mine: Term) -> str:
    if mine.kind in DISCIPLINE:
        return Audience.DISCIPLINE
    return Audience.CHIEF if mine.chief else Audience.MEMBER


def _twice(before: Sequence[tuple[UUID, str, str]], basis: str, need: Need) -> str:
    if not before:
        return ""
    if need.upper is None:
        return "此人这一年的承诺书已有一份（规则 duties.pledge-once）"
    if any(state != LetterState.SIGNED or held in ("", basis) for _, held, state in before):
        return "这两人之间这一年的责任书已有一份（规则 duties.letter-once）"
    return ""


def _key(organ: UUID, upper: UUID | None, lower: UUID) -> Key:
    return (organ, upper, lower) if upper else (None, None, lower)


def _record(need: Need, row: Row, basis: str, replaces: UUID | None) -> records.LetterTakenIn:
    day = row.values["signed_on"]
    return records.LetterTakenIn(
        letter=letter_id(need, day.year, replaces),
        campaign=None,
        kind=Kind.LETTER if need.upper else Kind.PLEDGE,
        year=day.year,
        organ=need.organ,
        upper=need.upper,
        upper_post=need.upper_post,
        lower=need.lower,
        lower_post=need.lower_post,
        audience=need.audience,
        basis=basis,
        signed_on=day,
        replaces=replaces,
        archive=row.values["archive"],
    )
