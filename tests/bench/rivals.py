"""The row that everybody writes: plainly, with django-simple-history where it is installed, and through the book.

Plain is one save in one transaction, on the disk when it returns: what an application does that keeps no trace at all.
One that does keep a trace is simple-history. The chain is what the book is not: one head, locked by every writer.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

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


def make_chain() -> None:
    """The one head that every writer of the chain locks."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_chain (id integer PRIMARY KEY, head varchar(64) NOT NULL)")
        cursor.execute("INSERT INTO bench_chain (id, head) VALUES (1, '')")


def chained() -> None:
    """The plain save, and its hash on top of everybody's last one."""
    from tests.ledger.sample.models import Notice

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT head FROM bench_chain WHERE id = 1 FOR UPDATE")
            (head,) = cursor.fetchone()
            notice = Notice(id=uuid4(), text="公告")
            cursor.execute("UPDATE bench_chain SET head = %s", [sha256(f"{head}{notice.id}".encode()).hexdigest()])
        notice.save(force_insert=True)


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
