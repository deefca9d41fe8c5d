"""清单页 Every list, one list as of a day with where it applies and its versions, and what a version changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.imports import items as sheet
from liuhen.mechanisms.duties.pages.choices import asked_id, posts_of_tree, units_of_tree
from liuhen.mechanisms.duties.pages.days import day_asked, day_typed
from liuhen.mechanisms.duties.pages.sheets import download
from liuhen.mechanisms.duties.pages.where import allowed, root_of
from liuhen.mechanisms.duties.reads import changes, lists, packs
from liuhen.mechanisms.duties.terms import Audience, ListSide, Side
from liuhen.organs.reads.staff import names, titles_of
from liuhen.organs.reads.tree import organ_names, organs_under
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 30
EDIT, PUBLISH = "list.edit", "list.publish"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """清单一览 The lists of the tree one works in."""
    return _index(request)


def _index(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    rows = lists.lists_of_book(organs_under(root_of(request)).order_by().values("pk"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    edits = allowed(request, EDIT) or allowed(request, PUBLISH)
    context = {
        "page": page,
        "newest": lists.newest_of(row.pk for row in page),
        "organs": organ_names(row.organ for row in page),
        "may_found": edits,
        "may_publish": allowed(request, PUBLISH),
        "packs": packs.packs().values() if edits else (),
        "sides": ListSide.choices,
        "place": by.organ,
        "units": units_of_tree(by.organ) if edits else [],
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/lists.html", context, refusal.status if refusal else 200)


def found(request: HttpRequest) -> HttpResponse:
    """建立清单 An empty list of one's own organ, or a whole shipped one."""
    if request.method != "POST":
        return redirect("duty-lists")
    by, code = actor_of(request), request.POST.get("pack", "")
    try:
        if code:
            entry = actions.load_pack(
                code=code, by=by, organ=by.organ, adopt_at=person_in(request, "adopt_at", optional=True)
            )
        else:
            entry = actions.found_list(
                by=by, organ=by.organ, name=request.POST.get("name", ""), side=request.POST.get("side", "")
            )
    except Refusal as refusal:
        return _index(request, refusal=refusal)
    return redirect("duty-list", entry.body["public"]["list"])


@require_GET
def show(request: HttpRequest, list: UUID) -> HttpResponse:
    """责任清单 As of a day."""
    return _page(request, list)


def _page(request: HttpRequest, list: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by, row, on = actor_of(request), lists.get(list), day_asked(request)
    versions = [*lists.versions_of(list)]
    asked = asked_id(request, "version")
    version = next((one for one in versions if one.pk == asked), None) or lists.version_on(list, on)
    held = lists.items_of(version.pk) if version else []
    adoptions, given = lists.adoptions_of(list), lists.assignments_of(list, on)
    edits = allowed(request, EDIT, row.organ) or allowed(request, PUBLISH, row.organ)
    context: dict[str, Any] = {
        "list": row,
        "on": on,
        "version": version,
        "groups": _groups(held),
        "counts": lists.counts_of(held),
        "audiences": Audience.choices,
        "side_words": dict(Side.choices),
        "versions": versions,
        "adoptions": adoptions,
        "stoppable": {one.pk for one in adoptions if edits and allowed(request, PUBLISH, one.organ)},
        "given": given,
        "organs": organ_names([row.organ, *(one.organ for one in adoptions)]),
        "titles": titles_of(one.post for one in given),
        "texts": {item.item: item for item in held},
        "names": names(one.published_by for one in versions),
        "may_edit": edits,
        "may_publish": allowed(request, PUBLISH, row.organ),
        "units": units_of_tree(by.organ) if edits else [],
        "posts": posts_of_tree(by.organ) if edits else [],
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/list.html", context, refusal.status if refusal else 200)


def _groups(held: list[Any]) -> list[tuple[str, str, list[Any]]]:
    found = [(code, str(word), [item for item in held if item.audience == code]) for code, word in Audience.choices]
    return [group for group in found if group[2]]


@require_GET
def compare(request: HttpRequest, list: UUID) -> HttpResponse:
    """版本比较 Any two versions; the newest and the one before when none are named (M77)."""
    actor_of(request)
    row, versions = lists.get(list), [*lists.versions_of(list)]
    chosen: dict[Any, Any] = {one.pk: one for one in versions}
    after = chosen.get(asked_id(request, "to")) or (versions[0] if versions else None)
    before = chosen.get(asked_id(request, "from")) or next(
        (one for one in versions if after and one.number < after.number), None
    )
    found = changes.between(before, after) if before and after and before.pk != after.pk else []
    people = {reason.person for one in found for reason in one.reasons}
    context = {
        "list": row,
        "versions": versions,
        "before": before,
        "after": after,
        "differences": found,
        "names": names(people),
    }
    return render(request, "duties/list_compare.html", context)


def adopt(request: HttpRequest, list: UUID) -> HttpResponse:
    """适用 At a unit, with or without everything below."""
    place = person_in(request, "organ")
    assert place is not None
    actions.adopt_list(
        list=list,
        by=actor_of(request),
        organ=place,
        deep=request.POST.get("deep") == "yes",
        since=day_typed(request, "since"),
    )
    return redirect("duty-list", list)


def lay_down(request: HttpRequest, list: UUID) -> HttpResponse:
    """停止适用 From a day on."""
    adoption = person_in(request, "adoption")
    assert adoption is not None
    actions.lay_down_list(adoption=adoption, by=actor_of(request), until=day_typed(request, "until"))
    return redirect("duty-list", list)


def give(request: HttpRequest, list: UUID) -> HttpResponse:
    """指定承担 An item to a post by name."""
    item, post = person_in(request, "item"), person_in(request, "post")
    assert item is not None and post is not None
    actions.assign_item(list=list, item=item, post=post, by=actor_of(request), since=day_typed(request, "since"))
    return redirect("duty-list", list)


def take_back(request: HttpRequest, list: UUID) -> HttpResponse:
    """收回指定 From a day on."""
    assignment = person_in(request, "assignment")
    assert assignment is not None
    actions.take_back_item(assignment=assignment, by=actor_of(request), until=day_typed(request, "until"))
    return redirect("duty-list", list)


@require_GET
def export(request: HttpRequest, version: UUID) -> HttpResponse:
    """导出清单 A version as a sheet."""
    actor_of(request)
    row = lists.version(version)
    return download(sheet.written(lists.items_of(version)), f"duty-list-v{row.number}")


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """模板 The empty sheet."""
    return download(sheet.template(), "duty-list-template")


_ACTS = {"adopt": adopt, "lay-down": lay_down, "give": give, "take-back": take_back}
routes = [
    path("duties/lists/", index, name="duty-lists"),
    path("duties/lists/found", found, name="duty-list-found"),
    path("duties/lists/template.xlsx", template, name="duty-list-template"),
    path("duties/lists/versions/<uuid:version>/items.xlsx", export, name="duty-list-export"),
    path("duties/lists/<uuid:list>/", show, name="duty-list"),
    path("duties/lists/<uuid:list>/compare", compare, name="duty-list-compare"),
    *(
        path(f"duties/lists/<uuid:list>/{name}", acting(_page)(view), name=f"duty-list-{name}")
        for name, view in _ACTS.items()
    ),
]
