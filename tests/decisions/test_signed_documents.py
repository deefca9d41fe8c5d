"""Every personal signature can be checked long after: the very document it stands under is vaulted with it."""

from __future__ import annotations

import hashlib
import json

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import WrongState
from liuhen.ledger.signatures import registry
from liuhen.mechanisms.decisions.exporting import export_dossier
from liuhen.organs.reads.tree import book_of
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db


def test_a_dossier_carries_every_document_under_its_signature(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion)
    parts = export_dossier(motion, by=scene.cast.actor(CHIEF))
    disclosed = json.loads(parts["disclosed.json"])
    signed = [json.loads(parts[path]) for path in sorted(parts) if path.startswith("entries/")]
    signed = [leaf for leaf in signed if leaf["sig"]]
    assert len(signed) == 1 + 1 + 9 + 9 + 1  # mover, chair, nine stances, nine votes, the outcome
    for leaf in signed:
        document = disclosed[leaf["id"]]["document"]["value"].encode()
        for one in leaf["sig"]:
            evidence = parts[f"evidence/{one['evidence']}"]
            digest = hashlib.sha256(document).digest()
            assert json.loads(evidence)["digest"] == digest.hex()
            assert registry.verify(one["provider"], evidence, digest, clock.now()).ok


def test_a_held_document_is_as_closed_as_its_stance(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    scene.state(item, "deputy-secretary", "disagree")
    room = scene.room(item)
    entry = next(row.entry for row in room.attendees if row.ending == "given")
    with pytest.raises(WrongState):
        book_of(room.motion.organ).open(entry, "document", by=scene.cast.actor(CHIEF), purpose="看看")
