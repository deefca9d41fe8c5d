"""人员页 The roll of an organ, one person, and the beginning and end of tenures."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from liuhen.kit.refusals import Refusal
from liuhen.organs import actions, permits, reads
from liuhen.organs.actions.grants import GRANTABLE_WORDS
from liuhen.organs.imports import KINDS
from liuhen.organs.models import Person
from liuhen.organs.pages.guard import day, paged, sheet_response, signed_in, typed_day, typed_id
from liuhen.organs.powers import post_kinds
from liuhen.ui import sheets
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@signed_in
def people(request: HttpRequest, organ: UUID) -> HttpResponse:
    """人员名册 People registered or in office at the organ and below."""
    found, on, words = reads.organ(organ), day(request), request.GET.get("q", "").strip()
    permits.require_any(request.actor, ("people.read", "people.edit"), found)
    may_edit = permits.may_at(request.actor, "people.edit", found)
    refusal = None
    if request.method == "POST":
        try:
            actions.register_person(
                by=request.actor, organ=organ, name=request.POST.get("name", ""), number=request.POST.get("number", "")
            )
            return redirect(request.get_full_path())
        except Refusal as error:
            refusal = error
    page = paged(request, reads.people(found.path, words, on))
    context = {
        "organ": found,
        "on": on,
        "words": words,
        "page": page,
        "held": reads.posts_of_many([row.pk for row in page], on),
        "may_edit": may_edit,
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
    }
    return render(request, "organs/people.html", context, refusal.status if refusal else 200)


@signed_in
def people_sheet(request: HttpRequest, organ: UUID) -> HttpResponse:
    """人员表 The roll of the day as a sheet, one line per post held."""
    found, on = reads.organ(organ), day(request)
    permits.require_any(request.actor, ("people.read", "people.edit"), found)
    words = {code: kind.word for code, kind in post_kinds().items()}
    lines = (
        {
            "number": row.person.number,
            "name": row.person.name,
            "organ": row.post.organ.code,
            "kind": words.get(row.post.kind, row.post.kind),
            "title": row.post.title,
            "chief": row.post.chief,
            "seats": row.post.seats,
            "since": row.since,
            "document": row.document,
        }
        for row in reads.tenures_under(found.path, on)
    )
    return sheet_response(sheets.write(KINDS["people"].columns, lines, title="人员与任职"), "people")


@signed_in
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """人员页 A person's tenures, groups and grants: for himself and for those in charge of people."""
    found = reads.person(person)
    _require_may_see(request, found)
    context = {
        "found": found,
        "tenures": reads.tenures_of(person),
        "groups": reads.groups_of_person(person),
        "grants": reads.grants_of(person),
        "verbs": GRANTABLE_WORDS,
        "own": request.actor.person == person,
        "may_edit": permits.may_at(request.actor, "people.edit", found.organ),
        "posts": _vacant(request, found),
    }
    return render(request, "organs/person.html", context)


@signed_in
@require_POST
def correct(request: HttpRequest, person: UUID) -> HttpResponse:
    """更正人员信息 Another name or number; what stood before stays in the book."""
    given = request.POST
    actions.correct_person(by=request.actor, person=person, name=given.get("name", ""), number=given.get("number", ""))
    return redirect("organs:person", person)


@signed_in
@require_POST
def tenure(request: HttpRequest, person: UUID) -> HttpResponse:
    """任免 Begins or ends a tenure of this person."""
    document, since = request.POST.get("document", ""), typed_day(request, "day")
    if request.POST.get("verb") == "end":
        actions.end_tenure(by=request.actor, tenure=typed_id(request, "tenure"), until=since, document=document)
    else:
        actions.begin_tenure(
            by=request.actor, person=person, post=typed_id(request, "post"), since=since, document=document
        )
    return redirect("organs:person", person)


def _require_may_see(request: HttpRequest, found: Person) -> None:
    if request.actor.person != found.pk:
        permits.require_any(request.actor, ("people.read", "people.edit"), found.organ)


def _vacant(request: HttpRequest, found: Person) -> list[tuple[UUID, str]]:
    """Posts of the person's own organ with a seat free today, to choose from."""
    if not permits.may_at(request.actor, "people.edit", found.organ):
        return []
    posts = reads.posts_with_holders(found.organ_id)
    return [(post.pk, f"{found.organ.name} {post.title}") for post, held in posts if len(held) < post.seats]
