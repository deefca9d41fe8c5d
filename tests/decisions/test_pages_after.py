"""The pages after a decision: record, confirmation, 纪要, dossier, opinions on a purpose, export, consequences."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from liuhen.ledger import access
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import meetings
from tests.decisions.browse import login, signature
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(scene: Scene) -> tuple[UUID, UUID]:
    """A decided motion and its meeting, closed."""
    motion = scene.moved()
    meeting = scene.room(scene.decided(motion)).meeting.id
    actions.close_meeting(meeting=meeting, by=scene.cast.actor("recorder"))
    return motion, meeting


def test_the_record_is_sealed_confirmed_and_the_minutes_issued(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    _, meeting = decided
    recorder, chief, deputy = (login(scene.cast, key) for key in ("recorder", CHIEF, "executive-deputy"))
    page = f"/meetings/{meeting}/record"
    assert recorder.get(f"{page}/draft.docx").content.startswith(b"PK")
    assert recorder.post(f"{page}/seal").status_code == 302
    text = chief.get(page).content.decode()
    assert "未录音" in text and "未核对" in text
    sign = signature(deputy, page)
    assert deputy.post(f"{page}/confirm", sign | {"correction": "我说的是“原则同意”。"}).status_code == 302
    answer = chief.post(f"{page}/issue", signature(chief, page) | {"number": "〔2026〕7号"})
    assert answer.status_code == 302, answer.content.decode()
    row = meetings.get(meeting)
    assert (row.state, row.minutes_number) == ("issued", "〔2026〕7号")
    assert "原则同意" in chief.get(page).content.decode()
    assert chief.get(f"{page}/minutes.pdf").content.startswith(b"%PDF")


def test_the_words_edited_in_the_draft_come_back_and_nothing_else(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    _, meeting = decided
    recorder = login(scene.cast, "recorder")
    page = f"/meetings/{meeting}/record"
    draft = recorder.get(f"{page}/draft.docx").content
    broken = io.BytesIO(b"PK\x03\x04 no document")
    broken.name = "记录.docx"
    assert recorder.post(f"{page}/seal", {"docx": broken}).status_code == 422
    upload = io.BytesIO(draft)
    upload.name = "记录.docx"
    assert recorder.post(f"{page}/seal", {"docx": upload}).status_code == 302


def test_who_was_not_in_the_room_sees_no_record(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    _, meeting = decided
    away = login(scene.cast, "armed-forces")
    text = away.get(f"/meetings/{meeting}/record").content.decode()
    assert "只有参加会议的人" in text and "末位表态" not in text
    assert away.get(f"/meetings/{meeting}/record/draft.docx").status_code == 403


def test_opinions_open_for_a_purpose_and_the_look_is_logged(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    motion, _ = decided
    chief, away = login(scene.cast, CHIEF), login(scene.cast, "armed-forces")
    page = f"/dossiers/{motion}/"
    assert "谁负什么责" not in chief.get(page).content.decode()
    assert chief.post(f"{page}opinions", {"purpose": ""}).status_code == 409
    text = chief.post(f"{page}opinions", {"purpose": "核对责任"}).content.decode()
    assert "谁负什么责" in text and "初始动议人" in text
    entry = next(row.entry for row in scene.room(UUID(str(_item(motion)))).attendees if row.ending == "given")
    assert any(look.purpose == "核对责任" for look in access.looks_at(entry))
    refused = away.post(f"{page}opinions", {"purpose": "想看看"})
    assert refused.status_code == 409 and "decisions.opinion-grant" in refused.content.decode()


def _item(motion: UUID) -> UUID:
    from liuhen.mechanisms.decisions.reads import motions

    return motions.last_item(motion)


def test_the_exported_zip_verifies_on_a_bare_python(scene: Scene, decided: tuple[UUID, UUID], tmp_path: Path) -> None:
    motion, _ = decided
    chief = login(scene.cast, CHIEF)
    answer = chief.post(f"/dossiers/{motion}/export")
    target = tmp_path / "档案.zip"
    target.write_bytes(answer.content)
    with zipfile.ZipFile(target) as archive:
        program = tmp_path / "verify.py"
        program.write_bytes(archive.read("verify.py"))
    done = subprocess.run([sys.executable, "-I", "-S", program, target], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_payment_without_a_decision_is_on_the_untraced_list(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    motion, _ = decided
    recorder = login(scene.cast, "recorder")
    form = {"kind": "payment", "category": "works", "reference": "付字12号", "amount": "1,000,000", "words": ""}
    assert recorder.post("/consequences/link", form).status_code == 302
    assert (
        recorder.post("/consequences/link", form | {"motion": str(motion), "reference": "付字13号"}).status_code == 302
    )
    untraced, traced = recorder.get("/consequences/").content.decode().split("已挂决策的后果", 1)
    assert "付字12号" in untraced and "付字13号" in traced
    wrong = recorder.post("/consequences/link", form | {"amount": "很多"})
    assert wrong.status_code == 422 and "付字12号" in wrong.content.decode()


def test_the_limit_makes_a_finding_of_a_payment(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    recorder = login(scene.cast, "recorder")
    form = {"kind": "payment", "category": "works", "words": ""}
    for reference, amount in (("恰为限额", "100,000.00"), ("超一分", "100,000.01")):
        recorder.post("/consequences/link", form | {"reference": reference, "amount": amount})
    recorder.post("/consequences/link", form | {"kind": "contract", "reference": "一份合同", "amount": ""})
    findings, below = recorder.get("/consequences/").content.decode().split("限额以下，未挂决策的付款", 1)
    assert "超一分" in findings and "超过限额" in findings and "一份合同" in findings
    assert "恰为限额" in below and "恰为限额" not in findings
    assert recorder.post("/consequences/link", form | {"reference": "x", "motion": "not-a-uuid"}).status_code == 422
