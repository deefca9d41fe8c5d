"""汇报期一览 Who reported, who was heard, who is missing by name, as of the period's end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.hearings.models import Hearing, Period, Report
from liuhen.mechanisms.hearings.reads.line import Edge, Line, Tree, territories
from liuhen.mechanisms.hearings.reads.reach import Reach
from liuhen.mechanisms.hearings.terms import SECRETARY, Whom
from liuhen.organs.models import STEP
from liuhen.organs.reads.tree import organ
from liuhen.rules import guard

MOST_NAMES = 30
"""最多列名 So many names stand in a sentence."""
FEW = 500
"""少数 Up to so many posts are asked for by id; more are not worth naming one by one."""
IN_TIME, LATE, MISSING, VACANT = "in-time", "late", "missing", "vacant"


class Row(NamedTuple):
    """一行 One chief post below a superior: the holder at the period's end, his report, his hearing.

    `heard` and `reported`: in time, late, missing, or vacant; the first version of a report counts. The days of delay
    are counted from the period's end, 0 in time.
    """

    edge: Edge
    listeners: tuple[str, ...]
    report: Report | None
    hearing: Hearing | None
    heard: str
    heard_late: int
    reported: str
    reported_late: int

    @property
    def whole(self) -> bool:
        """是否齐全 Nothing of it is missing or late, and nobody's place is empty."""
        return self.heard == IN_TIME and self.reported == IN_TIME


@dataclass(frozen=True)
class Board:
    """一览 The rows one person sees of a period, reckoned on a day."""

    period: Period
    on: date
    rows: tuple[Row, ...]

    @property
    def over(self) -> bool:
        """是否期满 Whether the period has ended."""
        return clock.local(clock.now()).date() > self.period.closes

    @property
    def required(self) -> tuple[Row, ...]:
        """应到 Every post that has a holder."""
        return tuple(row for row in self.rows if row.edge.holder)

    def having(self, what: str, state: str) -> tuple[Row, ...]:
        """按状态 The rows whose `heard` or `reported` is this state."""
        return tuple(row for row in self.rows if getattr(row, what) == state)

    @property
    def unheard(self) -> tuple[Row, ...]:
        """未听取 Holders at the period's end whom nobody has heard, by name."""
        return self.having("heard", MISSING)

    @property
    def unreported(self) -> tuple[Row, ...]:
        """未报送 Holders at the period's end who have not reported, by name."""
        return self.having("reported", MISSING)


def findings(board: Board, besides: Collection[UUID] = ()) -> list[str]:
    """缺项文句 What the two rules say of a period: nobody is left out, everybody missing stands there by name.

    `besides`: superiors whose chief is told of those he has to hear one by one.
    """
    apart = {organ.hex for organ in besides}
    heard = [row for row in board.required if row.edge.above[-STEP:] not in apart]
    row = {"name": board.period.name or "", "closes": board.period.closes}
    rules = {
        "hearings.everyone-heard": {
            "required": [one.edge.name for one in heard],
            "heard": [one.edge.name for one in heard if one.hearing],
        },
        "hearings.everyone-reports": {
            "required": [one.edge.name for one in board.required],
            "reported": [one.edge.name for one in board.required if one.report],
        },
    }
    found = [guard.marks([rule], {**row, **said}, clock.now()) for rule, said in rules.items()]
    return [_short(sentence) for judged in found for sentence in guard.omissions(judged)]


def _short(sentence: str) -> str:
    """Beyond so many names a sentence says how many; the list itself names them all."""
    said, _, names = sentence.partition("：")
    missing = names.split("、")
    return sentence if len(missing) <= MOST_NAMES else f"{said}{len(missing)}人，名单见一览"


def reckoned_on(period: Period) -> date:
    """计算日 The period's last day, or today while it runs."""
    return min(clock.local(clock.now()).date(), period.closes)


def period_of(id: UUID) -> Period:
    """汇报期 One period. Raises Period.DoesNotExist."""
    return Period.objects.get(pk=id)


def board_of(period: Period, reach: Reach | None = None, tree: Tree | None = None) -> Board:
    """汇报期一览 What `reach` lets a person see; everything without one. Eight queries at any size."""
    day = reckoned_on(period)
    period.path = period.path or territories([organ(period.organ)])[period.organ]
    line = (tree or Tree(period.path)).on(day)
    edges = [edge for edge in line.edges if concerns(period, edge)]
    if reach is not None:
        edges = [edge for edge in edges if reach.sees(edge)]
    return Board(period, day, rows_of(period, line, edges))


def concerns(period: Period, edge: Edge) -> bool:
    """是否在汇报范围 Whether the holder of this post reports in the period."""
    inside = edge.path.startswith(period.path) and not edge.path.endswith(period.organ.hex)
    return inside and concerns_kind(period, edge.kind)


def concerns_kind(period: Period, kind: str) -> bool:
    """是否在汇报范围 The same by kind of post."""
    return period.whom == Whom.CHIEFS or kind == SECRETARY


def rows_of(period: Period, line: Line, edges: Iterable[Edge]) -> tuple[Row, ...]:
    """逐行 Two queries: a hearing or report counts for the very person in the very post, for nobody else."""
    edges = list(edges)
    few = {"post__in": {edge.post for edge in edges}} if len(edges) < FEW else {}
    hearings: dict[tuple[str, str], Hearing] = {}
    for held in Hearing.objects.filter(period=period, **few).order_by("at", "id"):
        hearings.setdefault((held.post.hex, held.heard.hex), held)
    reports = {(row.post.hex, row.chief.hex): row for row in Report.objects.filter(period=period, **few)}
    listeners = {above: tuple(name for _, name in line.chiefs(above)) for above in {edge.above for edge in edges}}
    return tuple(_row(edge, listeners[edge.above], reports, hearings, period.closes) for edge in edges)


def _row(
    edge: Edge,
    listeners: tuple[str, ...],
    reports: dict[tuple[str, str], Report],
    hearings: dict[tuple[str, str], Hearing],
    closes: date,
) -> Row:
    if not edge.holder:
        return Row(edge, listeners, None, None, VACANT, 0, VACANT, 0)
    key = (edge.seat, edge.holder)
    report, hearing = reports.get(key), hearings.get(key)
    heard, reported = hearing.at if hearing else None, report.first if report else None
    return Row(
        edge,
        listeners,
        report,
        hearing,
        _state(heard, closes),
        _days(heard, closes),
        _state(reported, closes),
        _days(reported, closes),
    )


def _state(at: datetime | None, closes: date) -> str:
    if at is None:
        return MISSING
    return LATE if _days(at, closes) else IN_TIME


def _days(at: datetime | None, closes: date) -> int:
    return max(0, (clock.local(at).date() - closes).days) if at else 0
