"""身在何处 The tree somebody works in, and what he may do, from the posts the request has read already."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from liuhen.organs.reads.rights import powers_from
from liuhen.organs.reads.tree import organ
from liuhen.rules.acting import actor_of

__all__ = ["allowed", "path_of", "root_of"]

STEP = 32


def path_of(request: HttpRequest) -> str:
    """本单位路径 The path of the organ one acts for."""
    by = actor_of(request)
    posts = request.person.posts  # type: ignore[attr-defined]
    return next((held.path for held in posts if held.organ == by.organ), "") or organ(by.organ).path


def root_of(request: HttpRequest) -> str:
    """本树路径 The path of the root above it."""
    return path_of(request)[:STEP]


def allowed(request: HttpRequest, verb: str, place: UUID | None = None) -> bool:
    """可否 Whether one's posts carry the verb at this organ; at one's own when none is named."""
    powers = powers_from(request.person.posts)  # type: ignore[attr-defined]
    return powers.allow(verb, organ(place).path if place else path_of(request))
