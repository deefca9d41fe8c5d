"""A terminal: commands are called as a person calls them, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from liuhen.doors.cli.commands import cli

LIUHEN = Path(sys.executable).parent / "liuhen"


@pytest.fixture
def call() -> Callable[..., Result]:
    """Calls `liuhen …` in this process, on this test's database."""
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words], prog_name="liuhen")


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Calls `liuhen …` in a process of its own, on an installation in this test's folder."""
    return lambda *words, **more: subprocess.run(
        [LIUHEN, *map(str, words)], env=outside(tmp_path) | more, capture_output=True, text=True, timeout=240
    )


def outside(data: Path) -> dict[str, str]:
    """The environment of a demonstration in this folder, with nothing of the tests' own in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN_", "DJANGO_"))}
    return kept | {"LIUHEN_DATA": str(data / "demo"), "PYTHONUTF8": "1"}
