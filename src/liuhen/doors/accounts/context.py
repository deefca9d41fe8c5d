"""页面上的身份 What every page knows of the person: for the head of the page and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def identity(request: HttpRequest) -> dict[str, Any]:
    """身份 `person` for `ui/_who.html`; None for a stranger."""
    return {"person": getattr(request, "person", None)}
