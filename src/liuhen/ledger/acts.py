"""办理 The transaction of one act: alone with the file it is about, and all of it or nothing."""

from __future__ import annotations

from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

from django.db import IntegrityError, transaction

from liuhen.kit.refusals import Raced
from liuhen.ledger.locks import alone_with
from liuhen.ledger.statements import Road, road

Held = frozenset[tuple[str, ...]]
_held: ContextVar[Held] = ContextVar("liuhen_files_held", default=frozenset())
"""所占卷宗 The files this transaction is alone with, by book, kind and id."""


class Act:
    """办理 A transaction in which nobody else writes to one file. Within another act it is a part of that one.

    Raises Raced when somebody else's entry on the same file was accepted first.
    A part has neither a savepoint nor a fate of its own: when it fails, nothing of the whole can be committed any more.
    Whoever swallows that failure is told at the end (TransactionManagementError); nothing is lost in silence.
    A class, since a generator would cost as much as a statement.
    """

    __slots__ = ("_atomic", "_file", "_lazy", "_token", "_way")

    def __init__(self, *file: str, lazy: bool = False) -> None:
        """`lazy`: nobody looks before the book itself does, so that the lock may travel with its first question."""
        self._file, self._lazy = file, lazy

    def __enter__(self) -> Road:
        held = _held.get()
        self._atomic: Any = transaction.atomic(savepoint=not held)
        self._atomic.__enter__()
        try:
            way = road()
            if self._file and self._file not in held:
                alone_with("file", *self._file, way=way, ahead=self._lazy)
        except BaseException as error:
            self._atomic.__exit__(type(error), error, error.__traceback__)
            raise
        self._token: Token[Held] = _held.set(held | {self._file})
        self._way = way
        return way

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _held.reset(self._token)
        swallowed = error is None and self._way.own.needs_rollback
        try:
            self._atomic.__exit__(kind, error, at)
        except IntegrityError as late:
            _blame(late)
            raise
        _blame(error)
        if swallowed:
            raise transaction.TransactionManagementError("a part of this act failed; nothing of it was written")


def _blame(error: BaseException | None) -> None:
    """Says whose race was lost; what was refused for another reason goes on as it is."""
    if isinstance(error, IntegrityError) and "ledger_entry" in str(error):
        raise Raced("platform.stale", "他人刚刚先办了这件事，请刷新后再看") from error
