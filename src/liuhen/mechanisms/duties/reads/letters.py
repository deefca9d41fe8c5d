"""责任书查询 One letter, those of a person, those of a branch; who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.coverage import Key, Line, Need
from liuhen.mechanisms.duties.letter_terms import LetterState, Standing
from liuhen.mechanisms.duties.letter_text import digest
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads.bases import bases
from liuhen.mechanisms.duties.reads.covering import basis_of, coverage
from liuhen.mechanisms.duties.reads.drawing import parted
from liuhen.mechanisms.duties.reads.reach import reaches, within
from liuhen.organs.models import Organ
from liuhen.organs.reads import tree
from liuhen.organs.spans import today

STEP = 32

__all__ = [
    "Before",
    "Status",
    "basis_now",
    "get",
    "open_need",
    "paper_digest",
    "require_visible",
    "status_of",
    "visible_to",
    "waiting_for",
]


def get(id: UUID) -> Letter:
    """责任书 One letter. Raises NotFound."""
    found = Letter.objects.filter(pk=id).select_related("words").first()
    if found is None:
        raise NotFound("platform.not-found", "没有这份责任书")
    return found


def visible_to(by: Actor) -> QuerySet[Letter]:
    """可见的责任书 One's own, and those of the branches whose coverage one may read."""
    mine = Q(lower=by.person) | Q(upper=by.person)
    organs = Organ.objects.filter(within(reaches(by, "coverage.read", "letter.issue"))).values("pk")
    return Letter.objects.filter(mine | Q(organ__in=organs))


def require_visible(id: UUID, by: Actor) -> Letter:
    """须可见 Raises NotFound for a letter that is not there and for one out of reach alike."""
    if not visible_to(by).filter(pk=id).exists():
        raise NotFound("platform.not-found", "没有这份责任书，或不在您的管辖范围内")
    return get(id)


def waiting_for(person: UUID) -> QuerySet[Letter]:
    """待我签的 Letters that wait for this person's signature."""
    mine = Q(lower=person, lower_on=None) | Q(upper=person, upper_on=None)
    rows = Letter.objects.filter(mine, state__in=(LetterState.DRAWN, LetterState.HALF))
    return rows.order_by("drawn_on", "id")


class Before:
    """上一份 For each need the letter that a new one follows: of the same two people, or of the one who left."""

    def __init__(self, needs: Iterable[Need], year: int) -> None:
        needs = list(needs)
        posts = {need.lower_post for need in needs if need.upper and need.lower_post}
        self.edges: dict[Key, list[UUID]] = {}
        self.posts: dict[tuple[UUID, UUID], UUID] = {}
        self.followed: set[UUID] = set()
        for row in self._rows({need.lower for need in needs}, posts, year):
            key = (row.organ, row.upper, row.lower) if row.upper else (None, None, row.lower)
            self.edges.setdefault(key, []).append(row.pk)
            if row.replaces:
                self.followed.add(row.replaces)
            if row.signed_on and row.upper_post and row.lower_post:
                self.posts[(row.upper_post, row.lower_post)] = row.pk

    def of(self, need: Need) -> UUID | None:
        """上一份 None when this is the first."""
        same = [id for id in self.edges.get(need.key, ()) if id not in self.followed]
        if same:
            return same[-1]
        return self.posts.get((need.upper_post, need.lower_post)) if need.upper_post and need.lower_post else None

    def _rows(self, people: set[UUID], posts: set[UUID], year: int) -> Iterable[Letter]:
        rows = Letter.objects.filter(year=year).order_by("drawn_on", "id")
        found = {row.pk: row for part in parted(people) for row in rows.filter(lower__in=part)}
        found |= {row.pk: row for part in parted(posts) for row in rows.filter(lower_post__in=part)}
        return sorted(found.values(), key=lambda row: (row.signed_on or row.drawn_on, str(row.pk)))


@dataclass(frozen=True)
class Status:
    """现状 How a letter stands on a day, and the need it answers, where there still is one."""

    standing: str
    word: str
    line: Line | None

    @property
    def covers(self) -> bool:
        """是否作数"""
        return self.standing in (Standing.FRESH, Standing.STALE)


def status_of(row: Letter, on: date | None = None) -> Status:
    """现状 Read on the day, never stored: who holds the posts, what they carry, what was signed (M04, M10)."""
    day = on or today()
    if row.state == LetterState.CLOSED and row.closed_on and row.closed_on <= day:
        return Status(LetterState.CLOSED, "已撤回", None)
    if row.year < day.year:
        return Status(Standing.ENDED, "年度已过", None)
    line = next((line for line in coverage(tree.organ(row.organ).path, day).coverage.lines if _is_of(line, row)), None)
    if line is None:
        return Status(Standing.ENDED, "已因换人终止", None)
    if row.signed_on is None or row.signed_on > day:  # on its way, whatever else there is between the two
        begun = any(on is not None and on <= day for on in (row.upper_on, row.lower_on))
        standing = Standing.HALF if begun else Standing.DRAWN
    elif line.letter != row.pk:
        return Status(Standing.ENDED, "已由另一份接替", line)
    else:
        standing = line.standing
    return Status(standing, str(Standing(standing).label), line)


def open_need(organ: UUID, upper: UUID | None, lower: UUID, on: date | None = None) -> Line | None:
    """应签 The need that joins these people today, with how it stands; None when nothing is due between them."""
    lines = coverage(tree.organ(organ).path, on or today()).coverage.lines
    key = (organ, upper, lower) if upper else (None, None, lower)
    return next((line for line in lines if line.need.key == key), None)


def basis_now(need: Need, on: date | None = None) -> str:
    """现行基础 The digest of what the subordinate of this need carries today."""
    return basis_of(bases(need.path[:STEP], on or today()))(need)


def paper_digest(row: Letter) -> str:
    """纸面文本 What stands for the text of a letter from paper: its scan, or the reference under which it lies."""
    return str(row.words.files[0]) if row.words.files else digest(row.words.archive or "")


def _is_of(line: Line, row: Letter) -> bool:
    key = (row.organ, row.upper, row.lower) if row.upper else (None, None, row.lower)
    return line.need.key == key
