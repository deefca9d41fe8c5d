"""备好 Tables and static files brought up to date; what is already is left alone, so that a start is quick."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STAMP = ".collected"


def tables() -> bool:
    """备表 Applies what is missing of the migrations; False when nothing was."""
    settings.LIUHEN_DATA.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def static_files() -> bool:
    """备静态文件 Collects and compresses them when any of them changed since; False when none did."""
    stamp, now = Path(settings.STATIC_ROOT) / STAMP, _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Name, size and time of every source: what a file says cannot change without one of them."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            seen = Path(storage.path(name)).stat()
            found.update(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return found.hexdigest()
