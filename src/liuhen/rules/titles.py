"""标题 The title of a rule in the page's language: every rule file gives it in Chinese and in English."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import get_language

from liuhen.rules.texts import Title


class Titled(Protocol):
    """有标题者 A rule or a rule set."""

    @property
    def title(self) -> Title: ...


def title_of(found: Titled) -> str:
    """标题 English for a page in English, else Chinese; quotation and reading stay as they are written."""
    return found.title.en if (get_language() or "").startswith("en") else found.title.zh
