"""簿况 How the book stands, in numbers alone: what waits, how long the logs are, when they were signed last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from liuhen.ledger import checkpoints
from liuhen.ledger.models import Pending
from liuhen.ledger.origins import LOGS, current
from liuhen.ledger.store import Store


@dataclass(frozen=True)
class LogHealth:
    """日志状况 One log: entries with an index, entries waiting for one, and the last checkpoint."""

    log: str
    origin: str
    stored: int
    waiting: int
    signed: int
    signed_at: datetime | None


def of_book(book: str) -> list[LogHealth]:
    """簿况 The three logs of a book."""
    rows = Pending.objects.filter(book=book).order_by().values_list("log").annotate(n=Count("pk"))
    waiting: dict[str, int] = dict(rows)
    return [_of(book, log, waiting.get(log, 0)) for log in LOGS]


def _of(book: str, log: str, waiting: int) -> LogHealth:
    last = checkpoints.latest(book, log)
    signed, at = (last.size, last.signed_at) if last else (0, None)
    return LogHealth(log, current(book, log), Store(book, log).size(), waiting, signed, at)
