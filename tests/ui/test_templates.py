"""All templates of the product: they can be read, and hold nothing the content policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.ui.conftest import SOURCE

TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "event attribute": re.compile(r"<[^>{}]*\son\w+\s*=", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "htmx code": re.compile(r"\bhx-on\b|hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:", re.I),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "unescaped value": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_the_content_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found, f"{template}: {found}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_can_be_read(template: Path) -> None:
    env = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    tree = env.parse(template.read_text(encoding="utf-8"))
    assert tree.body or template.stat().st_size == 0


def test_the_walk_sees_a_fault() -> None:
    bad = [
        "<script>x</script>",
        '<p style="x">',
        "<b onclick=x>",
        '<a href="javascript:x">',
        '<img src="//x">',
        "{{ x|safe }}",
    ]
    assert all(any(p.search(text) for p in FORBIDDEN.values()) for text in bad)
    assert not FORBIDDEN["inline script"].search('<script defer src="x.js"></script>')
