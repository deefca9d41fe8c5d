"""The row that everybody writes: plainly, with django-simple-history where it is installed, and through the book."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from django.db import transaction

from liuhen.kit import clock
from tests.ledger import sample

HISTORY = find_spec("simple_history") is not None


def prepare() -> None:
    """Adds the sample mechanism, and the rival's table, before the tables are made."""
    sample.install()
    if HISTORY:
        from django.apps import AppConfig, apps

        for name in ("simple_history", "tests.bench.history"):
            config = AppConfig.create(name)
            config.apps = apps
            apps.app_configs[config.label] = config
            config.import_models()
        apps.clear_cache()


def plain() -> None:
    """One plain Django save in a transaction."""
    from tests.ledger.sample.models import Notice

    with transaction.atomic():
        Notice(id=uuid4(), text="公告").save(force_insert=True)


def history() -> None:
    """The same with its history kept by django-simple-history."""
    from tests.bench.history.models import Followed

    with transaction.atomic():
        Followed(id=uuid4(), text="公告").save(force_insert=True)


def ledgered(book: Any, actor: Any) -> None:
    """The same row through the book."""
    from tests.ledger.sample.records import NoticePosted

    book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)


def ledgered_sealed(book: Any, actor: Any, person: Any) -> None:
    """A row with one internal and one sealed value, whose ciphertext goes to the vault."""
    from tests.ledger.sample.records import NoteWritten

    book.append(NoteWritten(note=uuid4(), title="题目", words="内容", person=person), by=actor)


def plain_note() -> None:
    """The plain save of the row that goes with it."""
    from tests.ledger.sample.models import Note

    with transaction.atomic():
        Note(id=uuid4(), title="题目", entry=uuid4(), recorded=clock.now()).save(force_insert=True)
