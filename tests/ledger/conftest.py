"""存证簿测试 A book of its own for each test, in folders that go away."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.ledger import sample

sample.install()

from liuhen.ledger import guards  # noqa: E402
from liuhen.ledger.book import Actor, Book  # noqa: E402
from liuhen.ledger.founding import found  # noqa: E402


@pytest.fixture
def places(settings, folders: Path) -> Path:
    """目录 Keys, locks and files of this test alone (the folders are set for every test), and the book's name."""
    settings.LIUHEN_BOOK = "test.example/county"
    return folders


@pytest.fixture
def book(db, places) -> Book:
    """已立之簿 A founded book with its first checkpoints."""
    found("test.example/county")
    return Book("test.example/county")


@pytest.fixture
def actor() -> Actor:
    """行为人 Somebody of some organ."""
    return Actor(person=uuid4(), organ=uuid4(), post=uuid4())


@pytest.fixture
def attack():
    """攻击者 Runs statements as somebody who owns the database: no guard stands in the way."""

    def run(statement: str, *values: object) -> int:
        with guards.lifted(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount

    return run
