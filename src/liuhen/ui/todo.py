"""待办 The one shape in which every mechanism says what waits for a person; the desk puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Todo:
    """待办一项 What, where it is done (route and id), and why."""

    title: str
    route: str
    id: UUID
    state: str
    note: str = ""
    urgent: bool = False
