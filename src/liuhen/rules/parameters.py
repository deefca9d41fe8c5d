"""参数 Dated numbers: the value that counts is the one in force on the day the obligation arises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from liuhen.rules import elapsed, values
from liuhen.rules.texts import Part

UNITS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(elapsed.UNITS, values.as_count),
    "count": values.as_count,
    "fen": values.as_count,
    "share": values.as_share,
    "list": values.as_many(str),
    "text": str,
}


def _iso_date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_iso_date)]


class Dated(Part):
    """某日起的值 One value, where it comes from, and whether that was checked."""

    value: str | list[str]
    source: str = Field(min_length=2)
    verified: bool


class Parameter(Part):
    """参数 A unit and the values by the day each comes into force."""

    unit: str
    values: dict[Day, Dated] = Field(min_length=1)

    @model_validator(mode="after")
    def readable(self) -> Parameter:
        if self.unit not in UNITS:
            raise ValueError(f"unit “{self.unit}”; known: {'、'.join(sorted(UNITS))}")
        for dated in self.values.values():
            self.read(dated.value)
        return self

    def read(self, value: Any) -> Any:
        """读值 A value in this parameter's unit. Raises ValueError when it is none."""
        return UNITS[self.unit](value)

    def on(self, day: date) -> Dated | None:
        """当日版本 The version in force on `day`; None before the first."""
        begun = [start for start in self.values if start <= day]
        return self.values[max(begun)] if begun else None
