"""A decided motion leaves the house as a dossier that a bare Python verifies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from liuhen.mechanisms.decisions.exporting import export_dossier
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db


def test_a_bare_python_verifies_the_export(scene: Scene, tmp_path: Path) -> None:
    motion = scene.moved()
    scene.decided(motion)
    for path, data in export_dossier(motion, by=scene.cast.actor(CHIEF)).items():
        target = tmp_path / "dossier" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    folder = tmp_path / "dossier"
    done = subprocess.run([sys.executable, "-I", "-S", folder / "verify.py", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_export_during_a_vote_leaves_out_what_nobody_may_read_yet(scene: Scene) -> None:
    """Stances are open and go in; votes go in once the vote has ended, for whoever may read them, and not before."""
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in NINE[:3]:
        scene.vote(item, key, "against")
    during = export_dossier(motion, by=scene.cast.actor(CHIEF))
    assert fields(during, "stance") == len(NINE) and fields(during, "choice") == 0
    page = during["档案.json"].decode()
    assert "表决正在进行" in page and "同意" in page and "反对" not in page
    for key in NINE[3:]:
        scene.vote(item, key)
    scene.rule(item, "passed" if scene.close_vote(item) else "rejected")
    after = export_dossier(motion, by=scene.cast.actor(CHIEF))
    assert fields(after, "choice") == len(NINE) and "反对" in after["档案.json"].decode()


def test_an_export_during_a_round_tells_nothing_of_it(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item, NINE[1:4])
    found = export_dossier(motion, by=scene.cast.actor(CHIEF))
    assert fields(found, "stance") == fields(found, "choice") == 0
    assert "各人表态密封在存证簿中" in found["档案.json"].decode()


def fields(dossier: dict[str, bytes], name: str) -> int:
    """In how many entries this field is disclosed."""
    return sum(name in shown for shown in json.loads(dossier["disclosed.json"]).values())
