"""审计 The full check of a book without trusting anything but its bytes and keys.

Bytes → leaf hashes → leaves → tiles → every checkpoint ever signed and both its signatures → lock store → anchors;
the chain of every file; vault, evidence, attachments, releases; and the tables against the replayed book.
"""

from __future__ import annotations

from liuhen.ledger import guards as triggers
from liuhen.ledger import lockstore, origins, rebuild
from liuhen.ledger.audit import orphans, papers, trees, vaults
from liuhen.ledger.audit.faults import Fault, Findings, Told, silent
from liuhen.ledger.audit.scan import Seen, scan
from liuhen.ledger.models import CheckpointRow, EntryRow, Leaf

__all__ = ["Fault", "check_all", "counted", "parts"]


def check_all(
    origin: str | None = None, *, tables: bool = True, guards: bool = False, told: Told = silent
) -> list[Fault]:
    """全面审计 Every fault of one book, or of all books in this installation; an empty list when all is well.

    `tables` compares the tables with the replayed book too; `guards` asks whether the database's triggers stand;
    `told` hears each part as it begins.
    With one `origin`, what belongs to no entry (vault, evidence, releases) is judged only if it is the only book.
    """
    findings = Findings(told=told)
    all_books = books()
    chosen = all_books if origin is None else [origin]
    seen = [Seen(book) for book in chosen]
    audits = [vaults.VaultAudit(findings) for _ in chosen]
    for one, audit in zip(seen, audits, strict=True):
        findings.during(f"通读 {one.book}", audit.follow, scan(one, findings), one)
        findings.during(f"保险柜 {one.book}", audit.finish, one)
        findings.during(f"树 {one.book}", trees.check_trees, one, findings)
    findings.during("附件", papers.check_files, seen, findings)
    if set(chosen) >= set(all_books):
        findings.during("孤行", orphans.check_orphans, chosen, findings)
        findings.during("保险柜", vaults.check_strangers, audits, seen, findings)
        findings.during("签名凭据", papers.check_evidence, seen, findings)
    if tables:
        findings.during("读数表", _check_tables, findings)
    for name in triggers.missing() if guards else ():
        findings.add("护栏", name, "数据库中缺少这道护栏")
    return findings.faults


def _check_tables(findings: Findings) -> None:
    for difference in rebuild.check():
        findings.add("读数表", f"{difference.table} {difference.row}", difference.what)


def parts() -> int:
    """部分数 How many parts an audit of everything tells of, without the tables."""
    return 3 * len(books()) + 4


def counted() -> tuple[int, int]:
    """规模 How many entries in how many books."""
    return EntryRow.objects.count(), len(books())


def books() -> list[str]:
    """各簿 Every book that the lock store, the entries, the leaves or the checkpoints speak of."""
    found = {origins.parse(lock.origin)[0] for lock in lockstore.everything()}
    for table in (EntryRow, Leaf, CheckpointRow):
        found |= set(table.objects.values_list("book", flat=True).distinct())
    return sorted(found)
