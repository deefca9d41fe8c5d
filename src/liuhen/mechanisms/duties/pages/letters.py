"""责任书页 A list, one letter with its text and both signatures, and the letter due now: drawn and signed at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import BadInput, NotFound, Refusal
from liuhen.ledger import files
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import web
from liuhen.ledger.signatures.forms import ask, challenge, is_challenge, signed
from liuhen.mechanisms.duties.actions import letters as actions
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.letter_terms import Kind, LetterSide, LetterState, Standing, Via
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.pages.days import day_typed
from liuhen.mechanisms.duties.reads import letters, waiting
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.mechanisms.duties.signing import ACT, CONFIRM, Statement, dated_in
from liuhen.organs.models import Organ
from liuhen.organs.reads.staff import names, titles_of
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.reads.tree import organ_names
from liuhen.organs.spans import today
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 50
DUE = "duties/letters/due/<uuid:organ>/<uuid:lower>/"
AGAIN = (Standing.NONE, Standing.ENDED, Standing.STALE)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """责任书一览 One's own, and those of the branches whose coverage one may read; `?mine=1` one's own alone."""
    by = actor_of(request)
    rows = asked(request, letters.visible_to(by), by)
    page = Paginator(rows.order_by("-year", "-drawn_on", "id"), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "page": page,
        "rows": shown,
        "names": names({row.upper for row in shown} | {row.lower for row in shown}),
        "organs": organ_names({row.organ for row in shown}),
        "states": LetterState.choices,
        "kinds": Kind.choices,
        "state": request.GET.get("state", ""),
        "kind": request.GET.get("kind", ""),
        "mine": request.GET.get("mine", ""),
        "issues": bool(reaches(by, "letter.issue")),
        "reads": bool(reaches(by, "coverage.read")),
    }
    return render(request, "duties/letters.html", context)


def asked(request: HttpRequest, rows: QuerySet[Letter], by: Actor) -> QuerySet[Letter]:
    """所查 The rows that the address asks for."""
    state, kind, year = (request.GET.get(name, "") for name in ("state", "kind", "year"))
    if state in LetterState.values:
        rows = rows.filter(state=state)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if year.isascii() and year.isdigit() and len(year) == 4:
        rows = rows.filter(year=int(year))
    if request.GET.get("mine"):
        rows = rows.filter(lower=by.person) | rows.filter(upper=by.person)
    return rows


@require_GET
def show(request: HttpRequest, letter: UUID) -> HttpResponse:
    """责任书 One letter: what it says, who signed, how it stands today, and what this person may do."""
    return _page(request, letter)


def _page(request: HttpRequest, letter: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    row = letters.require_visible(letter, by)
    status = letters.status_of(row)
    signatures = list(row.signatures.all())
    context: dict[str, Any] = {
        "letter": row,
        "words": row.words,
        "status": status,
        "organ": organ_row(row.organ),
        "names": names({row.upper, row.lower} | {one.person for one in signatures}),
        "titles": titles_of(post for post in (row.upper_post, row.lower_post) if post),
        "sides": _sides(row, signatures),
        "may": _may(row, status, by),
        "again": _again(status, by),
        "ask": ask(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/letter.html", context, refusal.status if refusal else 200)


def _sides(row: Letter, signatures: list[Any]) -> list[dict[str, Any]]:
    """Both sides with their signature, the day, and a later confirmation of a paper."""
    found = []
    for side, person, post, on in (
        (LetterSide.UPPER, row.upper, row.upper_post, row.upper_on),
        (LetterSide.LOWER, row.lower, row.lower_post, row.lower_on),
    ):
        if person is not None:
            own = [one for one in signatures if one.side == side]
            entry = next((one for one in own if not one.confirms), None)
            confirmed = next((one for one in own if one.confirms), None)
            label = "承诺人" if row.kind == Kind.PLEDGE else str(side.label)
            found.append({"label": label, "person": person, "post": post, "on": on, "by": entry, "later": confirmed})
    return found


def _may(row: Letter, status: letters.Status, by: Actor) -> dict[str, bool]:
    mine = by.person in (row.upper, row.lower)
    side_on = row.upper_on if by.person == row.upper else row.lower_on
    waits = row.state in (LetterState.DRAWN, LetterState.HALF)
    holds = status.standing in (Standing.DRAWN, Standing.HALF)
    confirmed = row.signatures.filter(person=by.person, confirms=True).exists() if mine else True
    paper = row.via == Via.PAPER and not row.signatures.filter(person=by.person, via=Via.SEAT).exists()
    issues = _in_reach(by, organ_row(row.organ), "letter.issue")
    return {
        "sign": mine and waits and holds and side_on is None,
        "confirm": mine and paper and row.state == LetterState.SIGNED and not confirmed,
        "withdraw": issues and waits,
    }


def _again(status: letters.Status, by: Actor) -> Line | None:
    """The letter that is due now in the place of this one, when this person is one of its two sides."""
    line = status.line
    if line is None or line.standing not in AGAIN:
        return None
    return line if by.person in (line.need.upper, line.need.lower) else None


def sign(request: HttpRequest, letter: UUID) -> HttpResponse:
    """签订责任书 One's own side."""
    row = letters.require_visible(letter, actor_of(request))
    stated = _statement(request, row.pk, ACT, row.words.text_sha256 or "")
    if is_challenge(request):
        return challenge(request, stated)
    actions.sign_letter(letter=letter, by=actor_of(request), signed=signed(request, stated))
    return redirect("letter", letter)


def confirm(request: HttpRequest, letter: UUID) -> HttpResponse:
    """确认纸面责任书 One's own signature, afterwards."""
    row = letters.require_visible(letter, actor_of(request))
    stated = _statement(request, row.pk, CONFIRM, letters.paper_digest(row))
    if is_challenge(request):
        return challenge(request, stated)
    actions.confirm_paper(letter=letter, by=actor_of(request), signed=signed(request, stated))
    return redirect("letter", letter)


def withdraw(request: HttpRequest, letter: UUID) -> HttpResponse:
    """撤回责任书 With the reason."""
    letters.require_visible(letter, actor_of(request))
    actions.withdraw_letter(letter=letter, by=actor_of(request), reason=request.POST.get("reason", ""))
    return redirect("letter", letter)


def _statement(request: HttpRequest, letter: UUID, act: str, text_sha256: str) -> Statement:
    return Statement(
        act=act,
        person=actor_of(request).person,
        says="同意" if act == ACT else "属实",
        text_sha256=text_sha256,
        letter=letter,
        dated=dated_in(request.POST.get("dated", "")),
        nonce=web.nonce(request),
    )


def new(request: HttpRequest, organ: UUID, lower: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """应签责任书 The letter that is due between two people, as it would be drawn now."""
    by, upper = actor_of(request), _upper(request)
    line = _due(by, organ, upper, lower)
    id, draft, before = actions.draft_of(line)
    context = {
        "line": line,
        "draft": draft,
        "text_sha256": draft.text_sha256,
        "before": before,
        "organ": organ_row(organ),
        "address": f"?upper={upper}" if upper else "",
        "known": Letter.objects.filter(pk=id).exists(),
        "mine": by.person in (upper, lower),
        "issues": _in_reach(by, organ_row(organ), "letter.issue"),
        "due": line.standing in AGAIN,
        "today": today(),
        "ask": ask(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/letter_new.html", context, refusal.status if refusal else 200)


@require_GET
def due(request: HttpRequest, organ: UUID) -> HttpResponse:
    """我应签的 The letter one owes at this organ and nobody has drawn yet."""
    by = actor_of(request)
    line = next(iter(waiting.owed_at(organ_row(organ).path, by.person)), None)
    if line is None:
        return redirect(f"{reverse('letters')}?mine=1")
    address = reverse("letter-new", args=[line.need.organ, line.need.lower])
    return redirect(f"{address}?upper={line.need.upper}" if line.need.upper else address)


def _due(by: Actor, organ: UUID, upper: UUID | None, lower: UUID) -> Line:
    """The need, for one of the two or somebody whose branch it is. Raises NotFound."""
    place = organ_row(organ)
    inside = _in_reach(by, place, "coverage.read", "letter.issue")
    line = letters.open_need(organ, upper, lower)
    if line is None or not (inside or by.person in (upper, lower)):
        raise NotFound("platform.not-found", "这两人之间今天没有应签的责任书，或不在您的管辖范围内")
    return line


def _upper(request: HttpRequest) -> UUID | None:
    given = request.GET.get("upper", "")
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise BadInput("platform.input", "上级的编号不对") from error


def anew(request: HttpRequest, organ: UUID, lower: UUID) -> HttpResponse:
    """重新签订 Draws the letter and signs one's own side: one click."""
    by, upper = actor_of(request), _upper(request)
    id, draft, _ = actions.draft_of(_due(by, organ, upper, lower))
    stated = _statement(request, id, ACT, request.POST.get("text_sha256", draft.text_sha256))
    if is_challenge(request):
        return challenge(request, stated)
    actions.sign_anew(by=by, organ=organ, upper=upper, lower=lower, signed=signed(request, stated))
    return redirect("letter", id)


def draw(request: HttpRequest, organ: UUID, lower: UUID) -> HttpResponse:
    """生成责任书 By whoever issues letters there, for others to sign."""
    entry = actions.draw_letter(by=actor_of(request), organ=organ, upper=_upper(request), lower=lower)
    return redirect("letter", entry.body["public"]["letter"])


def take_in(request: HttpRequest, organ: UUID, lower: UUID) -> HttpResponse:
    """登记纸面签订 With its reference and a scan, if there is one."""
    upload = request.FILES.get("scan")
    scan = files.put(upload.read(), upload.content_type or "application/octet-stream") if upload else None
    entry = actions.take_in_letter(
        by=actor_of(request),
        organ=organ,
        upper=_upper(request),
        lower=lower,
        signed_on=day_typed(request, "signed_on"),
        archive=request.POST.get("archive", ""),
        scan=scan,
    )
    return redirect("letter", entry.body["public"]["letter"])


def _new_again(request: HttpRequest, organ: UUID, refusal: Refusal | None = None) -> HttpResponse:
    assert request.resolver_match is not None
    return new(request, organ, request.resolver_match.kwargs["lower"], refusal)


def _in_reach(by: Actor, organ: Organ, *verbs: str) -> bool:
    return any(organ.path.startswith(path) for path in reaches(by, *verbs))


_ACTS = {"sign": sign, "confirm": confirm, "withdraw": withdraw}
_DUE = {"sign": anew, "draw": draw, "paper": take_in}
routes = [
    path("duties/letters/", index, name="letters"),
    path("duties/letters/<uuid:letter>/", show, name="letter"),
    *(
        path(f"duties/letters/<uuid:letter>/{name}", acting(_page)(view), name=f"letter-{name}")
        for name, view in _ACTS.items()
    ),
    path("duties/letters/due/<uuid:organ>/", due, name="letter-due"),
    path(DUE, require_GET(new), name="letter-new"),
    *(path(f"{DUE}{name}", acting(_new_again)(view), name=f"letter-new-{name}") for name, view in _DUE.items()),
]
