"""去处 Where shared parts link to. The parts name a destination; the settings say which route it is.

`UI_ROUTES = {"entry": "book:entry", ...}`; a destination without a route is left out, never a dead link.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import NoReverseMatch, reverse

DESTINATIONS = ("home", "entry", "rule", "verify", "login", "logout", "account", "complaint", "search", "language")
DEFAULTS = {"language": "ui:language"}


def to(destination: str, *args: object) -> str:
    """去处地址 The address of a shared destination, or "" where this installation has none."""
    if destination not in DESTINATIONS:
        raise KeyError(destination)
    name = {**DEFAULTS, **getattr(settings, "UI_ROUTES", {})}.get(destination)
    if not name:
        return ""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def url(name: str, *args: object, **kwargs: object) -> str:
    """地址 The address of a route; raises NoReverseMatch for one that does not exist."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
