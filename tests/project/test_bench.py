"""基准 The benches still run: every section once, on tiny sizes; the figures of such a run mean nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import SECTIONS, table
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
ON_SQLITE = [name for name, section in SECTIONS.items() if not section.postgres]


@pytest.mark.parametrize("name", ON_SQLITE)
def test_a_section_runs_and_prints_its_figures(name: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LIUHEN_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.bench", "--quick", name]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert SECTIONS[name].title in done.stdout


def test_a_missed_bar_is_said() -> None:
    printed = table([("a part", [Figure("time", "9 s", "≤ 5 s", False), Figure("空", "1", "≤ 2", True)])])
    assert "MISSES" in printed and "holds" in printed
