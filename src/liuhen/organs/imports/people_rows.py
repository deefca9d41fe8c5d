"""人员表 A sheet of people in posts: every row one person in one post; the post is made when it is not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.organs import records as r
from liuhen.organs.imports.marks import Maker
from liuhen.organs.models import Organ, Person, Post, Tenure, below
from liuhen.organs.powers import PostKind, post_kinds
from liuhen.organs.spans import Span, most_at_once, on_day, overlap, today
from liuhen.ui.sheets import Column, Row

NUMBER, NAME, ORGAN, KIND, TITLE = "人员编号", "姓名", "单位代码", "职务类别", "职务名称"
CHIEF, SEATS, SINCE, DOCUMENT = "主要负责人", "职数", "任职日期", "任职文号"
COLUMNS = (
    Column("number", NUMBER, required=True, longest=40, sample="P-0001"),
    Column("name", NAME, required=True, longest=60, sample="甲示例"),
    Column("organ", ORGAN, required=True, longest=40, sample="110106009"),
    Column("kind", KIND, required=True, sample="工作人员"),
    Column("title", TITLE, longest=120, sample="科员"),
    Column("chief", CHIEF, kind="yes", sample="否"),
    Column("seats", SEATS, kind="int", sample="1"),
    Column("since", SINCE, kind="date", sample="2026-01-01"),
    Column("document", DOCUMENT, sample="示例〔2026〕1号"),
)


@dataclass
class _Desk:
    """What is known so far, from the book and from the rows already read."""

    maker: Maker
    kinds: dict[str, PostKind]
    organs: dict[str, Organ]
    people: dict[str, tuple[UUID, str]]
    posts: dict[tuple[UUID, str], tuple[UUID, str, int, date]]
    spans: dict[UUID, list[Span]]
    mine: dict[tuple[UUID, UUID], list[Span]]
    held: dict[UUID, list[tuple[str, Span]]]


def make(maker: Maker, rows: Sequence[Row]) -> None:
    """逐行 Names every error; a person's several rows must bear one name."""
    desk = _desk(maker, rows)
    for row in rows:
        organ, kind = desk.organs.get(row.values["organ"]), desk.kinds.get(row.values["kind"])
        if organ is None:
            maker.wrong(row, ORGAN, f"没有代码为{row.values['organ']}的单位")
        if kind is None:
            maker.wrong(row, KIND, f"没有“{row.values['kind']}”这类职务")
        if organ is not None and kind is not None:
            _take(desk, row, organ, kind)


def _desk(maker: Maker, rows: Sequence[Row]) -> _Desk:
    inside = below(maker.root.path, "organ__path")
    numbers = {row.values["number"] for row in rows}
    known = {p.number: (p.pk, p.name) for p in Person.objects.exclude(number="") if p.number in numbers}
    posts = Post.objects.filter(inside, on_day(today()))
    tenures = Tenure.objects.filter(below(maker.root.path, "post__organ__path")).select_related("post")
    spans: dict[UUID, list[Span]] = {}
    mine: dict[tuple[UUID, UUID], list[Span]] = {}
    held: dict[UUID, list[tuple[str, Span]]] = {}
    for row in tenures:
        spans.setdefault(row.post_id, []).append((row.since, row.until))
        mine.setdefault((row.post_id, row.person_id), []).append((row.since, row.until))
        held.setdefault(row.person_id, []).append((row.post.kind, (row.since, row.until)))
    table = post_kinds()
    return _Desk(
        maker=maker,
        kinds={kind.word: kind for kind in table.values()} | table,
        organs=maker.organs_by_code(),
        people=known,
        posts={(p.organ_id, p.title): (p.pk, p.kind, p.seats, p.since) for p in posts},
        spans=spans,
        mine=mine,
        held=held,
    )


def _take(desk: _Desk, row: Row, organ: Organ, kind: PostKind) -> None:
    since = row.values["since"] or today()
    if since < organ.since:
        desk.maker.wrong(row, SINCE, f"早于单位设立之日（{organ.since}）")
        return
    person = _person(desk, row, organ)
    post = _post(desk, row, organ, kind, since)
    if person is None or post is None or not _fits(desk, row, person, post, kind, since):
        return
    record = r.TenureBegan(
        tenure=uuid7(), person=person, post=post[0], since=since, until=None, document=row.values["document"]
    )
    desk.maker.write(record, organ.pk)


def _person(desk: _Desk, row: Row, organ: Organ) -> UUID | None:
    number, name = row.values["number"], row.values["name"]
    if number in desk.people:
        id, known = desk.people[number]
        if known != name:
            desk.maker.wrong(row, NAME, f"人员编号{number}已是“{known}”")
            return None
        return id
    id = uuid7()
    desk.people[number] = (id, name)
    desk.maker.write(r.PersonRegistered(person=id, organ=organ.pk, name=name, number=number), organ.pk)
    return id


def _post(desk: _Desk, row: Row, organ: Organ, kind: PostKind, since: date) -> tuple[UUID, int] | None:
    title, seats = row.values["title"] or kind.word, row.values["seats"] or 1
    if not 1 <= seats <= 10_000:
        desk.maker.wrong(row, SEATS, "职数为1至10000")
        return None
    known = desk.posts.get((organ.pk, title))
    if known is not None:
        id, is_kind, has, begun = known
        if is_kind != kind.code:
            desk.maker.wrong(row, KIND, f"“{title}”已登记为“{desk.kinds[is_kind].word}”")
            return None
        if since < begun:
            desk.maker.wrong(row, SINCE, f"早于职务设立之日（{begun}）")
            return None
        return id, has
    id, chief = uuid7(), row.values["chief"]
    # A post is as old as its organ: later rows may name an earlier holder.
    desk.posts[(organ.pk, title)] = (id, kind.code, seats, organ.since)
    record = r.PostCreated(
        post=id,
        organ=organ.pk,
        kind=kind.code,
        title=title,
        chief=kind.chief if chief is None else chief,
        precedence=100,
        seats=seats,
        since=organ.since,
    )
    desk.maker.write(record, organ.pk)
    return id, seats


def _fits(desk: _Desk, row: Row, person: UUID, post: tuple[UUID, int], kind: PostKind, since: date) -> bool:
    span: Span = (since, None)
    if any(overlap(other, span) for other in desk.mine.get((post[0], person), [])):
        desk.maker.wrong(row, NUMBER, "该人员同期已任此职")
        return False
    if _busiest(desk.spans.get(post[0], []), span, post[1]) >= post[1]:
        desk.maker.wrong(row, TITLE, f"职数{post[1]}，该期间已满")
        return False
    kinds = {code for code, other in desk.held.get(person, []) if overlap(other, span)} - {kind.code}
    if kinds and (kind.administrator or any(desk.kinds[code].administrator for code in kinds)):
        desk.maker.wrong(row, KIND, "三员各由专人担任，不得互兼，也不得兼任业务职务")
        return False
    desk.spans.setdefault(post[0], []).append(span)
    desk.mine.setdefault((post[0], person), []).append(span)
    desk.held.setdefault(person, []).append((kind.code, span))
    return True


def _busiest(others: list[Span], span: Span, seats: int) -> int:
    """How many hold the post at once while `span` lasts; not counted out while there are seats for all ever."""
    if len(others) < seats:
        return 0
    return most_at_once((max(other[0], span[0]), other[1]) for other in others if overlap(other, span))
