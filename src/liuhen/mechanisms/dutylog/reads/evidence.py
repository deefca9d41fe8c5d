"""佐证 What oversight may ask of the log: which lines show which duties, of a person or of an organ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from liuhen.mechanisms.dutylog.models import Check, Line
from liuhen.mechanisms.dutylog.reads.lines import Span
from liuhen.mechanisms.dutylog.terms import Result


@dataclass
class Evidence:
    """佐证 Lines of a span: those that name the duties they serve, and the rest counted by kind.

    A line that was found false shows nothing. One that names its duties shows these and no others.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    named: dict[str, Counter[str]] = field(default_factory=dict)

    def of(self, items: Collection[UUID], kinds: Collection[str]) -> tuple[Counter[str], Counter[str]]:
        """某责任的佐证 By kind: what names the duty (under any of its ids), and what is merely of a kind it accepts."""
        named: Counter[str] = sum((self.named.get(str(item), Counter()) for item in items), Counter())
        return named, Counter({kind: self.kinds[kind] for kind in kinds if self.kinds[kind]})


def of_person(person: UUID, span: Span) -> Evidence:
    """个人的佐证 One query."""
    return _evidence(Line.objects.filter(span.condition, person=person))


def of_organ(organ: UUID, span: Span) -> Evidence:
    """单位的佐证 Whoever of the organ did it. One query."""
    return _evidence(Line.objects.filter(span.condition, organ=organ))


def lines_for(
    items: Collection[UUID],
    kinds: Collection[str],
    span: Span,
    *,
    person: UUID | None = None,
    organ: UUID | None = None,
) -> list[UUID]:
    """佐证明细 The ids of the lines behind `Evidence.of`, in the order in which things happened."""
    owner = {"person": person} if person else {"organ": organ}
    rows = _standing(Line.objects.filter(span.condition, **owner)).order_by("occurred", "id")
    wanted = {str(item) for item in items}
    return [
        id
        for id, kind, duties in rows.values_list("pk", "evidence", "duties")
        if (wanted & set(duties) if duties else kind in kinds)
    ]


def of_ids(ids: Iterable[UUID]) -> list[Line]:
    """各行 These lines, in the order in which things happened."""
    return list(Line.objects.filter(pk__in=list(ids)).order_by("occurred", "id"))


def _evidence(rows: QuerySet[Line]) -> Evidence:
    found = Evidence()
    together = _standing(rows).order_by().values_list("evidence", "duties").annotate(number=Count("pk"))
    for kind, duties, number in together:
        for duty in duties:
            found.named.setdefault(duty, Counter())[kind] += number
        if not duties:
            found.kinds[kind] += number
    return found


def _standing(rows: QuerySet[Line]) -> QuerySet[Line]:
    """Without the lines whose last check found them false."""
    last = Check.objects.filter(line=OuterRef("pk")).order_by("-recorded", "-id").values("result")[:1]
    found = rows.annotate(checked=Subquery(last))
    return found.filter(Q(checked=None) | Q(checked__in=[Result.TRUE, Result.UNPROVEN]))
