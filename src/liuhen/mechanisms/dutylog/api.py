"""全程记实接口 The same verbs as the pages: read and write lines, correct, sample, ask, answer, check."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import StringConstraints

from liuhen.kit.refusals import NotFound
from liuhen.ledger.duty_lines import Category, EvidenceKind
from liuhen.mechanisms.dutylog import actions
from liuhen.mechanisms.dutylog.models import Line as LineRow
from liuhen.mechanisms.dutylog.models import Sample
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.dutylog.terms import DrawState, Result
from liuhen.rules.doorway import Written, actor_of, occurred, require_new, written
from liuhen.ui.api import Given, Instant, Line, Page, Paging, Prose, When, answers, page_of

router = Router(tags=["全程记实"])
Month = Annotated[str, StringConstraints(pattern=r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])$")]


class LinesAsked(Paging):
    """记实检索 One person's month; one's own when nobody is named."""

    month: Month
    person: UUID | None = None


class LineShape(Schema):
    """一行 `entry` is the entry it comes from; `title` stands in `words` already."""

    id: UUID
    person: UUID
    organ: UUID
    manual: bool
    category: Category
    evidence: EvidenceKind
    words: str
    place: str
    company: str
    outcome: str
    duties: list[UUID]
    entered_by: UUID
    occurred: Instant
    recorded: Instant
    late_days: int
    corrections: list[str]


class Typed(Given):
    """补记 `id` may be chosen by the client; `item` is the duty it serves."""

    id: UUID | None = None
    category: Category
    evidence: EvidenceKind
    words: Prose
    at: When | None = None
    place: Line = ""
    company: Line = ""
    outcome: Prose = ""
    item: UUID | None = None


class Said(Given):
    """所述"""

    words: Prose


class SeedGiven(Given):
    """承诺种子 `dice` is stirred in."""

    organ: UUID
    month: Month
    dice: Line = ""


class DrawGiven(Given):
    """抽取"""

    organ: UUID
    month: Month


class AskedOf(Given):
    """询问 `sample`: in which sample the line was drawn."""

    words: Prose
    sample: UUID | None = None


class CheckGiven(Given):
    """核查"""

    result: Result
    words: Prose = ""
    sample: UUID | None = None


class SampleShape(Schema):
    """抽查 `seed` and what follows are empty before the draw."""

    id: UUID
    organ: UUID
    month: str
    state: DrawState
    population: int | None
    population_sha256: str
    portion: str
    seed: str
    count: int | None
    file_sha256: str


class SamplesAsked(Paging):
    """哪个单位的抽查"""

    organ: UUID


@router.get("", response=answers(Page[LineShape]))
def line_list(request: HttpRequest, asked: Query[LinesAsked]) -> Any:
    """记实一览 In the order in which things happened."""
    by = actor_of(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    rows = lines.of_person(asked.person or by.person, lines.month(asked.month), by)
    page = page_of(rows, asked)
    return page | {"items": [_shape(one) for one in lines.shown(page["items"])]}


@router.post("", response=answers(Written, 201))
def line_write(request: HttpRequest, given: Typed) -> Status:
    """补记 What no record shows; it stays visible that it was typed (M71)."""
    require_new(given.id is not None and LineRow.objects.filter(pk=given.id).exists())
    values = given.model_dump(exclude={"id", "at", "category", "evidence"})
    entry = actions.write_line(
        by=actor_of(request),
        line=given.id,
        at=occurred(given.at),
        category=given.category.value,
        evidence=given.evidence.value,
        **values,
    )
    return written(entry, "line")


@router.get("/lines/{uuid:line}", response=answers(LineShape))
def line_show(request: HttpRequest, line: UUID) -> Any:
    """一行"""
    [found] = lines.shown([lines.require_visible(line, actor_of(request))])
    return _shape(found)


@router.post("/lines/{uuid:line}/correction", response=answers(Written, 201))
def line_correct(request: HttpRequest, line: UUID, given: Said) -> Status:
    """更正 By the person, as an addition."""
    lines.require_visible(line, actor_of(request))
    return written(actions.correct_line(line=line, by=actor_of(request), words=given.words))


@router.post("/lines/{uuid:line}/question", response=answers(Written, 201))
def line_question(request: HttpRequest, line: UUID, given: AskedOf) -> Status:
    """询问 Before anybody may call the line untrue (M72)."""
    by = actor_of(request)
    lines.require_visible(line, by)
    return written(actions.question_line(line=line, by=by, words=given.words, sample=given.sample), "question")


@router.post("/questions/{uuid:question}/answer", response=answers(Written, 201))
def question_answer(request: HttpRequest, question: UUID, given: Said) -> Status:
    """说明 By the author of the line."""
    by = actor_of(request)
    if samples.question(question).person != by.person:
        raise NotFound("platform.not-found", "没有向您提出的这次询问")
    return written(actions.answer_question(question=question, by=by, words=given.words))


@router.post("/lines/{uuid:line}/check", response=answers(Written, 201))
def line_check(request: HttpRequest, line: UUID, given: CheckGiven) -> Status:
    """核查 True, not proven, or false (M72)."""
    by = actor_of(request)
    lines.require_visible(line, by)
    entry = actions.check_line(line=line, by=by, result=given.result.value, words=given.words, sample=given.sample)
    return written(entry, "check")


@router.get("/samples", response=answers(Page[SampleShape]))
def sample_list(request: HttpRequest, asked: Query[SamplesAsked]) -> Any:
    """抽查一览 Newest month first."""
    rows = samples.visible_to(actor_of(request)).filter(organ=asked.organ).order_by("-month")
    return page_of(rows, asked)


@router.get("/samples/{uuid:sample}", response=answers(SampleShape))
def sample_show(request: HttpRequest, sample: UUID) -> Sample:
    """一次抽查"""
    return samples.require_visible(sample, actor_of(request))


@router.post("/samples/seeds", response=answers(Written, 201))
def seed_commit(request: HttpRequest, given: SeedGiven) -> Status:
    """承诺种子 Before the month is over; nobody can open it before the population is frozen."""
    entry = actions.commit_seed(organ=given.organ, month=given.month, by=actor_of(request), words=given.dice)
    return written(entry, "sample")


@router.post("/samples/draws", response=answers(Written, 201))
def sample_draw(request: HttpRequest, given: DrawGiven) -> Status:
    """抽取 Once, after the month."""
    return written(actions.draw_sample(organ=given.organ, month=given.month, by=actor_of(request)), "sample")


def _shape(one: lines.Shown) -> dict[str, Any]:
    same = ("id", "person", "organ", "manual", "category", "evidence", "place", "company", "outcome", "duties")
    times = ("entered_by", "occurred", "recorded", "late_days")
    found = {name: getattr(one.line, name) for name in (*same, *times)}
    return found | {"words": one.words, "corrections": [added.words for added in one.corrections]}


ROUTERS = (("/dutylog", router),)
