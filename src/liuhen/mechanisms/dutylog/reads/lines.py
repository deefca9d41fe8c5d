"""记实查询 Whose lines one may see, as they read, for a month or a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from liuhen.kit.clock import SHANGHAI
from liuhen.kit.refusals import BadInput, NotFound
from liuhen.ledger import following
from liuhen.ledger.duty_lines import Category, EvidenceKind
from liuhen.ledger.records import Actor
from liuhen.mechanisms.dutylog.models import FOLLOWER, Check, Correction, FileName, Line
from liuhen.organs.reads.rights import scope
from liuhen.organs.reads.staff import names


@dataclass(frozen=True)
class Span:
    """起止 The days of a month or a year: from `since` up to, not including, `until`."""

    since: date
    until: date
    words: str

    @property
    def condition(self) -> Q:
        """时间条件 On when things happened, by Beijing days."""
        return Q(occurred__gte=_begin(self.since), occurred__lt=_begin(self.until))


@dataclass(frozen=True)
class Shown:
    """一行 A line as it reads: its sentence, who entered it, what was added to it, what a check gave."""

    line: Line
    words: str
    author: str
    entered_by: str
    corrections: tuple[Correction, ...]
    checks: tuple[Check, ...]

    @property
    def evidence(self) -> str:
        """佐证种类"""
        return EvidenceKind(self.line.evidence).label

    @property
    def category(self) -> str:
        """记实内容"""
        return Category(self.line.category).label

    @property
    def late(self) -> int:
        """迟记天数 0 when it was entered on the day it happened."""
        return self.line.late_days


def catch_up(book: str) -> None:
    """跟上 Reads what this book (its origin) has taken since; one look-up when there is nothing."""
    following.catch_up(FOLLOWER, book)


def month(given: str) -> Span:
    """某月 "2026-11". Raises BadInput."""
    try:
        since = date.fromisoformat(f"{given}-01")
    except ValueError as error:
        raise BadInput("platform.input", "月份写作 2026-11", fields={"month": "月份写作 2026-11"}) from error
    until = date(since.year + since.month // 12, since.month % 12 + 1, 1)
    return Span(since, until, f"{since.year}年{since.month}月")


def year(given: int) -> Span:
    """某年"""
    return Span(date(given, 1, 1), date(given + 1, 1, 1), f"{given}年")


def ends(given: str) -> datetime:
    """月末 The instant at which a month is over in Beijing, in UTC. Raises BadInput."""
    return _begin(month(given).until)


def visible_to(by: Actor) -> QuerySet[Line]:
    """可见记实 One's own lines, and those of the organs one may read the log of."""
    return Line.objects.filter(Q(person=by.person) | scope(by, "dutylog.read", "organ"))


def of_person(person: UUID, span: Span, by: Actor) -> QuerySet[Line]:
    """某人记实 His lines of the span, as far as `by` may see them, in the order in which things happened."""
    mine = Line.objects if person == by.person else visible_to(by)
    return mine.filter(span.condition, person=person).order_by("occurred", "recorded", "id")


def require_visible(line: UUID, by: Actor) -> Line:
    """可见一行 Raises NotFound for a line outside one's reach."""
    found = visible_to(by).filter(pk=line).first()
    if found is None:
        raise NotFound("platform.out-of-scope", "没有这一行记实，或不在您可以查看的范围内")
    return found


def get(line: UUID) -> Line:
    """一行 Raises NotFound."""
    found = Line.objects.filter(pk=line).first()
    if found is None:
        raise NotFound("platform.not-found", "没有这一行记实")
    return found


def people_with_lines(by: Actor, span: Span) -> QuerySet[Line]:
    """有记实的人 Whose lines `by` may see in the span; each person once, in no order of merit."""
    return visible_to(by).filter(span.condition).order_by("person").values_list("person", flat=True).distinct()


def shown(lines: Sequence[Line]) -> list[Shown]:
    """各行所示 Sentences, corrections and checks of these lines, in a fixed number of queries."""
    titles = dict(FileName.objects.filter(file__in={line.file for line in lines}).values_list("file", "title"))
    added = _by_line(Correction.objects.filter(line__in=[line.pk for line in lines]))
    checked = _by_line(Check.objects.filter(line__in=[line.pk for line in lines]))
    known = names({line.entered_by for line in lines} | {line.person for line in lines})
    return [
        Shown(
            line,
            _sentence(line, titles.get(line.file, "")),
            known.get(line.person, ""),
            known.get(line.entered_by, "") if line.entered_by != line.person else "",
            tuple(added.get(line.pk, ())),
            tuple(checked.get(line.pk, ())),
        )
        for line in lines
    ]


def _sentence(line: Line, title: str) -> str:
    if line.manual:
        return line.words
    return _(line.words).replace("{title}", title or _("未具名事项"))


def _by_line(rows: Iterable[Correction | Check]) -> dict[UUID, list]:  # type: ignore[type-arg]
    found: dict[UUID, list] = {}  # type: ignore[type-arg]
    for row in rows:
        found.setdefault(row.line, []).append(row)
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
