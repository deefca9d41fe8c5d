"""树 Leaves → tiles → every checkpoint ever signed → the lock store, for one book."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from liuhen.kit import clock
from liuhen.ledger import lockstore, origins
from liuhen.ledger.audit.faults import Findings
from liuhen.ledger.audit.scan import Seen
from liuhen.ledger.lockstore import Lock
from liuhen.ledger.models import CheckpointRow, Tile
from liuhen.ledger.origins import LOGS
from liuhen.ledger.signing import opened
from liuhen.ledger.verify.checkpoint import Checkpoint
from liuhen.ledger.verify.merkle import EMPTY_ROOT, Frontier, ProofError, root
from liuhen.ledger.verify.tiles import WIDTH

CHECKPOINT, TILE, LEAF, LOCK, ANCHOR = "检查点", "瓦片", "叶", "锁库", "锚定"
Roots = dict[int, bytes]
"""树根 Roots by size, recomputed from the entries' bytes."""


def check_trees(seen: Seen, findings: Findings) -> None:
    """查树 All trees, checkpoints, locks and anchors of a book."""
    checkpoints = list(CheckpointRow.objects.filter(book=seen.book).order_by("log", "size"))
    locks = [lock for lock in lockstore.everything() if _belongs(lock, seen.book)]
    _check_strangers(seen, checkpoints, findings)
    roots: dict[str, Roots] = {}
    for log in LOGS:
        leaves = _contiguous(seen, log, findings)
        _check_tiles(seen.book, log, leaves, findings)
        roots[log] = _roots(leaves, _sizes(log, seen, checkpoints, locks))
        _check_checkpoints(seen, [row for row in checkpoints if row.log == log], roots[log], len(leaves), findings)
    _check_kept(seen, checkpoints, findings)
    _check_locks(seen, locks, checkpoints, roots, findings)
    _check_anchors(seen, checkpoints, findings)


def _belongs(lock: Lock, book: str) -> bool:
    return origins.parse(lock.origin)[0] == book


def _check_strangers(seen: Seen, checkpoints: list[CheckpointRow], findings: Findings) -> None:
    for log in seen.hashes.keys() - set(LOGS):
        findings.add(LEAF, f"{seen.book}/{log}", "没有这样的日志")
    for row in checkpoints:
        if row.log not in LOGS:
            findings.add(CHECKPOINT, f"{row.origin} 规模 {row.size}", "没有这样的日志")


def _contiguous(seen: Seen, log: str, findings: Findings) -> list[bytes]:
    """The leaf hashes from 0 on, up to the first gap, which is a fault."""
    places = seen.hashes.get(log, {})
    found: list[bytes] = []
    while len(found) in places:
        found.append(places[len(found)])
    if len(found) < len(places):
        findings.add(LEAF, f"{seen.book}/{log}", f"序号 {len(found)} 缺失，其后还有 {len(places) - len(found)} 条")
    return found


def _check_tiles(book: str, log: str, leaves: list[bytes], findings: Findings) -> None:
    stored = {
        (row.level, row.number): (bytes(row.hashes), bytes(row.root))
        for row in Tile.objects.filter(book=book, log=log).iterator(500)
    }
    level, hashes = 0, leaves
    while hashes:
        above = []
        for number in range(len(hashes) // WIDTH):
            mine = hashes[number * WIDTH : (number + 1) * WIDTH]
            above.append(root(mine))
            _check_tile(
                f"{book}/{log} 第 {level} 层第 {number} 块",
                stored.pop((level, number), None),
                mine,
                above[-1],
                findings,
            )
        level, hashes = level + 1, above
    for level, number in stored:
        findings.add(TILE, f"{book}/{log} 第 {level} 层第 {number} 块", "多出的瓦片，没有对应的叶")


def _check_tile(
    where: str, stored: tuple[bytes, bytes] | None, hashes: list[bytes], top: bytes, findings: Findings
) -> None:
    if stored is None:
        findings.add(TILE, where, "缺失")
    elif stored[0] != b"".join(hashes):
        findings.add(TILE, where, "与叶哈希不符")
    elif stored[1] != top:
        findings.add(TILE, where, "块顶哈希不符")


def _sizes(log: str, seen: Seen, checkpoints: list[CheckpointRow], locks: list[Lock]) -> set[int]:
    stated = {row.size for row in checkpoints if row.log == log}
    return stated | {lock.size for lock in locks if origins.parse(lock.origin)[1] == log}


def _roots(leaves: list[bytes], sizes: set[int]) -> Roots:
    """Roots of all these sizes in one walk: each tree is the beginning of the next by construction."""
    frontier, found = Frontier(), {0: EMPTY_ROOT}
    for size in sorted(size for size in sizes if 0 < size <= len(leaves)):
        frontier.extend(leaves[frontier.size : size])
        found[size] = frontier.root()
    return found


def _check_checkpoints(seen: Seen, rows: list[CheckpointRow], roots: Roots, leaves: int, findings: Findings) -> None:
    good, broken = 0, False
    for row in rows:
        where = f"{row.origin} 规模 {row.size}"
        problem = _note_problem(seen, row)
        if problem:
            findings.add(CHECKPOINT, where, problem)
        if row.size > leaves:
            findings.add(CHECKPOINT, where, f"日志只剩 {leaves} 条，末尾 {row.size - leaves} 条已被删除或无法连续读取")
        elif roots.get(row.size) != bytes(row.root) and not broken:
            broken = True  # all later ones differ for the same reason
            findings.add(
                CHECKPOINT, where, f"重算的树根不符：序号 {good} 至 {row.size - 1} 之间的记录被改动、增删或换序"
            )
        good = row.size


def _note_problem(seen: Seen, row: CheckpointRow) -> str:
    names = seen.vkeys.get(row.origin)
    if names is None:
        return "公开日志没有公布这个日志名的公钥"
    try:
        checkpoint, signed_at = opened(row.note.encode(), tuple(names))
        book, log, _ = origins.parse(row.origin)
    except (ProofError, ValueError) as error:
        return f"签名不成立：{error}"
    if checkpoint != Checkpoint(row.origin, row.size, bytes(row.root)) or (book, log) != (row.book, row.log):
        return "登记的日志名、规模或树根与签名文书不符"
    return "" if clock.truncated(row.signed_at) == signed_at else "登记的签发时间与签名文书不符"


def _check_kept(seen: Seen, checkpoints: list[CheckpointRow], findings: Findings) -> None:
    """Every checkpoint ever signed is still here, and none that was not."""
    signed = {place: digest for place, digest in lockstore.signed().items() if place[0] in seen.vkeys}
    stored = {(row.origin, row.size): sha256(row.note.encode()).hexdigest() for row in checkpoints}
    for origin, size in signed.keys() - stored.keys() - _given_up(seen, signed):
        findings.add(
            CHECKPOINT, f"{origin} 规模 {size}", "曾经签发，现已不在：检查点被删，或排序器在发布前中断而尚未重启"
        )
    for origin, size in stored.keys() - signed.keys():
        findings.add(CHECKPOINT, f"{origin} 规模 {size}", "锁库中没有签发过它的记录")
    for origin, size in stored.keys() & signed.keys():
        if stored[origin, size] != signed[origin, size]:
            findings.add(CHECKPOINT, f"{origin} 规模 {size}", "与锁库登记的签名文书不是同一份")


def _given_up(seen: Seen, signed: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """What an epoch openly left behind: checkpoints of the old name beyond the place where the new one goes on."""
    ends = {}
    for epoch in seen.epochs:
        begins = {origins.parse(origin)[1]: int(start[0]) for origin, start in epoch["starts"].items()}
        ends.update({origin: begins[origins.parse(origin)[1]] for origin in epoch["last"]})
    return {(origin, size) for origin, size in signed if size > ends.get(origin, size)}


def _check_locks(
    seen: Seen, locks: list[Lock], checkpoints: list[CheckpointRow], roots: dict[str, Roots], findings: Findings
) -> None:
    known = {lock.origin: lock for lock in locks}
    for origin in seen.vkeys.keys() - known.keys():
        findings.add(LOCK, origin, "锁库中没有这个日志：锁库遗失或被换")
    retired = {origin: last for epoch in seen.epochs for origin, last in epoch["last"].items()}
    published = {(row.origin, row.size): row.note for row in checkpoints}
    for lock in locks:
        if lock.origin not in seen.vkeys:
            findings.add(LOCK, lock.origin, "锁库中有这个日志，而公开日志没有它的立簿或纪元记录")
        elif lock.origin in retired:
            if retired[lock.origin] != [str(lock.size), lock.root.hex()]:
                findings.add(LOCK, lock.origin, "旧纪元的最后检查点与开新纪元时所记不符")
        else:
            _check_lock(seen, lock, published, roots[origins.parse(lock.origin)[1]], findings)


def _check_lock(
    seen: Seen, lock: Lock, published: dict[tuple[str, int], str], roots: Roots, findings: Findings
) -> None:
    where = f"{lock.origin} 规模 {lock.size}"
    if lock.note:
        note = published.get((lock.origin, lock.size))
        if note is None:
            findings.add(LOCK, where, "已锁定的检查点没有发布：检查点被删，或排序器在发布前中断而尚未重启")
        elif note != lock.note.decode(errors="replace"):
            findings.add(LOCK, where, "锁库与数据库中同一规模的检查点不是同一份")
        try:
            checkpoint, _ = opened(lock.note, tuple(seen.vkeys[lock.origin]))
            if (checkpoint.size, checkpoint.root) != (lock.size, lock.root):
                findings.add(LOCK, where, "锁库登记的规模或树根与其签名文书不符")
        except ProofError as error:
            findings.add(LOCK, where, f"锁库中的签名不成立：{error}")
    beyond = [size for origin, size in published if origin == lock.origin and size > lock.size]
    if beyond:
        findings.add(LOCK, where, f"数据库的检查点（规模 {max(beyond)}）超前于锁库：锁库被换回旧件")
    if lock.size not in roots:
        findings.add(LOCK, where, "数据库落后于锁库：数据库可能是旧备份，或末尾被删")
    elif roots[lock.size] != lock.root:
        findings.add(LOCK, where, "数据库重算的树根与锁库不符")


def _check_anchors(seen: Seen, checkpoints: list[CheckpointRow], findings: Findings) -> None:
    signed: dict[tuple[str, int], Any] = {(row.origin, row.size): bytes(row.root).hex() for row in checkpoints}
    for name, anchor in seen.anchors:
        found = signed.get((anchor["log"], anchor["size"]))
        if found is None:
            findings.add(ANCHOR, name, f"所锚定的检查点 {anchor['log']} 规模 {anchor['size']} 不在")
        elif found != anchor["root"]:
            findings.add(ANCHOR, name, f"所锚定的树根与检查点 {anchor['log']} 规模 {anchor['size']} 不符")
