"""立簿 Makes a book: keys, locks and the first entry. Everything that should be there already is never made anew."""

from __future__ import annotations

import re

from django.db import connection

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger import keys, lockstore, sequencer, signing
from liuhen.ledger.book import Book
from liuhen.ledger.book_records import BookFounded, itself
from liuhen.ledger.entries import Entry
from liuhen.ledger.lockstore import Lock
from liuhen.ledger.models import EntryRow, VaultKey
from liuhen.ledger.origins import LOGS, origin_of
from liuhen.ledger.records import Actor
from liuhen.ledger.verify.merkle import EMPTY_ROOT

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*", re.ASCII)
MAX_NAME = 80


class MissingDatabase(Exception):
    """数据库缺失 There are no ledger tables here; a book is never begun in silence beside a lost one."""


def found(book: str, *, by: Actor | None = None) -> Entry:
    """立簿 Makes keys and locks of the three logs, writes the founding entry and signs the first checkpoints.

    Raises BadInput for a name that cannot be an origin, WrongState when anything of such a book exists,
    MissingDatabase without tables.
    """
    require_database()
    _check_name(book)
    _require_nothing(book)
    keys.make_key_encryption_key()
    origins = [origin_of(book, log) for log in LOGS]
    for origin in origins:
        keys.make_log_keys(origin)
    lockstore.create([Lock(origin, 0, EMPTY_ROOT, b"") for origin in origins])
    record = BookFounded(book=book, vkeys={origin: list(signing.vkeys(origin)) for origin in origins})
    entry = Book(book).append(record, by=by or itself(book))
    sequencer.run_once(book)
    return entry


def is_founded(book: str) -> bool:
    """是否已立簿 Whether this book's logs are known to the lock store."""
    return lockstore.find(origin_of(book, "public")) is not None


def require_database() -> None:
    """查验数据库 Raises MissingDatabase unless the ledger's tables are here."""
    if EntryRow._meta.db_table not in connection.introspection.table_names():
        raise MissingDatabase(f"数据库中没有存证簿的表：{connection.settings_dict['NAME']}")


def _check_name(book: str) -> None:
    if len(book) > MAX_NAME or not _NAME.fullmatch(book) or book.rpartition("/")[2] in LOGS:
        raise BadInput("platform.input", f"存证簿名称 {book!r} 只能由小写字母、数字、点、连字符和斜线组成")


def _require_nothing(book: str) -> None:
    left = [origin for origin in (origin_of(book, log) for log in LOGS) if keys.have_log_keys(origin)]
    if left:
        raise WrongState(
            "platform.book-exists", f"{left[0]} 的签名密钥已在，不能重新立簿；若锁库或数据库遗失，请恢复原件"
        )
    if any(lockstore.find(origin_of(book, log)) for log in LOGS):
        raise WrongState("platform.book-exists", f"锁库中已有 {book}，不能重新立簿；若密钥遗失，请恢复原件")
    if EntryRow.objects.filter(book=book).exists():
        raise WrongState("platform.book-exists", f"数据库中已有 {book} 的记录，不能重新立簿")
    if VaultKey.objects.exists() and not keys.have_key_encryption_key():
        raise WrongState("platform.book-exists", "保险柜已有内容而密钥加密密钥不在，请恢复密钥原件")
