"""A copy made while the house is running, which an audit proves, without a key in it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import LIUHEN, outside

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def house(tmp_path: Path) -> Shell:
    """`liuhen …` on a new installation of its own, founded and with one file in the store."""
    env = outside(tmp_path) | {"LIUHEN_BOOK": "test.example/backup", "LIUHEN_SECRET": "x" * 50, "LIUHEN_HTTPS": "0"}
    env |= {"LIUHEN_DATA": str(tmp_path / "data")}

    def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
        given = [LIUHEN, *map(str, words)]
        return subprocess.run(given, env=env | more, capture_output=True, text=True, timeout=240)

    for words in (("migrate",), ("found", "--unit", "试区", "--code", "110199")):
        done = run(*words)
        assert done.returncode == 0, done.stderr
    return run


def test_a_proven_copy_can_be_brought_back_and_holds_no_key(house: Shell, tmp_path: Path) -> None:
    content = b"a paper named by no entry yet"
    digest = "0a" + "0" * 62
    wrong = tmp_path / "data" / "files" / "0a" / digest
    out = tmp_path / "copies"
    wrong.parent.mkdir(parents=True)
    wrong.write_bytes(content)
    spoilt = house("backup", out)
    assert spoilt.returncode == 1 and "与摘要不符" in spoilt.stderr
    wrong.unlink()
    done = house("backup", out, "--prove")
    assert done.returncode == 0 and "副本已通过审计" in done.stdout, done.stderr
    made = max(one for one in out.iterdir() if one.name != "files")
    told = json.loads((made / "manifest.json").read_text("utf-8"))
    assert told["book"] == "test.example/backup" and told["signed"]["test.example/backup/public"] >= 1
    assert not [one for one in out.rglob("*") if one.name in {"kek.bin", "locks.sqlite3", "ed25519.seed"}]
    assert (made / "liuhen.sqlite3").stat().st_mode & 0o077 == 0
    again = {"LIUHEN_DATA": str(made), "LIUHEN_FILES": str(out / "files")}
    again |= {f"LIUHEN_{name}": str(tmp_path / "data" / name.lower()) for name in ("KEYS", "LOCKS")}
    audited = house("audit", **again)
    assert audited.returncode == 0, audited.stdout


def test_a_spoilt_copy_is_no_backup(house: Shell, tmp_path: Path) -> None:
    """What is wrong in the database is wrong in its copy, and is said before anybody relies on it."""
    file = tmp_path / "data" / "liuhen.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("UPDATE organs_organ SET name = '别的名称'")
    done = house("backup", tmp_path / "copies", "--prove")
    assert done.returncode == 1 and "没有通过审计" in done.stderr
