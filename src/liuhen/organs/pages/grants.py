"""授权页 Looking beyond one's posts: for an organ and all below it, until a day, for a reason; can be taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.organs import actions, permits, reads
from liuhen.organs.actions.grants import GRANTABLE_WORDS
from liuhen.organs.pages.choosing import chosen_person, found_people
from liuhen.organs.pages.guard import paged, signed_in, typed_day, typed_id
from liuhen.organs.reads.grants import grants_at
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@signed_in
def grants(request: HttpRequest, organ: UUID) -> HttpResponse:
    """授权 What is granted here and below; for whoever gives grants, and for who reviews them."""
    found, refusal = reads.organ(organ), None
    permits.require_any(request.actor, ("grant.give", "grant.review"), found)
    if request.method == "POST":
        try:
            _change(request, organ)
            return redirect("organs:grants", organ)
        except Refusal as error:
            refusal = error
    context = {
        "organ": found,
        "page": paged(request, grants_at(found.path)),
        "verbs": GRANTABLE_WORDS,
        "choices": list(GRANTABLE_WORDS.items()),
        "may_give": permits.may_at(request.actor, "grant.give", found),
        "seek": request.GET.get("seek", request.POST.get("seek", "")).strip(),
        "people": found_people(request, organ),
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields) if refusal else Kept(),
    }
    return render(request, "organs/grants.html", context, refusal.status if refusal else 200)


def _change(request: HttpRequest, organ: UUID) -> None:
    if request.POST.get("verb") == "withdraw":
        actions.withdraw_grant(by=request.actor, grant=typed_id(request, "grant"))
        return
    until = typed_day(request, "until")
    if until is None:
        raise BadInput("platform.input", "请填写截止日期", fields={"until": "请填写截止日期"})
    actions.give_grant(
        by=request.actor,
        person=chosen_person(request)[0],
        verb=request.POST.get("what", ""),
        organ=organ,
        until=until,
        reason=request.POST.get("reason", ""),
    )
