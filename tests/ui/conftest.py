"""What the tests of the page parts share: routes to lead to, and a way to show one macro."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

import liuhen.ui

UI = Path(liuhen.ui.__file__).parent
SOURCE = UI.parent
IMPORT = '{% import "ui/parts.html" as ui %}'


@pytest.fixture(autouse=True)
def routes(settings: Any) -> None:
    """The smallest site: shared parts lead to a rule page, an entry page and the style guide."""
    settings.ROOT_URLCONF = "tests.ui.urls"
    settings.UI_ROUTES = {"home": "ui:guide", "rule": "rule", "entry": "entry", "login": "login"}
    settings.UI_GUIDE = True


@pytest.fixture
def show() -> Callable[..., str]:
    """Renders one piece of a template: `show("{{ ui.state('good', word) }}", word="已归档")`."""
    engine = next(e for e in engines.all() if type(e).__name__ == "Pages")

    def render(source: str, **context: Any) -> str:
        return str(engine.from_string(IMPORT + source).render(context))

    return render
