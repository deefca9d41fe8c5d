"""The browsers in these offices are Chromium 86: what came later stands in no stylesheet and no script of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui.conftest import SOURCE, UI

STYLES = sorted(SOURCE.glob("**/static/**/*.css"))
SCRIPTS = sorted(p for p in SOURCE.glob("**/static/**/*.js"))
LATER_CSS = {  # feature → the version of Chromium that brought it
    r":has\(": 105,
    r":is\(|:where\(": 88,
    r":not\([^)]*,": 88,
    r"@container|container-type": 105,
    r"@layer": 99,
    r"@scope": 118,
    r"@starting-style": 117,
    r"\binset(-block|-inline)?(-start|-end)?\s*:": 87,
    r"\b(margin|padding|border)-(inline|block)\s*:": 87,
    r"aspect-ratio\s*:": 88,
    r"accent-color": 93,
    r"color-mix\(|oklch\(|oklab\(|\blab\(|\blch\(|\bhwb\(": 101,
    r"\d(dvh|svh|lvh|dvw|svw|cqw|cqi)\b": 108,
    r"text-wrap\s*:": 114,
    r"subgrid": 117,
    r"overflow(-[xy])?\s*:\s*clip": 90,
    r"scrollbar-gutter": 94,
    r"text-underline-offset|text-decoration-thickness": 89,
    r"[;{]\s*(scale|rotate|translate)\s*:": 104,
    r"@media[^{]*(width|height)\s*[<>]": 104,
    r"(^|[;{}])\s*&": 112,
    r"text-emphasis": 99,
    r"forced-colors": 89,
    r"@property": 85 + 1,
}
LATER_JS = {
    r"\.at\(": 92,
    r"Object\.hasOwn": 93,
    r"structuredClone": 98,
    r"\.findLast(Index)?\(": 97,
    r"randomUUID": 92,
    r"\.to(Sorted|Reversed|Spliced)\(": 110,
    r"Object\.groupBy|Map\.groupBy": 117,
    r"AbortSignal\.(timeout|any)": 103,
    r"parse(Creation|Request)OptionsFromJSON": 129,
    r"Promise\.withResolvers": 119,
    r"URL\.canParse": 120,
    r"Array\.fromAsync": 121,
    r"checkVisibility": 105,
    r"showPopover|popovertarget": 114,
    r"\.replaceAll\(.*\$<": 87,
    r"static\s*\{": 94,
}
FORBIDDEN_JS = {r"\beval\(": "eval", r"new Function\(": "Function", r"https?://(?!www\.w3\.org)": "another host"}
# Vendored code asks before it uses what came later; only its syntax is built for Chromium 86.
ASKS_FIRST = "vendor"


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def later(text: str, features: dict[str, int]) -> list[str]:
    """The features of a text that Chromium 86 does not have."""
    return [f"{p} needs Chromium {v}" for p, v in features.items() if re.search(p, _without_comments(text), re.M)]


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_styles(path: Path) -> None:
    assert not later(path.read_text(encoding="utf-8"), LATER_CSS)


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_no_style_asks_another_host_or_adds_weight(path: Path) -> None:
    text = _without_comments(path.read_text(encoding="utf-8"))
    assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//|data:", text)
    assert not re.search(r"box-shadow|text-shadow|gradient\(", text)


@pytest.mark.parametrize("path", [p for p in SCRIPTS if ASKS_FIRST not in p.parts], ids=lambda p: p.name)
def test_scripts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not later(text, LATER_JS)
    assert not [name for pattern, name in FORBIDDEN_JS.items() if re.search(pattern, _without_comments(text))]


def test_the_lint_sees_a_fault() -> None:
    css = [
        "a:has(b){}",
        "p{inset:0}",
        "p{&:hover{}}",
        "p{aspect-ratio:1}",
        "@media (width >= 3px){}",
        "p{margin-inline:0}",
    ]
    assert all(later(text, LATER_CSS) for text in css)
    assert not later(":root{--inset-x:1}p{margin:0}/* :has( */", LATER_CSS)
    assert all(later(text, LATER_JS) for text in ("a.at(-1)", "structuredClone(a)", "crypto.randomUUID()"))


def test_our_styles_stay_small() -> None:
    assert sum(p.stat().st_size for p in (UI / "static/ui").glob("*.css")) < 20_000
