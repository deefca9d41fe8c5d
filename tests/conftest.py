"""What every test gets: folders of its own, one of the two databases, and a look at the whole book at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import browser, depth
from tests.browser import axe, browser_context_args, browser_type_launch_args, faults, new_context  # noqa: F401
from tests.guards import let_flush_pass

# Playwright keeps an event loop in the thread of the tests; Django would refuse to be called there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
POSTGRES = os.environ.get("LIUHEN_TEST_DB") == "postgres"


def pytest_configure(config: pytest.Config) -> None:
    if browser.required() and browser.missing():
        raise pytest.UsageError(f"the journeys need {browser.missing()}")


def pytest_report_header() -> list[str]:
    """What this run leaves out, so that nobody takes a shorter run for the whole."""
    lacks = browser.missing()
    return [
        f"database: {'PostgreSQL' if POSTGRES else 'SQLite'}",
        *([f"journeys left out, no {lacks}"] if lacks else []),
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this run is not for: PostgreSQL's run repeats the tests of the database only."""
    wanted = [item for item in items if _wanted(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = wanted


def _wanted(item: pytest.Item) -> bool:
    if item.get_closest_marker("deep") and not depth.DEEP:
        return False
    if item.get_closest_marker("journey"):
        return not POSTGRES and not browser.missing()
    if item.get_closest_marker("postgres"):
        return POSTGRES
    return not POSTGRES or _uses_database(item)


def _uses_database(item: Any) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & {"db", "transactional_db", "live_server"})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    let_flush_pass()


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    """Keys, lock store and files of this test alone."""
    from liuhen.ledger import vault

    settings.LIUHEN_DATA = tmp_path
    for name in ("KEYS", "LOCKS", "FILES"):
        setattr(settings, f"LIUHEN_{name}", tmp_path / name.lower())
    vault.forget_cached_keys()
    return tmp_path


@pytest.fixture(autouse=True)
def whole_book(request: pytest.FixtureRequest, folders: Path) -> Iterator[None]:
    """After every test with a database: the whole book proves itself, and a replay gives the same tables.

    A test that breaks the book on purpose says so with `@pytest.mark.tampers`.
    """
    if not _uses_database(request.node):
        yield
        return
    request.getfixturevalue("db")  # so that this ends before the database is taken away
    yield
    if not request.node.get_closest_marker("tampers"):
        from liuhen.ledger import audit

        faults = audit.check_all(guards=True)
        assert not faults, "the book does not prove itself:\n" + "\n".join(map(str, faults))
