"""抽查查询 The population of a month, the samples of an organ, and how far each drawn line is checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.dutylog.models import Check, Drawn, Line, Question, Sample, Share
from liuhen.mechanisms.dutylog.reads.lines import Shown, shown
from liuhen.mechanisms.dutylog.terms import Asking, Result
from liuhen.organs.models import Organ
from liuhen.organs.reads.rights import may, scope
from liuhen.organs.reads.tree import book_of, crumbs, organ, organs_by_id

_NAMESPACE = UUID("6f1d2a52-6f0b-5d5e-9c5f-3f7a2f6c9a10")


@dataclass(frozen=True)
class Row:
    """样本一行 A drawn line with the question to its author and the last check."""

    place: int
    shown: Shown
    question: Question | None
    check: Check | None


def id_of(organ: UUID, month: str) -> UUID:
    """抽查编号 One organ and month have one sample, whoever asks."""
    return uuid5(_NAMESPACE, f"{organ} {month}")


def find(organ: UUID, month: str) -> Sample | None:
    """查抽查 The sample of an organ and month, or None."""
    return Sample.objects.filter(pk=id_of(organ, month)).first()


def visible_to(by: Actor) -> QuerySet[Sample]:
    """可见抽查 Samples of the organs whose log one may read."""
    return Sample.objects.filter(scope(by, "dutylog.read", "organ"))


def require_visible(sample: UUID, by: Actor) -> Sample:
    """可见一次抽查 Raises NotFound outside one's reach."""
    found = visible_to(by).filter(pk=sample).first()
    if found is None:
        raise NotFound("platform.out-of-scope", "没有这次抽查，或不在您可以查看的范围内")
    return found


def shares_of(sample: UUID) -> list[Share]:
    """种子份额 In the order in which they were committed."""
    return list(Share.objects.filter(sample=sample))


def population(of: UUID, month: str) -> list[str]:
    """总体 The ids of the lines the book took in that month, of the organ and all below it, in order."""
    found = organ(of)
    rows = Line.objects.filter(month=month, book=book_of(found).origin)
    places = {row: path for row, path in _paths(rows.values_list("organ", flat=True).distinct())}
    inside = [one for one, path in places.items() if path.startswith(found.path)]
    return sorted(str(id) for id in rows.filter(organ__in=inside).values_list("pk", flat=True))


def drawn(sample: UUID) -> QuerySet[Drawn]:
    """样本行 In the order of the draw."""
    return Drawn.objects.filter(sample=sample)


def rows_of(sample: UUID, part: Sequence[Drawn]) -> list[Row]:
    """样本 These drawn lines with questions and checks, in a fixed number of queries."""
    ids = [one.line for one in part]
    found = {one.line.pk: one for one in shown(list(Line.objects.filter(pk__in=ids)))}
    questions = {row.line: row for row in Question.objects.filter(line__in=ids)}
    checks = {row.line: row for row in Check.objects.filter(sample=sample, line__in=ids)}
    return [Row(one.place, found[one.line], questions.get(one.line), checks.get(one.line)) for one in part]


def results(sample: Sample) -> dict[str, int]:
    """结果 How many of the drawn lines gave which result by their last check; "" are still to be checked."""
    last = dict(Check.objects.filter(sample=sample.pk).values_list("line", "result"))
    counted = dict.fromkeys([*Result.values, ""], 0)
    for result in last.values():
        counted[result] += 1
    return counted | {"": (sample.count or 0) - len(last)}


def question(id: UUID) -> Question:
    """一次询问 Raises NotFound."""
    found = Question.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("platform.not-found", "没有这次询问")
    return found


def last_question(line: UUID) -> Question | None:
    """最近一次询问 About this line; None when its author was never asked."""
    return Question.objects.filter(line=line).order_by("-asked_at", "-id").first()


def waiting_for(person: UUID) -> QuerySet[Question]:
    """待说明 What a person was asked and has not answered."""
    return Question.objects.filter(person=person, state=Asking.ASKED)


def is_drawn(sample: UUID, line: UUID) -> bool:
    """是否在样本中"""
    return Drawn.objects.filter(sample=sample, line=line).exists()


def committed_by(sample: UUID, person: UUID) -> bool:
    """是否已承诺 Whether this person has given a share already."""
    return Share.objects.filter(sample=sample, person=person).exists()


def undrawn(by: Actor, month: str) -> QuerySet[Sample]:
    """待抽取 Samples with a committed seed of months before `month` that `by` may draw."""
    return Sample.objects.filter(Q(month__lt=month), scope(by, "dutylog.sample", "organ"), drawn_at=None)


def _paths(ids: Iterable[UUID]) -> Iterable[tuple[UUID, str]]:
    return ((id, row.path) for id, row in organs_by_id(ids).items())


def places(by: Actor) -> list[Organ]:
    """可抽查的单位 The actor's organ and its superiors whose log he may read, the widest first."""
    return [one for one in crumbs(organ(by.organ)) if may(by, "dutylog.read", one.pk)]


def of_organ(of: UUID) -> QuerySet[Sample]:
    """单位的抽查 Newest month first."""
    return Sample.objects.filter(organ=of).order_by("-month")


def shares_per(found: Iterable[Sample]) -> dict[UUID, int]:
    """各月种子份数 How many shares stand committed for each sample."""
    rows = Share.objects.filter(sample__in=[one.pk for one in found]).values_list("sample", flat=True)
    return dict(Counter(rows))


def of_line(line: UUID) -> list[Question]:
    """一行的询问 In the order in which they were asked."""
    return list(Question.objects.filter(line=line))
