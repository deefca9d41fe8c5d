"""A decided motion leaves the house as a dossier that a bare Python verifies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from liuhen.mechanisms.decisions.exporting import export_dossier
from tests.decisions.scene import CHIEF, Scene

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
