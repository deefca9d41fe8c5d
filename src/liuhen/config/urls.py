"""地址 Every part that has a `urls` module is reached at its prefix; a part without one has no pages."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

# Parts that live under an address of their own; the others bring whole addresses with them.
PREFIX = {"liuhen.ui": "ui/", "liuhen.doors.api": "api/"}


def roads() -> list[URLPattern | URLResolver]:
    """路由 One include for each of our parts, in the order of the settings."""
    parts = [name for name in settings.OURS if module_has_submodule(import_module(name), "urls")]
    return [path(PREFIX.get(name, ""), include(f"{name}.urls")) for name in parts]


urlpatterns = roads()

handler400 = "liuhen.ui.errors.bad_request"
handler403 = "liuhen.ui.errors.permission_denied"
handler404 = "liuhen.ui.errors.not_found"
handler500 = "liuhen.ui.errors.server_error"
