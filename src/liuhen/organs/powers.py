"""权限表 Reads the table of powers: which kind of post may do what, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

TABLE = Path(__file__).parent / "data" / "powers.yaml"


class Reach(StrEnum):
    """范围 How far a power reaches from the organ of the post."""

    OWN = "own"
    BELOW = "below"
    REGION = "region"


@dataclass(frozen=True)
class PostKind:
    """职务类别 One kind of post and its powers."""

    code: str
    word: str
    english: str
    chief: bool
    administrator: bool
    may: dict[Reach, frozenset[str]]

    @property
    def verbs(self) -> frozenset[str]:
        """权限 All verbs, whatever their reach."""
        return frozenset().union(*self.may.values())


@cache
def post_kinds() -> dict[str, PostKind]:
    """全部职务类别 Every kind of post by code. Raises KeyError or ValueError for a table that cannot be read."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {code: _kind(code, line) for code, line in table.items()}


def verbs() -> frozenset[str]:
    """全部权限 Every verb any post carries."""
    return frozenset().union(*(kind.verbs for kind in post_kinds().values()))


@cache
def kinds_with(verb: str) -> dict[str, frozenset[Reach]]:
    """有此权限的职务 Kinds of post that carry the verb, each with its reaches."""
    found = {
        code: frozenset(reach for reach, verbs in kind.may.items() if verb in verbs)
        for code, kind in post_kinds().items()
    }
    return {code: reaches for code, reaches in found.items() if reaches}


def _kind(code: str, line: dict[str, object]) -> PostKind:
    may = {Reach(reach): frozenset(verbs) for reach, verbs in line["may"].items()}  # type: ignore[attr-defined]
    return PostKind(
        code=code,
        word=str(line["zh-Hans"]),
        english=str(line["en"]),
        chief=bool(line.get("chief", False)),
        administrator=bool(line.get("administrator", False)),
        may=may,
    )
