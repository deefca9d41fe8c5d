"""责任书打印页 One letter, or all of a campaign in one document."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.papers.letter import batch_form, letter_form
from liuhen.mechanisms.duties.reads import campaigns, letters
from liuhen.organs.models import Organ, below
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.rules.acting import actor_of
from liuhen.ui import paper

PDF = "application/pdf"
MOST = 300
"""一次打印 As many letters as one document takes in a few seconds; `?page=2` gives the next ones."""


@require_GET
def one(request: HttpRequest, letter: UUID) -> HttpResponse:
    """打印一份"""
    row = letters.require_visible(letter, actor_of(request))
    return _pdf(paper.render("letter", letter_form(row)).pdf, f"letter-{row.pk}")


@require_GET
def all_of(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """合订打印 The letters of the year in the campaign's branch, in the order of the tree."""
    row = campaigns.require_visible(campaign, actor_of(request))
    inside = Organ.objects.filter(below(organ_row(row.organ).path)).values("pk")
    rows = Letter.objects.filter(year=row.year, organ__in=inside).exclude(signed_on=None).select_related("words")
    given = request.GET.get("page", "1")
    start = (int(given) - 1) * MOST if given.isascii() and given.isdigit() and 0 < len(given) < 6 else 0
    some = list(rows.order_by("organ", "kind", "id")[max(0, start) : max(0, start) + MOST])
    if not some:
        raise NotFound("platform.not-found", "还没有已签的责任书可以打印")
    return _pdf(paper.render("letters", batch_form(some, row.name)).pdf, f"letters-{row.year}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, PDF, headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


routes = [
    path("duties/letters/<uuid:letter>/letter.pdf", one, name="letter-pdf"),
    path("duties/campaigns/<uuid:campaign>/letters.pdf", all_of, name="letters-pdf"),
]
