"""八个动词 The closed set of verbs a rule may use: nothing else can be said, and nothing in a rule can execute.

Each verb names fields of the row (or parameters) and judges one row. A field that is not there yet makes `pending`
only where its absence means "not yet"; where the rule asks for it, absence is a breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from liuhen.rules.elapsed import deadline, in_time, reaches
from liuhen.rules.exact import Share
from liuhen.rules.found import Facts, Found, broken, either, met, pending
from liuhen.rules.values import is_given

Names = str | list[str]


def as_list(names: Names | None) -> list[str]:
    """名称表 One name or several, as a list."""
    return [names] if isinstance(names, str) else list(names or ())


def as_set(value: Any) -> list[Any]:
    """成员 The members of a value: those of a list, or the value itself; nothing has none."""
    if not is_given(value) and value is not False:
        return []
    return [item for item in value if item is not None] if isinstance(value, tuple | list) else [value]


class Verb(BaseModel):
    """动词 What every verb has: the names it uses, the kinds it expects them in, and its judgement."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    expects: ClassVar[dict[str, str]] = {}
    details: ClassVar[frozenset[str]] = frozenset()

    def uses(self) -> Iterator[tuple[str, str]]:
        """所用栏 Every name this verb reads, with the kind it expects (any when it does not care)."""
        for slot, names in self:
            if names is not None and slot != "unit":
                yield from ((name, self.expects.get(slot, "any")) for name in as_list(names))

    def judge(self, facts: Facts) -> Found:
        raise NotImplementedError


class Within(Verb):
    """期限内 `to` follows `from` within `limit` (补记三日、整改限期、线索签收)."""

    start: str = Field(alias="from")
    to: str
    limit: str
    expects: ClassVar = {"start": "time", "to": "time"}
    details: ClassVar = frozenset({"deadline"})

    def judge(self, facts: Facts) -> Found:
        start, done = facts.get(self.start), facts.get(self.to)
        if start is None:
            return pending()
        term = (start, facts.get(self.limit), facts.units[self.limit], facts.calendar)
        kept = in_time(facts.as_of if done is None else done, *term)
        if done is None and kept:
            return pending(deadline=deadline(*term))
        return either(kept, deadline=deadline(*term))


class Last(Verb):
    """最后 `at` comes after every one of `among`, none of which is still open (末位发言). Times or ordinal numbers."""

    at: str
    among: str
    details: ClassVar = frozenset({"open_count"})

    def judge(self, facts: Facts) -> Found:
        own, others = facts.get(self.at), facts.get(self.among)
        others = tuple(others) if isinstance(others, tuple | list) else (others,)
        still_open = sum(other is None for other in others)
        if own is None:
            return pending(open_count=still_open)
        return either(still_open == 0 and all(other <= own for other in others), open_count=still_open)


class Present(Verb):
    """具备 Every named field is filled in (录音、调整说明). With `due`, an empty one is pending until then."""

    fields: Names
    due: str | None = None
    expects: ClassVar = {"due": "time"}
    details: ClassVar = frozenset({"missing"})

    def judge(self, facts: Facts) -> Found:
        missing = tuple(facts.label(name) for name in as_list(self.fields) if not is_given(facts.get(name)))
        due = facts.get(self.due) if self.due else None
        if missing and due is not None and facts.as_of < due:
            return pending(missing=missing)
        return either(not missing, missing=missing)


class Absent(Verb):
    """不得有 The field is empty, or holds nothing of `among` (人财物不直接分管)."""

    field: str
    among: str | None = None
    details: ClassVar = frozenset({"extra"})

    def judge(self, facts: Facts) -> Found:
        value = facts.get(self.field)
        if self.among is None:
            return either(not is_given(value), extra=value)
        barred = as_set(facts.get(self.among))
        extra = tuple(item for item in as_set(value) if item in barred)
        return either(not extra, extra=extra)


class _Measure(Verb):
    """计量 A number, a share of a base, or the time between two instants, held against a limit."""

    value: Names | None = None
    of: str | None = None
    start: str | None = Field(None, alias="from")
    to: str | None = None
    limit: str
    expects: ClassVar = {"value": "count", "of": "count", "start": "time", "to": "time"}

    @model_validator(mode="after")
    def one_measure(self) -> _Measure:
        counted, timed = self.value is not None, self.start is not None and self.to is not None
        if counted == timed or (self.of and not counted) or ((self.start is None) != (self.to is None)):
            raise ValueError("give either value (and of), or from and to")
        return self

    def total(self, facts: Facts) -> int | None:
        """合计 The number held against the limit; several fields add up; None when one is not known."""
        values = [facts.get(name) for name in as_list(self.value)]
        return None if any(value is None for value in values) else sum(values)


class AtLeast(_Measure):
    """不少于 (一年至少一项动议、抽查比例、法定人数、提前送达). A share carries its own operator, 以上 or 超过."""

    def judge(self, facts: Facts) -> Found:
        limit = facts.get(self.limit)
        if self.start and self.to:
            start, end = facts.get(self.start), facts.get(self.to)
            if end is None:
                return pending()
            return either(start is not None and reaches(start, end, limit, facts.units[self.limit], facts.calendar))
        total = self.total(facts)
        if total is None or limit is None:
            return pending()
        if isinstance(limit, Share):
            base = facts.get(self.of or "")
            return pending() if base is None else either(limit.passed_by(total, base))
        return either(total >= limit)


class AtMost(_Measure):
    """不多于 (同岗任期、未录音时长). Inclusive; a share as limit is the largest share allowed."""

    def judge(self, facts: Facts) -> Found:
        limit = facts.get(self.limit)
        if self.start and self.to:
            return Within.model_validate({"from": self.start, "to": self.to, "limit": self.limit}).judge(facts)
        total = self.total(facts)
        if total is None or limit is None:
            return pending()
        if isinstance(limit, Share):
            base = facts.get(self.of or "")
            return pending() if base is None else either(total * limit.den <= limit.num * base)
        return either(total <= limit)


class Differs(Verb):
    """相异 No two of the fields share a member (异地任职、交叉轮换、销号人≠整改人). Pending while one is empty."""

    fields: list[str]
    details: ClassVar = frozenset({"shared"})

    def judge(self, facts: Facts) -> Found:
        sets = [as_set(facts.get(name)) for name in self.fields]
        shared = tuple(dict.fromkeys(a for left, right in combinations(sets, 2) for a in left if a in right))
        if shared:
            return broken(shared=shared)
        return met() if all(sets) else pending()


class Covers(Verb):
    """覆盖 Every member of `whole` is found in one of `part` (责任书覆盖、派驻全覆盖、闭集)."""

    whole: str
    part: Names
    details: ClassVar = frozenset({"missing"})

    def judge(self, facts: Facts) -> Found:
        have = [item for name in as_list(self.part) for item in as_set(facts.get(name))]
        missing = tuple(item for item in as_set(facts.get(self.whole)) if item not in have)
        return either(not missing, missing=missing)


VERBS: dict[str, type[Verb]] = {
    "within": Within, "last": Last, "present": Present, "absent": Absent,
    "at_least": AtLeast, "at_most": AtMost, "differs": Differs, "covers": Covers,
}  # fmt: skip
