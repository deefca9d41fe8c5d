"""Chromium for the journeys. A page that writes an error to the console or breaks the content policy fails its test."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
# Debian's browser asks the network for updates and accounts; a test machine answers none of it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A refusal is one of the product's answers, not a fault of the page that shows it.
REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (403|409|422)")
REPORT_VIOLATIONS = """addEventListener('securitypolicyviolation',
    e => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI}`))"""


def missing() -> str:
    """What the journeys lack on this machine; nothing when they can run."""
    return ", ".join(str(path) for path in (CHROMIUM, AXE) if not path.exists())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the pages of this test complained of; it must end empty."""
    found: list[str] = []
    yield found
    assert not found, "the browser complained:\n" + "\n".join(found)


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], live_server: Any, faults: list[str]
) -> Callable[..., BrowserContext]:
    """One more person's browser: `new_context(viewport={"width": 390, "height": 844})`."""

    def open_context(**options: Any) -> BrowserContext:
        context = new_context(base_url=live_server.url, **options)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", lambda message: faults.extend(_fault(message)))
        context.on("weberror", lambda error: faults.append(_uncaught(error)))
        return context

    return open_context


def _fault(message: ConsoleMessage) -> list[str]:
    if message.type != "error" or REFUSAL.search(message.text):
        return []
    where = message.page.url if message.page else ""
    return [f"{where}: {message.text}"]


def _uncaught(error: WebError) -> str:
    return f"{error.page.url if error.page else ''}: {error.error}"


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails on a serious or critical finding of axe-core: `axe(page)`."""
    script = AXE.read_text(encoding="utf-8")

    def look(page: Page) -> None:
        page.evaluate(script)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [found for found in result["violations"] if found["impact"] in {"serious", "critical"}]
        assert not grave, "\n".join(_finding(page, found) for found in grave)

    return look


def _finding(page: Page, found: dict[str, Any]) -> str:
    places = "\n    ".join(node["html"] for node in found["nodes"][:5])
    return f"{page.url}: {found['id']} ({found['impact']}): {found['help']}\n    {places}"


def required() -> bool:
    """Whether a machine without a browser fails instead of going without."""
    return os.environ.get("CI", "") == "true"
