"""A whole decision over the JSON door, from motion to the exported dossier."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from liuhen.kit import clock
from tests.api.conftest import Enter
from tests.decisions.scene import AWAY, CHIEF, MEMBERS, NINE, OTHERS, Scene

pytestmark = pytest.mark.django_db
MOVER = "executive-deputy"


def draft(scene: Scene, **changes: Any) -> dict[str, Any]:
    return {
        "group": str(scene.cast.district.groups["standing"]),
        "title": "关于实施城北棚户区改造二期安置房建设的议题",
        "text": "拟于二〇二七年三月开工，总投资三千二百万元，由区住建委组织实施。",
        "category": "works",
        "kind": "project",
        "source": "department",
        "source_detail": "区住建委请示〔2026〕18号",
        "amount_fen": 3_200_000_000,
    } | changes


def moved(scene: Scene, enter: Enter) -> str:
    """A motion that is checked, signed, confirmed and through its gates."""
    mover, office, legal = enter(MOVER), enter("recorder"), enter("legal-reviewer")
    motion = mover.do("/motions", draft(scene))["id"]
    yes = {"lawful": True, "public_interest": True, "personal_interest": False, "real_need": True}
    mover.do(f"/motions/{motion}/self-check", yes)
    mover.sign(f"/motions/{motion}/sign")
    enter(CHIEF).sign(f"/motions/{motion}/confirm")
    done = {"result": "done", "reason": "已履行"}
    office.do(f"/motions/{motion}/gates", {"gate": "consultation", **done})
    legal.do(f"/motions/{motion}/gates", {"gate": "legal", "opinion": "lawful", **done})
    return str(motion)


def called(scene: Scene, enter: Enter, motion: str) -> tuple[str, str]:
    """An opened item of an open meeting, two days on."""
    office, cast = enter("recorder"), scene.cast
    meeting = office.do(
        "/meetings",
        {
            "group": str(cast.district.groups["standing"]),
            "title": "区委常委会会议",
            "starts": clock.rfc3339(clock.now() + timedelta(days=2)),
            "place": "区委第一会议室",
            "presider": str(cast.person(CHIEF)),
        },
    )["id"]
    reporter = str(cast.person("housing-head"))
    item = office.do(f"/meetings/{meeting}/items", {"motion": motion, "reporter": reporter})["id"]
    office.do(f"/meetings/{meeting}/items/{item}/papers", {})
    office.do(f"/meetings/{meeting}/lock")
    scene.later(days=2)
    away = [
        {"person": str(cast.person(key)), "presence": presence, "reason": reason}
        for key, (presence, reason) in AWAY.items()
    ]
    office.do(f"/meetings/{meeting}/open", {"absent": away})
    office.do(f"/meetings/{meeting}/items/{item}/open", {})
    return str(meeting), f"/meetings/{meeting}/items/{item}"


def test_a_whole_decision_over_the_interface(scene: Scene, enter: Enter) -> None:
    motion = moved(scene, enter)
    meeting, item = called(scene, enter, motion)
    office, chief = enter("recorder"), enter(CHIEF)
    for key in [key for key in OTHERS if key in NINE]:
        enter(key).sign(f"{item}/state", {"stance": "agree", "words": "赞成，请抓紧"})
    assert office.get(item)["stances_open"] and office.get(item)["waiting"] == []
    chief.sign(f"{item}/conclude", {"stance": "agree"})
    office.do(f"{item}/vote/open", {"mode": "named"})
    for key in NINE:
        enter(key).sign(f"{item}/vote", {"choice": "for"})
    office.do(f"{item}/vote/close", {})
    assert office.get(item)["ballots"][0]["tally"]["for"] == len(NINE)
    chief.sign(f"{item}/outcome", {"outcome": "passed"}, resolution="会议同意实施。")
    office.do(f"/meetings/{meeting}/close", {})
    office.do(f"/meetings/{meeting}/record/seal", {})
    chief.sign(f"/meetings/{meeting}/record/confirm")
    chief.sign(f"/meetings/{meeting}/minutes", {"number": "〔2026〕7号"})
    assert chief.get(f"/motions/{motion}")["state"] == "decided"
    assert len(chief.ask("POST", f"/motions/{motion}/opinions", {"purpose": "核对"})[1]) == len(NINE)
    status, content = chief.ask("POST", f"/motions/{motion}/export")
    assert status == 200 and any(name.endswith("verify.py") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
    entries = office.get(f"/motions/{motion}/entries?size=100")
    assert entries["count"] > 30
    entry = office.get(f"/book/entries/{entries['items'][0]['id']}")
    assert entry["proof"] and entry["leaf_hash"] == entries["items"][0]["leaf_hash"]
    assert len(MEMBERS) == len(chief.get(f"/meetings/{meeting}")["seats"])
