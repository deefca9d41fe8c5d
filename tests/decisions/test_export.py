"""A decided motion leaves the house as a dossier that a bare Python verifies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from liuhen.ledger import dossiers
from liuhen.organs.reads.tree import book_of
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db


def test_a_bare_python_verifies_the_export(scene: Scene, tmp_path: Path) -> None:
    motion = scene.moved()
    scene.decided(motion)
    by = scene.cast.actor("recorder")
    book = book_of(by.organ)
    request = dossiers.Request("motion", motion, "决策档案", by.organ)
    for path, data in dossiers.export(book, request, by=by, purpose="归档").items():
        target = tmp_path / "dossier" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    folder = tmp_path / "dossier"
    done = subprocess.run([sys.executable, "-I", "-S", folder / "verify.py", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
