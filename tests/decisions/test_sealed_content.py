"""No stance and no vote leaves by a side door: not a dossier's votes, not a scan, not the making of a record."""

from __future__ import annotations

import io
from uuid import UUID

import pytest

from liuhen.ledger.models import Look
from liuhen.ledger.signatures.handwritten import store_scan
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.exporting import export_dossier
from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads import motions
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, OTHERS, Scene

pytestmark = pytest.mark.django_db
AWAY = "publicity-head"
OFFICE = "office-head"


def votes_shown(form: object) -> list[str]:
    """The names that stand beside a choice in a dossier."""
    votes = [part["vote"] for part in form["parts"] if part.get("vote")]  # type: ignore[index]
    assert votes
    return [name for vote in votes for count in vote["counts"] for name in count.get("names", [])]


def test_a_dossier_without_opinions_shows_no_votes_by_name(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion, ["for"] * 6 + ["against"] * 3)
    before = Look.objects.count()
    form = dossier_form(motions.get(motion), by=scene.cast.actor(AWAY), opinions=False)
    assert votes_shown(form) == []
    assert Look.objects.count() == before
    form = dossier_form(motions.get(motion), by=scene.cast.actor(CHIEF), opinions=True)
    assert len(votes_shown(form)) == 9


def on_paper(scene: Scene, item: UUID, key: str) -> str:
    """One member's stance from a scan; the digest of the scan."""
    motion, witness = scene.room(item).motion.id, "deputy-secretary"
    scan = b"%PDF-1.4 " + key.encode()
    signed = scene.cast.sign_by_hand(
        key, motion, "表态", "不同意", item=item, scan=scan, archive="丰-2026-1", recorder="recorder", witness=witness
    )
    ref = store_scan(scan)
    actions.state_opinion(
        item=item,
        person=scene.cast.person(key),
        by=scene.cast.actor("recorder"),
        stance="disagree",
        signed=signed,
        files=(ref,),
    )
    return ref.sha256


def test_the_scan_of_a_held_stance_stays_at_home(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scan = on_paper(scene, item, OFFICE)
    assert f"files/{scan}" not in export_dossier(motion, by=scene.cast.actor(CHIEF))
    scene.state_all(item, [key for key in OTHERS if key not in (OFFICE, AWAY, "armed-forces")])
    assert f"files/{scan}" not in export_dossier(motion, by=scene.cast.actor(AWAY))
    assert f"files/{scan}" in export_dossier(motion, by=scene.cast.actor(CHIEF))


def test_a_record_is_not_drafted_for_whoever_was_not_there(scene: Scene) -> None:
    motion = scene.moved()
    meeting = scene.room(scene.decided(motion)).meeting.id
    actions.close_meeting(meeting=meeting, by=scene.cast.actor("recorder"))
    before = Look.objects.count()
    upload = io.BytesIO(b"PK\x03\x04 nonsense")
    upload.name = "记录.docx"
    answer = login(scene.cast, AWAY).post(f"/meetings/{meeting}/record/seal", {"docx": upload})
    assert answer.status_code == 403
    assert Look.objects.count() == before
