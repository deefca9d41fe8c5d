"""拒绝的说明 A refusal with what its rule says: title, quotation and source, for a page or the API."""

from __future__ import annotations

from typing import Any

from liuhen.kit.refusals import Refusal
from liuhen.rules import guard, rulebook
from liuhen.rules.titles import title_of
from liuhen.ui import refusals


def explained(refusal: Refusal) -> dict[str, Any]:
    """说明拒绝 {rule, title, quote, source, message, next, fields}: the one stable shape of a refusal."""
    text = guard.explain(refusal.rule)
    given = {"title": title_of(rulebook.rule(refusal.rule)), "quote": text.quote, "source": text.source}
    return {**refusals.shown(refusal), **given, "next": refusal.next_step}
