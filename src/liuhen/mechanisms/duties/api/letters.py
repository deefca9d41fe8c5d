"""责任书接口 Letters: lists, one, drawn, signed, signed anew, taken in from paper, confirmed, taken back."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.actions import letters as actions
from liuhen.mechanisms.duties.coverage import Line as Need
from liuhen.mechanisms.duties.letter_terms import Kind, LetterState
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.permits import letters as permits
from liuhen.mechanisms.duties.reads import letters
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.mechanisms.duties.signing import ACT, CONFIRM, Statement
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.rules.doorway import Upload, Written, actor_of, taken, written
from liuhen.rules.signed_doorway import Asked, Hand, Paper, SignedBy, again, offered, signed
from liuhen.ui.api import Day, Given, Page, Paging, Prose, answers, page_of

router = Router(tags=["责任书"])


class LetterShape(Schema):
    """责任书一行"""

    id: UUID
    kind: Kind
    year: int
    organ: UUID
    upper: UUID | None
    lower: UUID
    state: LetterState
    via: str
    signed_on: str | None


class LetterFull(LetterShape):
    """责任书 With its text, and how it stands today."""

    standing: str
    standing_word: str
    replaces: UUID | None
    text: str | None
    text_sha256: str | None


class LettersAsked(Paging):
    """责任书检索"""

    year: int | None = Field(None, ge=2000, le=2199)
    kind: Kind | None = None
    state: LetterState | None = None


class Edge(Given):
    """双方 Between whom, for which organ; without `upper` a pledge."""

    organ: UUID
    upper: UUID | None = None
    lower: UUID


class EdgeSigned(Edge):
    """重新签订 Drawn as due today and signed by one side at once."""

    signature: Hand


class EdgeAsked(Edge):
    """求签"""

    passkey: bool = False


class OnPaper(Edge):
    """纸面签订"""

    signed_on: Day
    archive: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    scan: Upload | None = None


class Reason(Given):
    """事由"""

    reason: Prose


def shape(row: Letter) -> dict[str, Any]:
    """责任书一行"""
    same = ("id", "kind", "year", "organ", "upper", "lower", "state", "via")
    signed_on = row.signed_on.isoformat() if row.signed_on else None
    return {name: getattr(row, name) for name in same} | {"signed_on": signed_on}


@router.get("", response=answers(Page[LetterShape]))
def letter_list(request: HttpRequest, asked: Query[LettersAsked]) -> Any:
    """责任书一览 One's own, and those of the branches whose coverage one may read."""
    rows = letters.visible_to(actor_of(request))
    for name in ("year", "kind", "state"):
        if (value := getattr(asked, name)) is not None:
            rows = rows.filter(**{name: value})
    return page_of(rows.order_by("-year", "-drawn_on", "id"), asked, shape)


@router.post("", response=answers(Written, 201))
def letter_draw(request: HttpRequest, given: Edge) -> Status:
    """生成责任书 From what the post carries today."""
    entry = actions.draw_letter(by=actor_of(request), organ=given.organ, upper=given.upper, lower=given.lower)
    return written(entry, "letter")


@router.post("/anew/statement", response=answers(Paper))
def letter_anew_statement(request: HttpRequest, given: EdgeAsked) -> Any:
    """重新签订：取文书"""
    id, draft, _ = actions.draft_of(_due(request, given))
    return offered(request, _stated(request, id, ACT, draft.text_sha256, None), Asked(passkey=given.passkey))


@router.post("/anew", response=answers(Written, 201))
def letter_anew(request: HttpRequest, given: EdgeSigned) -> Status:
    """重新签订 One step: drawn, and one's own side signed."""
    id, draft, _ = actions.draft_of(_due(request, given))
    stated = _stated(request, id, ACT, draft.text_sha256, given.signature)
    by, hand = actor_of(request), signed(request, stated, given.signature)
    return written(
        actions.sign_anew(by=by, organ=given.organ, upper=given.upper, lower=given.lower, signed=hand), "letter"
    )


@router.post("/paper", response=answers(Written, 201))
def letter_take_in(request: HttpRequest, given: OnPaper) -> Status:
    """登记纸面责任书 With its reference and, if there is one, its scan."""
    [scan] = taken([given.scan]) if given.scan else [None]
    entry = actions.take_in_letter(
        by=actor_of(request),
        organ=given.organ,
        upper=given.upper,
        lower=given.lower,
        signed_on=given.signed_on,
        archive=given.archive,
        scan=scan,
    )
    return written(entry, "letter")


@router.get("/{uuid:letter}", response=answers(LetterFull))
def letter_show(request: HttpRequest, letter: UUID) -> Any:
    """责任书 Its text and how it stands today."""
    row = letters.require_visible(letter, actor_of(request))
    status = letters.status_of(row)
    return shape(row) | {
        "standing": str(status.standing),
        "standing_word": status.word,
        "replaces": row.replaces,
        "text": row.words.text,
        "text_sha256": row.words.text_sha256,
    }


@router.post("/{uuid:letter}/sign/statement", response=answers(Paper))
def letter_sign_statement(request: HttpRequest, letter: UUID, asked: Asked) -> Any:
    """签订责任书：取文书"""
    return offered(request, _signing(request, letter, None), asked)


@router.post("/{uuid:letter}/sign", response=answers(Written, 201))
def letter_sign(request: HttpRequest, letter: UUID, given: SignedBy) -> Status:
    """签订责任书 One's own side."""
    stated = _signing(request, letter, given.signature)
    by, hand = actor_of(request), signed(request, stated, given.signature)
    return written(actions.sign_letter(letter=letter, by=by, signed=hand))


@router.post("/{uuid:letter}/confirm/statement", response=answers(Paper))
def letter_confirm_statement(request: HttpRequest, letter: UUID, asked: Asked) -> Any:
    """确认纸面责任书：取文书"""
    return offered(request, _confirming(request, letter, None), asked)


@router.post("/{uuid:letter}/confirm", response=answers(Written, 201))
def letter_confirm(request: HttpRequest, letter: UUID, given: SignedBy) -> Status:
    """确认纸面责任书"""
    stated = _confirming(request, letter, given.signature)
    by, hand = actor_of(request), signed(request, stated, given.signature)
    return written(actions.confirm_paper(letter=letter, by=by, signed=hand))


@router.post("/{uuid:letter}/withdraw", response=answers(Written, 201))
def letter_withdraw(request: HttpRequest, letter: UUID, given: Reason) -> Status:
    """撤回责任书 Before everybody has signed."""
    letters.require_visible(letter, actor_of(request))
    return written(actions.withdraw_letter(letter=letter, by=actor_of(request), reason=given.reason))


def _signing(request: HttpRequest, letter: UUID, hand: Hand | None) -> Statement:
    row = letters.require_visible(letter, actor_of(request))
    permits.side_of(row, actor_of(request).person)
    return _stated(request, row.pk, ACT, row.words.text_sha256 or "", hand)


def _confirming(request: HttpRequest, letter: UUID, hand: Hand | None) -> Statement:
    row = letters.require_visible(letter, actor_of(request))
    permits.side_of(row, actor_of(request).person)
    return _stated(request, row.pk, CONFIRM, letters.paper_digest(row), hand)


def _stated(request: HttpRequest, letter: UUID, act: str, text_sha256: str, hand: Hand | None) -> Statement:
    says = "同意" if act == ACT else "属实"
    person = actor_of(request).person
    return Statement(act=act, person=person, says=says, text_sha256=text_sha256, letter=letter, **again(hand))


def _due(request: HttpRequest, edge: Edge) -> Need:
    """The need between the two, for one of them. Raises NotFound for anybody else."""
    by = actor_of(request)
    line = letters.open_need(edge.organ, edge.upper, edge.lower)
    if line is None or by.person not in (edge.upper, edge.lower):
        raise NotFound("platform.not-found", "您今天没有这份应签的责任书")
    return line


def in_reach(request: HttpRequest, organ: UUID, *verbs: str) -> bool:
    """是否所及 Whether one of the verbs reaches the organ."""
    path = organ_row(organ).path
    return any(path.startswith(top) for top in reaches(actor_of(request), *verbs))
