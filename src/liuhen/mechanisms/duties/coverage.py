"""责任覆盖 Which required letters are signed on a day, and which are not: plain sets, no database (M09).

`needs` say who owes a letter to whom on that day; `letters` say what was signed by whom. A letter covers a need when it
joins the same two people for the same organ; a pledge when it is the same person's. Everything else follows from that:
whoever left no longer covers anything, and whoever came has signed nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from liuhen.mechanisms.duties.letter_terms import Standing, Way

__all__ = ["Coverage", "Key", "Need", "Signed", "Tally", "cover", "percent"]

Key = tuple[UUID | None, UUID | None, UUID]
"""边 Organ, superior, subordinate; of a pledge only the person."""

COVERED = frozenset({Standing.FRESH, Standing.STALE})
BEST = {Standing.FRESH: 5, Standing.STALE: 4, Standing.HALF: 3, Standing.DRAWN: 2}


class Need(NamedTuple):
    """应签 One letter that is due: which way, at which organ (and its path), between whom in which posts.

    `also`: further organs and audiences through which the same two people are joined; the one letter speaks of all.
    """

    way: Way
    path: str
    organ: UUID
    upper: UUID | None
    upper_post: UUID | None
    lower: UUID
    lower_post: UUID | None
    audience: str = ""
    also: tuple[tuple[UUID, str], ...] = ()

    @property
    def key(self) -> Key:
        """边 What a letter must match."""
        return (self.organ, self.upper, self.lower) if self.upper else (None, None, self.lower)


class Signed(NamedTuple):
    """已立 A letter as it stood on the day: `standing` is FRESH (both signed), HALF or DRAWN; `basis` its digest."""

    id: UUID
    key: Key
    posts: tuple[UUID | None, UUID | None]
    basis: str
    standing: Standing


class Line(NamedTuple):
    """应签与所立 A need, how it stands, and the letter that says so (for ENDED: the one that fell away)."""

    need: Need
    standing: Standing
    letter: UUID | None


@dataclass
class Tally:
    """数目 Required, signed (whatever became of the text), and signed on what is carried today."""

    required: int = 0
    signed: int = 0
    fresh: int = 0

    @property
    def holes(self) -> int:
        """缺口 Required and not signed."""
        return self.required - self.signed

    @property
    def stale(self) -> int:
        """内容已变 Signed, but on what was carried before."""
        return self.signed - self.fresh

    @property
    def percent(self) -> str:
        """覆盖率 Signed of required."""
        return percent(self.signed, self.required)

    @property
    def fresh_percent(self) -> str:
        """有效率 Signed on today's content, of required."""
        return percent(self.fresh, self.required)

    def add(self, standing: Standing) -> None:
        """计入 Counts one need."""
        self.required += 1
        self.signed += standing in COVERED
        self.fresh += standing is Standing.FRESH


@dataclass
class Coverage:
    """责任覆盖 Every need with its standing, and the counts over them."""

    lines: list[Line]
    all: Tally = field(default_factory=Tally)
    ways: dict[Way, Tally] = field(default_factory=dict)

    @property
    def holes(self) -> list[Line]:
        """缺口 Every need nobody has covered, in the order of the tree."""
        found = [line for line in self.lines if line.standing not in COVERED]
        return sorted(found, key=lambda line: (line.need.path, line.need.way, str(line.need.lower)))

    @property
    def stale(self) -> list[Line]:
        """内容已变 Every letter whose content is no longer what the post carries."""
        found = [line for line in self.lines if line.standing is Standing.STALE]
        return sorted(found, key=lambda line: (line.need.path, line.need.way, str(line.need.lower)))

    def by(self, group: Callable[[Need], str]) -> dict[str, Tally]:
        """分组 The counts by whatever a need is grouped by: branch, level."""
        found: dict[str, Tally] = {}
        for line in self.lines:
            found.setdefault(group(line.need), Tally()).add(line.standing)
        return found


def cover(needs: Iterable[Need], letters: Iterable[Signed], basis_of: Callable[[Need], str]) -> Coverage:
    """责任覆盖 `basis_of` gives today's digest of what a need's subordinate carries; a pledge has none and keeps."""
    known, left = _sorted_out(letters)
    made = Coverage([], ways={way: Tally() for way in Way})
    for need in needs:
        line = _line(need, known.get(need.key, ()), left, basis_of)
        made.lines.append(line)
        made.all.add(line.standing)
        made.ways[need.way].add(line.standing)
    return made


Posts = tuple[UUID | None, UUID | None]


def _sorted_out(letters: Iterable[Signed]) -> tuple[dict[Key, list[Signed]], dict[Posts, UUID]]:
    """Letters by edge; and by the two posts, so that a hole can name the letter that fell away."""
    known: dict[Key, list[Signed]] = {}
    left: dict[Posts, UUID] = {}
    for letter in letters:
        known.setdefault(letter.key, []).append(letter)
        if letter.standing is Standing.FRESH and letter.key[1] and all(letter.posts):
            left[letter.posts] = letter.id
    return known, left


def _line(need: Need, letters: Iterable[Signed], left: Mapping[Posts, UUID], basis_of: Callable[[Need], str]) -> Line:
    best: Line | None = None
    for letter in letters:
        standing = letter.standing
        if standing is Standing.FRESH and letter.basis and letter.basis != basis_of(need):
            standing = Standing.STALE
        if best is None or BEST[standing] > BEST[best.standing]:
            best = Line(need, standing, letter.id)
    if best is not None:
        return best
    fallen = left.get((need.upper_post, need.lower_post)) if need.upper else None
    return Line(need, Standing.ENDED if fallen else Standing.NONE, fallen)


def percent(done: int, whole: int) -> str:
    """百分比 To two places; what is not whole never reads 100, what is not empty never reads 0. "" for nothing due."""
    if whole == 0:
        return ""
    hundredths = (done * 20_000 + whole) // (2 * whole)
    if done < whole:
        hundredths = min(hundredths, 9_999)
    if done:
        hundredths = max(hundredths, 1)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
