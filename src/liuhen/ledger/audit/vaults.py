"""保险柜查验 Every commitment opens with what the vault holds, or stands redacted; nothing lies there unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from liuhen.kit import canonical
from liuhen.ledger import vault
from liuhen.ledger.audit.faults import Findings
from liuhen.ledger.audit.scan import DOCUMENT, Read, Seen
from liuhen.ledger.models import Release, VaultKey, VaultRow
from liuhen.ledger.verify.commitment import verify_commitment
from liuhen.ledger.verify.merkle import ProofError

PART = "保险柜"
PORTION = 500
Key = tuple[UUID, str]


class VaultAudit:
    """保险柜查验 Follows the entries in portions; what is blank is judged at the end, when redactions are known."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.ring: vault.Ring = {}
        self.named: set[Key] = set()
        self.blank: dict[Key, str] = {}
        self.full: set[Key] = set()
        self.owners: set[str] = set()

    def follow(self, reads: Iterable[Read], seen: Seen) -> None:
        """随读 Judges the vault rows of every entry that passes."""
        rest: Iterator[Read] = iter(reads)
        while portion := list(islice(rest, PORTION)):
            ids = [read.id for read in portion if read.spec.vaulted]
            rows: dict[UUID, dict[str, VaultRow]] = {}
            for row in VaultRow.objects.filter(entry__in=ids) if ids else ():
                rows.setdefault(row.entry, {})[row.field] = row
            for read in portion:
                plain = self._entry(read, rows.get(read.id, {}))
                if read.body["sig"] and DOCUMENT in plain:
                    seen.documents[read.row.name] = sha256(str(plain[DOCUMENT]).encode()).digest()
                if read.spec.releases in plain:
                    seen.releases.setdefault(str(plain[read.spec.releases]), read.id)

    def finish(self, seen: Seen) -> None:
        """收尾 Blanks without a redaction, redactions without a blank."""
        for place, owner in self.blank.items():
            if place not in seen.redacted and owner not in seen.erased:
                self.findings.add(PART, _where(place), "内容已被销毁，而存证簿中没有依规删除的记录")
        for place in self.full & seen.redacted:
            self.findings.add(PART, _where(place), "已依规删除，而保险柜中仍有内容")

    def _entry(self, read: Read, rows: dict[str, VaultRow]) -> dict[str, Any]:
        """What could be read of the entry's values, all of them judged."""
        plain: dict[str, Any] = dict(read.body["public"])
        for spec in read.spec.vaulted:
            place = read.id, spec.name
            self.named.add(place)
            row = rows.get(spec.name)
            if row is None:
                self.findings.add(PART, _where(place), "缺失")
            else:
                self._row(read, spec.name, row, plain)
        for spec in read.spec.vaulted:
            if spec.name in rows:
                self._marks(read, spec, rows[spec.name], plain)
        return plain

    def _row(self, read: Read, name: str, row: VaultRow, plain: dict[str, Any]) -> None:
        place = read.id, name
        self.owners.add(row.owner)
        if row.blob is None:
            self.blank[place] = row.owner
            return
        try:
            opened = vault.unseal(row, self.ring)
            value = canonical.encode(opened.value)
            verify_commitment(name, opened.salt, value, bytes.fromhex(read.body["sealed"][name]))
        except vault.DestroyedKey:
            self.blank[place] = row.owner
        except (vault.VaultError, ProofError, ValueError) as error:
            self.findings.add(PART, _where(place), f"打不开存证簿中的承诺：{error}")
        else:
            plain[name] = opened.value
            self.full.add(place)

    def _marks(self, read: Read, spec: Any, row: VaultRow, plain: dict[str, Any]) -> None:
        wrong = []
        if row.mark != spec.mark.value:
            wrong.append("密级")
        if (not spec.held_by or spec.held_by in plain) and row.hold != vault.hold_of(plain, spec):
            wrong.append("封存号")
        organ = UUID(read.body["org"])
        if (not spec.about or spec.about in plain) and row.owner != vault.owner_of(plain, spec, organ):
            wrong.append("钥主")
        if wrong:
            self.findings.add(PART, _where((read.id, spec.name)), f"{'、'.join(wrong)}与存证簿不符")


def check_strangers(audits: list[VaultAudit], seen: list[Seen], findings: Findings) -> None:
    """无主内容 Vault rows, keys and releases that no entry of any book accounts for."""
    named = set().union(*(audit.named for audit in audits))
    for place in VaultRow.objects.values_list("entry", "field").iterator(2000):
        if place not in named:
            findings.add(PART, _where(place), "存证簿中没有这一项")
    owners = set().union(*(audit.owners for audit in audits))
    erased = set().union(*(one.erased for one in seen))
    _check_keys(owners, erased, findings)
    wanted = {hold: entry for one in seen for hold, entry in one.releases.items()}
    stored = dict(Release.objects.values_list("hold", "entry"))
    for hold in wanted.keys() | stored.keys():
        if wanted.get(hold) != stored.get(hold):
            findings.add("解封", hold, "解封登记与存证簿不符")


def _check_keys(owners: set[str], erased: set[str], findings: Findings) -> None:
    stored = {row.owner: row for row in VaultKey.objects.iterator(2000)}
    for owner in owners - stored.keys():
        findings.add("数据密钥", owner, "缺失")
    for owner, row in stored.items():
        if owner not in owners:
            findings.add("数据密钥", owner, "没有任何内容用它封存")
        elif row.wrapped is None:
            if owner not in erased:
                findings.add("数据密钥", owner, "已被销毁，而存证簿中没有销毁记录")
        elif owner in erased:
            findings.add("数据密钥", owner, "存证簿记为已销毁，而密钥仍在")
        else:
            try:
                vault.unwrap(row)
            except vault.VaultError as error:
                findings.add("数据密钥", owner, str(error))


def _where(place: Key) -> str:
    return f"记录 {place[0]} 的 {place[1]}"
