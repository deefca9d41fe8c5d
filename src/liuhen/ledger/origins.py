"""日志名 What a book's logs are called: the origin line of their checkpoints and the name of their keys.

A book "fengtai" has the logs "fengtai/public", "fengtai/internal" and "fengtai/sealed". A new epoch goes on with
the same trees under new names ("fengtai/public/2"), so that nobody takes it for the log it broke away from.
"""

from __future__ import annotations

from django.db.models import Case, CharField, Count, Exists, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from liuhen.ledger.models import EntryRow

PUBLIC, INTERNAL, SEALED = LOGS = ("public", "internal", "sealed")
EPOCH_KIND = "ledger.epoch-opened/1"
FOUNDING_KIND = "ledger.book-founded/1"


def origin_of(book: str, log: str, epoch: int = 1) -> str:
    """日志名 The origin of one log in one epoch."""
    return f"{book}/{log}" if epoch == 1 else f"{book}/{log}/{epoch}"


def parse(origin: str) -> tuple[str, str, int]:
    """拆分 Book, log and epoch of an origin. Raises ValueError for anything else."""
    head, _, last = origin.rpartition("/")
    epoch = 1
    if last.isdigit() and last.isascii():
        epoch, (head, _, last) = int(last), head.rpartition("/")
    if last not in LOGS or not head or origin_of(head, last, epoch) != origin:
        raise ValueError(f"{origin!r} is no log's name")
    return head, last, epoch


def epoch_of(book: str) -> int:
    """纪元 The book's current epoch, counted from 1."""
    return 1 + own_entries(book).filter(kind=EPOCH_KIND).count()


def own_entries(book: str) -> QuerySet[EntryRow]:
    """本簿卷 The entries on the book's own file, found by index: every page and every tick asks."""
    return EntryRow.objects.filter(book=book, subject_kind="book", subject_id=book)


def current_in_sql(book: str, log: str) -> Case:
    """现用日志名（库内） The same as `current`, for a query that need not be two."""
    opened = own_entries(book).filter(kind=EPOCH_KIND).order_by().values("book").annotate(n=Count("pk")).values("n")
    later = Concat(Value(f"{book}/{log}/"), Cast(Subquery(opened) + 1, CharField()))
    return Case(When(~Exists(opened), then=Value(origin_of(book, log))), default=later, output_field=CharField())


def current(book: str, log: str) -> str:
    """现用日志名 The origin under which this log signs now."""
    return origin_of(book, log, epoch_of(book))
