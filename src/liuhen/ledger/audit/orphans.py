"""孤行 Rows of the log tables that belong to no entry."""

from __future__ import annotations

from django.db import connection

from liuhen.ledger.audit.faults import Findings
from liuhen.ledger.models import CheckpointRow, Tile

_STRAY = {
    "叶": "SELECT serial FROM ledger_leaf l WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.serial = l.serial)",
    "待排序": "SELECT serial FROM ledger_pending p WHERE NOT EXISTS "
    "(SELECT 1 FROM ledger_entry e WHERE e.serial = p.serial)",
}


def check_orphans(books: list[str], findings: Findings) -> None:
    """查孤行 Leaves and outbox rows without their entry; tiles and checkpoints of no known book or log."""
    with connection.cursor() as cursor:
        for part, statement in _STRAY.items():
            cursor.execute(statement)
            for (serial,) in cursor.fetchall():
                findings.add(part, f"第 {serial} 条", "存证记录缺失")
    for book, log in Tile.objects.values_list("book", "log").distinct():
        if book not in books or log not in ("public", "internal", "sealed"):
            findings.add("瓦片", f"{book}/{log}", "没有这样的日志")
    for book in CheckpointRow.objects.exclude(book__in=books).values_list("book", flat=True).distinct():
        findings.add("检查点", book, "没有这样的存证簿")
