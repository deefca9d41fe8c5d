"""系统运维页 How the machine and the book stand, in numbers: no name, no title, nothing of any business."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liuhen.doors.accounts.door import administrator
from liuhen.doors.accounts.models import Duty, Event
from liuhen.kit import clock
from liuhen.kit.version import version
from liuhen.ledger import cadence, health, proofs
from liuhen.organs import reads
from liuhen.ui.pages import render

LATE = timedelta(minutes=5)
"""迟签 Entries that wait longer than so for a checkpoint mean that the sequencer stands still."""
STALE = timedelta(days=7)
"""备份过久 A backup older than this is named."""
LEAST_FREE = 0.1
KEPT_OUT = {"LIUHEN_KEYS": "密钥", "LIUHEN_LOCKS": "锁库"}


@dataclass(frozen=True)
class Disk:
    """磁盘 Where one kind of data lies, and how much room is left there."""

    word: str
    path: str
    free: int | None
    share: int | None

    @property
    def low(self) -> bool:
        """不足 Less than a tenth is free."""
        return self.share is not None and self.share < 100 * LEAST_FREE


@never_cache
@require_safe
@administrator(Duty.SYSTEM, "system.operate")
def show(request: HttpRequest) -> HttpResponse:
    """系统运维 The three logs, the database, the disks, the last backup, the versions."""
    book = reads.book_of(request.actor.organ).origin  # type: ignore[attr-defined]
    logs, backup = health.of_book(book), Event.objects.filter(kind__in=("备份", "备份失败")).order_by("-at").first()
    now = clock.now()
    context = {
        "book": book,
        "logs": [(one, _standing(one)) for one in logs],
        "waiting": sum(one.waiting for one in logs),
        "witnessed": proofs.witness_age(book),
        "database": _database(),
        "disks": _disks(),
        "backup": backup,
        "backup_late": backup is None or backup.kind != "备份" or now - backup.at > STALE,
        "versions": [
            (_("留痕"), version()),
            ("Django", django.get_version()),
            ("Python", platform.python_version()),
            (_("操作系统"), f"{platform.system()} {platform.machine()}"),
        ],
        "tick": cadence.tick().seconds,
    }
    return render(request, "accounts/operations.html", context)


def _standing(one: health.LogHealth) -> tuple[str, str]:
    """State of a log: kind and word."""
    if one.signed_at is None:
        return "due", _("尚未签发")
    if (one.waiting or one.stored > one.signed) and clock.now() - one.signed_at > LATE:
        return "bad", _("久未签发，请查看排序器")
    return "good", _("正常")


def _database() -> list[tuple[str, str | int | None]]:
    """Which database, and how large it is, in bytes."""
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        octets = sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*") if part.is_file())
        return [(_("种类"), "SQLite"), (_("大小"), octets)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return [(_("种类"), "PostgreSQL"), (_("大小"), cursor.fetchone()[0])]


def _disks() -> list[Disk]:
    places = [("数据", settings.LIUHEN_DATA), ("附件", settings.LIUHEN_FILES)]
    places += [(word, getattr(settings, name)) for name, word in KEPT_OUT.items()]
    return [_disk(_(word), Path(path)) for word, path in places]


def _disk(word: str, path: Path) -> Disk:
    try:
        room = shutil.disk_usage(path)
    except OSError:  # not made yet: the first file makes it
        return Disk(word, str(path), None, None)
    return Disk(word, str(path), room.free, round(100 * room.free / room.total))
