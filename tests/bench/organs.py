"""Organs: the country's townships through the book, and an organ's page with few and with many subordinates.

`python -m tests.bench.organs` runs it alone, in a test database of its own.
"""

from __future__ import annotations

import os
import statistics
import time
from datetime import date
from uuid import UUID, uuid4

from tests.bench.figures import Figure, at_most, size

SINCE = date(2020, 1, 1)
BOOK = "bench.liuhen/nation"
MOST_SECONDS, MOST_MILLISECONDS, MOST_QUERIES = 60, 300, 15


def run() -> list[Figure]:
    """The figures. Needs an empty, migrated database."""
    from liuhen.ledger import founding
    from liuhen.ledger.records import Actor
    from liuhen.organs import actions
    from liuhen.organs.fengtai import district, establish
    from liuhen.organs.models import Organ

    started = time.perf_counter()
    establish()
    lines = [Figure("the demonstration district established", f"{time.perf_counter() - started:.1f} s")]
    founding.found(BOOK)
    root = uuid4()
    # A second tree: the founder of the first is the only one who may begin it without an administrator.
    by = Actor(person=Organ.objects.get(parent=None).founder, organ=root)
    actions.establish_organ(by=by, id=root, name="全国", kind="nation", since=SINCE, book=BOOK)
    lines.append(_import(by, root))
    client = _signed_in(str(district().people["personnel-officer"]))
    for what, count in (("an organ's page, 10 subordinates", 10), ("the same, 10,000 subordinates", size(10_000, 100))):
        lines.append(_page(client, what, _wide(by, root, count)))
    return lines


def _import(by: object, root: UUID) -> Figure:
    from liuhen.organs.divisions import import_divisions
    from liuhen.organs.models import Organ

    started = time.perf_counter()
    count = import_divisions(by=by, root=root, since=SINCE, prefix=size("", "110106"))
    took = time.perf_counter() - started
    townships = Organ.objects.filter(kind="township", path__startswith=root.hex).count()
    what = f"{count:,} divisions imported, {townships:,} of them townships"
    return at_most(what, took, MOST_SECONDS, f"{took:.1f} s, {count / took:,.0f}/s", " s")


def _wide(by: object, root: UUID, children: int) -> UUID:
    """An organ with so many direct subordinates."""
    from liuhen.ledger.book import Book, Writing
    from liuhen.organs import actions
    from liuhen.organs import records as r
    from liuhen.organs.kinds import OrganKind

    wide = uuid4()
    actions.establish_organ(by=by, id=wide, parent=root, name=f"示例单位{children}", kind="enterprise", since=SINCE)
    made = [
        r.OrganEstablished(
            organ=uuid4(), parent=wide, kind=OrganKind.OFFICE, code="", name=f"科室{n}", since=SINCE, book=""
        )
        for n in range(children)
    ]
    Book(BOOK).append_many([Writing(record, by, organ=record.organ) for record in made])
    return wide


def _signed_in(person: str) -> object:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from liuhen.doors.accounts import rolls

    call_command("collectstatic", interactive=False, verbosity=0)
    settings.LIUHEN_SECOND_FACTOR = False
    rolls.open_account(person, "bench", "correct-horse-battery", temporary=False)
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/login", {"login": "bench", "password": "correct-horse-battery"})
    assert answer.status_code == 302, answer.content
    return client


def _page(client: object, what: str, organ: UUID) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = f"/organs/{organ}/"
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    times = []
    for _ in range(size(20, 2)):
        started = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - started) * 1000)
    shown = f"p50 {statistics.median(times):.0f}, max {max(times):.0f} ms; {len(asked)} questions in all"
    met = max(times) <= MOST_MILLISECONDS and len(asked) <= MOST_QUERIES
    return Figure(what, shown, f"≤ {MOST_MILLISECONDS} ms, ≤ {MOST_QUERIES} questions", met)


def main() -> None:
    """Alone: a test database, the lines, and the database is gone again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "liuhen.config.testing"
    import django

    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        for one in run():
            print(f"{one.what:<50} {one.measured:<50} {one.bar:<28} {one.verdict}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
