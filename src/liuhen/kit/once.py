"""问一次 While somebody only reads, the same question is put to the database once, however many parts of a page ask it.

Nothing is remembered outside `reading()`: an act asks anew what it stands on, and no page knows what another was told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_told: ContextVar[dict[Any, Any] | None] = ContextVar("liuhen_told", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """只读期间 For one answer that changes nothing, such as a page; until its end `@once` holds."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


def once(ask: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """问一次 Remembers the answer to these (hashable) arguments until the reading ends; callers leave it as it is."""

    @wraps(ask)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        told = _told.get()
        if told is None:
            return ask(*args, **kwargs)
        place = (ask, args, tuple(sorted(kwargs.items())))
        if place not in told:
            told[place] = ask(*args, **kwargs)
        answer: Answer = told[place]
        return answer

    return inner
