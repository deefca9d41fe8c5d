"""Who objected or lodged a worry is told by nothing: not the entry, not the vault's rows, not a page, not an export."""

from __future__ import annotations

import pytest

from liuhen.ledger.access import looks_at
from liuhen.ledger.models import EntryRow, VaultRow
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.answerable import lines_of
from liuhen.mechanisms.decisions.exporting import export_dossier
from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads import motions
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db
OBJECTOR = "organisation-head"


def traces(kind: str) -> list[str]:
    """All that a reader of the database sees of the entries of a kind."""
    rows = list(EntryRow.objects.filter(kind=kind))
    vault = VaultRow.objects.filter(entry__in=[row.id for row in rows])
    return [bytes(row.leaf).decode() for row in rows] + [row.owner for row in vault]


def test_an_objection_names_nobody(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    actions.lodge_objection(item=item, by=scene.cast.actor(OBJECTOR), objection="tone", words="先定了调")
    objector = scene.cast.actor(OBJECTOR)
    found = traces("decisions.objection-lodged/1")
    assert found
    for trace in found:
        assert str(objector.person) not in trace
        assert str(objector.post) not in trace
    lines = dossier_form(motions.get(motion), by=scene.cast.actor(CHIEF), opinions=False)["entries"]
    assert [line["actor"] for line in lines if line["kind"] == "异议"] == ["—"]
    parts = export_dossier(motion, by=scene.cast.actor(CHIEF))
    [entry] = [data for data in parts.values() if b"objection-lodged" in data and data.startswith(b'{"actor"')]
    assert str(objector.person).encode() not in entry


def test_a_worry_names_nobody(scene: Scene) -> None:
    motion = scene.moved()
    worried = scene.cast.actor(OBJECTOR)
    actions.lodge_worry(motion=motion, by=worried, words="担心没有招标")
    found = traces("decisions.worry-lodged/1")
    assert found
    for trace in found:
        assert str(worried.person) not in trace
        assert str(worried.post) not in trace


def test_the_responsible_list_tells_the_room_of_no_worry(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    scene.conclude(item)
    lodged = actions.lodge_worry(motion=motion, by=scene.cast.actor(OBJECTOR), words="担心没有招标")
    lines_of(motions.get(motion), by=scene.cast.actor(CHIEF), purpose="核对责任")
    assert looks_at(lodged.id) == []
