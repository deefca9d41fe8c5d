"""覆盖图查询 The coverage in the words of a page: branches, levels, and every hole with the names of the two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from liuhen.mechanisms.duties.coverage import Line, Tally
from liuhen.mechanisms.duties.letter_terms import Standing, Way
from liuhen.mechanisms.duties.reads.covering import Map
from liuhen.mechanisms.duties.reads.drawing import parted
from liuhen.organs.kinds import ORGAN_WORDS, OrganKind
from liuhen.organs.models import Organ, Post
from liuhen.organs.reads.staff import names

__all__ = ["Branch", "Hole", "branches", "holes", "levels", "vacancies"]

STEP = 32


@dataclass(frozen=True)
class Branch:
    """分支 One organ below the one looked at, or that one itself, with its counts."""

    organ: UUID
    name: str
    tally: Tally
    deeper: bool

    @property
    def state(self) -> tuple[str, str]:
        """情况 Kind and word for a tile: never a colour alone."""
        if self.tally.holes:
            return "bad", f"缺{self.tally.holes}"
        return ("due", f"内容已变{self.tally.stale}") if self.tally.stale else ("good", "齐")


@dataclass(frozen=True)
class Hole:
    """缺口 One letter that is due and not signed, or signed on what is no longer carried: who with whom, and where."""

    line: Line
    organ_name: str
    upper: str
    upper_title: str
    lower: str
    lower_title: str

    @property
    def way(self) -> str:
        """方向"""
        return str(Way(self.line.need.way).label)

    @property
    def standing(self) -> str:
        """情况"""
        return str(Standing(self.line.standing).label)


def branches(found: Map) -> list[Branch]:
    """各分支 Those with holes first, then those whose content changed, then as the tree stands."""
    rows = []
    for path, tally in found.coverage.by(found.branch_of).items():
        place = found.required.places[UUID(path[-STEP:])]
        rows.append((path, Branch(place.id, place.name, tally, path != found.path)))
    rows.sort(key=lambda row: (-min(row[1].tally.holes, 1), -min(row[1].tally.stale, 1), row[0] != found.path, row[0]))
    return [branch for _, branch in rows]


def levels(found: Map) -> list[tuple[str, Tally]]:
    """各层级 From the top of the tree down."""
    known = found.coverage.by(found.level_of)
    order = {kind.value: place for place, kind in enumerate(OrganKind)}
    return [
        (ORGAN_WORDS[OrganKind(kind)] if kind else "其他", known[kind])
        for kind in sorted(known, key=lambda kind: order.get(kind, len(order)))
    ]


def holes(found: Map, lines: Iterable[Line]) -> list[Hole]:
    """缺口 With names and titles, in three queries for a page of them."""
    lines = list(lines)
    people = {person for line in lines for person in (line.need.upper, line.need.lower) if person}
    posts = {post for line in lines for post in (line.need.upper_post, line.need.lower_post) if post}
    known = {id: name for part in parted(people) for id, name in names(part).items()}
    titles = {id: title for part in parted(posts) for id, title in _titles(part)}
    return [_hole(found, line, known, titles) for line in lines]


def vacancies(found: Map) -> list[tuple[str, str]]:
    """空缺 Chief posts nobody holds: no letter can be due from nobody, so they are named beside the holes."""
    titles = dict(_titles([post for _, post in found.required.vacant]))
    return [(found.required.places[organ].name, titles.get(post, "")) for organ, post in found.required.vacant]


def _hole(found: Map, line: Line, known: dict[UUID, str], titles: dict[UUID, str]) -> Hole:
    need = line.need
    return Hole(
        line=line,
        organ_name=_place_name(found, need.organ),
        upper=known.get(need.upper, "未知") if need.upper else "",
        upper_title=titles.get(need.upper_post, "") if need.upper_post else "",
        lower=known.get(need.lower, "未知"),
        lower_title=titles.get(need.lower_post, "") if need.lower_post else "",
    )


def _place_name(found: Map, organ: UUID) -> str:
    place = found.required.places.get(organ)
    return place.name if place else Organ.objects.get(pk=organ).name


def _titles(posts: Iterable[UUID]) -> list[tuple[UUID, str]]:
    return list(Post.objects.filter(pk__in=list(posts)).values_list("pk", "title"))
