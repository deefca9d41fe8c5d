"""目录 The navigation: 明责 · 履责 · 评责 · 督责 · 追责, then 决策, 预警, 公开, 存证."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True)
class Link:
    """目录项 One place to go; `count` is what waits there for this person (nothing shown when 0)."""

    label: str
    url: str
    active: bool = False
    count: int = 0


@dataclass(frozen=True)
class Group:
    """目录组 Links under one word; the first group may have no word."""

    label: str
    links: tuple[Link, ...]


def groups(nav: Iterable[object] | None) -> list[Group]:
    """目录整理 Accepts groups `(word, [(label, url, active), …])` and loose links; drops links that lead nowhere."""
    found: list[Group] = []
    for entry in nav or ():
        group = _group(entry)
        if group.links:
            found.append(group)
    return found


def _group(entry: object) -> Group:
    if isinstance(entry, Group):
        return Group(entry.label, _alive(entry.links))
    if isinstance(entry, Link):
        return Group("", _alive([entry]))
    parts: tuple[Any, ...] = tuple(cast(Iterable[Any], entry))
    if len(parts) == 2 and not isinstance(parts[1], str):
        return Group(str(parts[0]), _alive(parts[1]))
    return Group("", _alive([parts]))


def _alive(links: Iterable[object]) -> tuple[Link, ...]:
    made = (link if isinstance(link, Link) else Link(*cast(Iterable[Any], link)) for link in links)
    return tuple(link for link in made if link.url)
