"""检索页 One question, every kind of answer the person may see."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from liuhen.doors.web import finding
from liuhen.organs import reads
from liuhen.ui.pages import render

FIRST, PER_PAGE = 8, 50
"""先列 So many of each kind on the page of all kinds, and of one kind on a page of its own."""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """检索 The first of every kind, or all of one kind page by page."""
    typed = request.GET.get("q", "")
    words, kind = finding.words_in(typed), request.GET.get("kind", "")
    powers = reads.powers_from(request.person.posts)  # type: ignore[attr-defined]
    open_kinds = list(finding.open_to(request.actor, powers, words))  # type: ignore[attr-defined]
    chosen = next((one for one in open_kinds if one[0].code == kind), None)
    context = {
        "typed": " ".join(words),
        "kinds": [source for source, _ in open_kinds],
        "chosen": chosen[0] if chosen else None,
        "page": Paginator(chosen[1], PER_PAGE).get_page(request.GET.get("page")) if chosen and words else None,
        "groups": [],
        "words": words,
        "shown": lambda source, row: source.shown(row, words),
    }
    if words and not chosen:
        rows = [(source, list(found[: FIRST + 1])) for source, found in open_kinds]
        context["groups"] = [(source, some[:FIRST], len(some) > FIRST) for source, some in rows if some]
    return render(request, "web/search.html", context)
