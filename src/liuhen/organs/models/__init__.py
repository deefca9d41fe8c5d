"""读数表 Tables of organs and people, and how records become rows."""

from liuhen.organs.models import applying as applying
from liuhen.organs.models.tables import (
    MAX_DEPTH,
    STEP,
    CalendarDay,
    Charge,
    Grant,
    Group,
    Organ,
    OrganPast,
    Person,
    Portfolio,
    Post,
    Seat,
    Supervision,
    Tenure,
    below,
)

__all__ = [
    "MAX_DEPTH", "STEP", "CalendarDay", "Charge", "Grant", "Group", "Organ", "OrganPast", "Person", "Portfolio", "Post",
    "Seat", "Supervision", "Tenure", "below",
]  # fmt: skip
