"""备份 A consistent copy of database and files at a path; keys and lock store stay where they are, on purpose.

The database first, the files after it: a file is stored before its entry is accepted, so whatever the copy names is
there. Files are kept by digest beside all copies, so that the second backup takes only what is new.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from liuhen.doors.cli.tool import DONE, Command, fail

DATABASE = "liuhen.sqlite3"
"""数据库文件名 As an installation calls it, so that LIUHEN_DATA can point at the copy itself."""
RUN = "from liuhen.doors.cli import main; main()"


@click.command(cls=Command)
@click.argument("out", metavar="目标文件夹", type=click.Path(file_okay=False, path_type=Path))
@click.option("--prove", is_flag=True, help="随即对副本做一次全面审计（liuhen audit），作为可恢复的证明")
def backup(out: Path, prove: bool) -> int:
    """备份数据库和附件到文件夹，运行中也可以做。密钥和锁库不在其中，须分开保管。

    SQLite 用在线备份接口；PostgreSQL 请用 pg_dump，本命令给出整条命令，并复制附件。
    """
    from django.db import connection

    from liuhen.doors.accounts.models import Event

    target = _new_folder(out)
    if connection.vendor != "sqlite":
        copied = _copy_files(out)
        click.echo(f"附件已复制：新增 {copied} 个，在 {out / 'files'}")
        click.echo(f"数据库请运行：{_dump_command(target)}")
        return DONE
    with tempfile.TemporaryDirectory() as kept:
        locks = _copy_locks(Path(kept))  # before the database: a copy behind its lock store proves nothing
        _copy_database(Path(str(connection.settings_dict["NAME"])), target / DATABASE)
        copied = _copy_files(out)
        _write_manifest(target, copied)
        if prove and not _proven(target, out, locks):
            Event.log("备份失败", note=str(target))
            fail("副本没有通过审计，这份备份不能用")
    Event.log("备份", note=f"{target}{'，已审计' if prove else ''}")
    click.echo(f"已备份：{target}（附件新增 {copied} 个，在 {out / 'files'}）{'；副本已通过审计' if prove else ''}")
    click.echo("密钥和锁库不在其中：密钥另行备份，与此分开存放；锁库不要随旧数据库一起恢复")
    return DONE


def _new_folder(out: Path) -> Path:
    from liuhen.kit import clock

    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = out / f"{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    if target.exists():
        fail(f"{target} 已经存在")
    target.mkdir(mode=0o700)
    return target


def _copy_database(source: Path, target: Path) -> None:
    """The online backup interface: one consistent moment, while others go on writing."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        found = new.execute("PRAGMA quick_check").fetchone()[0]
    target.chmod(0o600)
    if found != "ok":
        fail(f"数据库副本不完整：{found}")


def _copy_locks(folder: Path) -> Path:
    from liuhen.ledger import lockstore

    source, target = lockstore.path(), folder / lockstore.path().name
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
    return folder


def _copy_files(out: Path) -> int:
    """How many were not there yet. Each is compared with its digest on the way."""
    from django.conf import settings

    source, copied = Path(settings.LIUHEN_FILES), 0
    for file in _stored(source):
        target = out / "files" / file.relative_to(source)
        if not target.exists():
            _copy_one(file, target)
            copied += 1
    return copied


def _stored(source: Path) -> Iterator[Path]:
    return (file for file in sorted(source.glob("??/*")) if len(file.name) == 64)


def _copy_one(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != file.name:
        fail(f"附件 {file.name} 的内容与摘要不符，请先运行 liuhen audit")
    part = target.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, target)


def _write_manifest(target: Path, copied: int) -> None:
    from django.conf import settings

    from liuhen.kit import clock
    from liuhen.kit.version import version
    from liuhen.ledger import health

    logs: dict[str, Any] = {one.origin: one.signed for one in health.of_book(settings.LIUHEN_BOOK)}
    with (target / DATABASE).open("rb") as copy:
        digest = hashlib.file_digest(copy, "sha256").hexdigest()
    told = {
        "book": settings.LIUHEN_BOOK,
        "made": clock.rfc3339(clock.now()),
        "version": version(),
        "database_sha256": digest,
        "signed": logs,
        "files_added": copied,
        "not_included": ["keys", "locks", "secret"],
    }
    (target / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _proven(target: Path, out: Path, locks: Path) -> bool:
    """An audit of the copy in a process of its own, with the keys of this installation and the lock store of before."""
    from django.conf import settings

    trial = locks / "data"
    trial.mkdir()
    shutil.copyfile(target / DATABASE, trial / DATABASE)  # an audit opens it for writing; the backup stays untouched
    here = {
        "LIUHEN_BOOK": settings.LIUHEN_BOOK,
        "LIUHEN_DATABASE": "sqlite",
        "LIUHEN_DATA": str(trial),
        "LIUHEN_KEYS": str(settings.LIUHEN_KEYS),
        "LIUHEN_LOCKS": str(locks),
        "LIUHEN_FILES": str(out / "files"),
        "LIUHEN_SECRET": "audit-of-a-copy",
        "LIUHEN_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "liuhen.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", RUN, "audit"], env=os.environ | here, check=False)
    return done.returncode == DONE


def _dump_command(target: Path) -> str:
    from django.db import connection

    known = connection.settings_dict
    place = [
        f"--{word}={known[key]}"
        for word, key in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
        if known[key]
    ]
    return " ".join(["pg_dump", "--format=custom", *place, f"--file={target / 'liuhen.dump'}", str(known["NAME"])])
