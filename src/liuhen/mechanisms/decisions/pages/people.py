"""选人 Lists of people for a form: those in office in the same region."""

from __future__ import annotations

from uuid import UUID

from liuhen.organs.reads import staff, tree

MOST = 300


def in_region(organ: UUID) -> list[tuple[str, str]]:
    """本区域人员 (id, name) of people in office in the organ's region, at most 300."""
    found = staff.people(tree.region_of(tree.organ(organ)))[:MOST]
    return [(str(person.pk), person.name) for person in found]
