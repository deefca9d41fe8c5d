"""断电与坏盘 A killed process loses no acknowledged entry and never signs two inconsistent checkpoints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.depth import depth

ROOT = Path(__file__).parents[2]


def victim(data: Path, *arguments: object) -> dict[str, int]:
    """What the victim reports; it fails itself when the book is not whole."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN_", "DJANGO_"))}
    environment = {**kept, "LIUHEN_DATA": str(data), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    command = [sys.executable, "-m", "tests.ledger.victim", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=depth(600, 3600), check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("seed", [7])
def test_kills_at_random_moments(tmp_path, seed):
    report = victim(tmp_path, "kill", depth(10, 50), seed)
    assert report["acknowledged"] > 0
    assert report["checkpoints"] > 3


def test_a_crash_at_every_step(tmp_path):
    report = victim(tmp_path, "crash", depth(9, 1))
    assert report["deaths"] > 10


def test_a_disk_that_refuses_writes(tmp_path):
    report = victim(tmp_path, "disk", depth(30, 2))
    assert report["failures"] > 5
    assert report["successes"] >= 1
