"""问一次 While somebody only reads, the same question is put to the database once, however many parts of a page ask it.

Nothing is remembered outside `reading()`: an act asks anew what it stands on, and no page knows what another was told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import Signature, signature
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Key = TypeVar("Key")
Value = TypeVar("Value")

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

    known = signature(ask)

    @wraps(ask)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        told = _told.get()
        if told is None:
            return ask(*args, **kwargs)
        place = _place(ask, known, args, kwargs)
        if place not in told:
            told[place] = ask(*args, **kwargs)
        answer: Answer = told[place]
        return answer

    return inner


def tell(ask: Callable[..., Answer], answer: Answer, *args: Any) -> None:
    """先告知 The answer of a `@once` question that was come by together with others; outside a reading, nothing."""
    told = _told.get()
    if told is not None:
        told[_place(ask.__wrapped__, signature(ask), args, {})] = answer  # type: ignore[attr-defined]


def _place(ask: Callable[..., Any], known: Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    given = known.bind(*args, **kwargs)
    given.apply_defaults()  # an argument left out and one given as its default are the same question
    return ask, tuple(given.arguments.values())


def once_each(ask: Callable[[Iterable[Key]], dict[Key, Value]]) -> Callable[[Iterable[Key | None]], dict[Key, Value]]:
    """每个问一次 For a question about several things: only those not asked about yet are asked. None is none."""

    @wraps(ask)
    def inner(about: Iterable[Key | None]) -> dict[Key, Value]:
        wanted = {one for one in about if one is not None}
        told = _told.get()
        known: dict[Key, Value | None] = {} if told is None else told.setdefault(ask, {})
        if missing := wanted - known.keys():
            known.update(dict.fromkeys(missing))
            known.update(ask(missing))
        return {one: value for one in wanted if (value := known[one]) is not None}

    return inner
