"""责任主体的范围 Which leading groups count, and which organs are discipline organs."""

from __future__ import annotations

from liuhen.organs.kinds import GroupKind, OrganKind

__all__ = ["ASSEMBLIES", "DISCIPLINE"]

ASSEMBLIES = (GroupKind.PLENUM.value, GroupKind.FULL_MEETING.value)
"""全体会议 Whole assemblies are no 班子: sitting in one gives nobody a member's duties."""

DISCIPLINE = frozenset({OrganKind.DISCIPLINE.value, OrganKind.STATIONED.value})
"""纪检监察机关 The organs that carry the duties of supervision."""
