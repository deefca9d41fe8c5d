"""保险柜 Values that stand in the book only as commitments: sealed here, opened here, destroyed here.

Each owner (a person or an organ) has one AES-256 data key, wrapped by a key-encryption key that lies outside the
database. The blob of a field holds its salt and its canonical value together, so that the commitment of a
guessable value (a stance, a yes or no) gives nothing away to whoever reads the database. Values are filled up to
whole steps before they are encrypted: a ciphertext as long as “不同意” would say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from os import urandom
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from liuhen.kit import canonical
from liuhen.ledger import keys
from liuhen.ledger.models import VaultKey, VaultRow
from liuhen.ledger.records import FieldSpec, Record
from liuhen.ledger.values import spelled
from liuhen.ledger.verify.commitment import commit

SALT = 16
MAX_VALUE = 256 * 1024  # bytes of one field; a longer text is a file
NONCE = 12
STEP = 64  # bytes; canonical JSON never ends in a zero byte, so the filling can be taken off again
_cache: dict[tuple[object, str], bytes] = {}


class VaultError(Exception):
    """保险柜异常 A value cannot be had: destroyed, or not what was put in."""


class DestroyedKey(VaultError):
    """密钥已销毁 The data key of this person or organ is gone, and all it sealed with it."""


@dataclass(frozen=True)
class Opened:
    """已启封 A value with the salt that proves it."""

    value: Any
    salt: bytes


class Sealing(NamedTuple):
    """封存 One row for the vault: the ciphertext of a field's salt and value."""

    entry: str
    field: str
    mark: str
    hold: str
    owner: str
    blob: bytes


Ring = dict[str, bytes]
"""钥匙串 Unwrapped data keys by owner, for the length of one transaction."""


def seal(
    entry: str, record: Record, plain: dict[str, Any], organ: UUID, ring: Ring
) -> tuple[dict[str, str], list[Sealing]]:
    """封存 Commitments for the leaf and rows for the vault, one per field that is not public."""
    commitments: dict[str, str] = {}
    rows = []
    for spec in record.spec.vaulted:
        value = spelled((plain[spec.name],), plain[spec.name])
        if len(value) > MAX_VALUE:
            raise canonical.CanonicalError(f"{spec.name} 超过 {MAX_VALUE // 1024} KiB，长文请作为附件提交")
        salt = urandom(SALT)
        commitments[spec.name] = commit(spec.name, salt, value).hex()
        owner = owner_of(plain, spec, organ)
        blob = _encrypt(_key_for(owner, ring), salt + _filled(value), _context(entry, spec.name))
        rows.append(Sealing(entry, spec.name, spec.mark.value, hold_of(plain, spec), owner, blob))
    return commitments, rows


def open_blob(entry: UUID, field: str, owner: str, blob: bytes | None, ring: Ring) -> Opened:
    """启封 The value and salt in a blob. Raises VaultError when destroyed or tampered with.

    `ring` keeps unwrapped keys for the length of the caller's transaction.
    """
    if blob is None:
        raise VaultError("该内容已依规删除")
    if owner not in ring:
        ring[owner] = _known_key(owner)
    try:
        clear = _decrypt(ring[owner], blob, _context(entry, field))
        return Opened(canonical.decode(clear[SALT:].rstrip(b"\0")), clear[:SALT])
    except (InvalidTag, ValueError) as error:
        raise VaultError(f"保险柜内容与原件不符：{entry} {field}") from error


def ring_of(owners: Iterable[str]) -> Ring:
    """备齐钥匙 The data keys of several owners, as far as there are any, in one query."""
    known = {owner: _cache.get(_place(owner)) for owner in set(owners)}
    rows = VaultKey.objects.filter(owner__in=[owner for owner, key in known.items() if key is None])
    fresh = {row.owner: _unwrap(row, row.owner) for row in rows if row.wrapped is not None}
    if not transaction.get_connection().in_atomic_block:
        _cache.update({_place(owner): key for owner, key in fresh.items()})
    return {owner: key for owner, key in known.items() if key is not None} | fresh


def unseal(row: VaultRow, ring: Ring | None = None) -> Opened:
    """启封 The same for a stored row."""
    blob = None if row.blob is None else bytes(row.blob)
    return open_blob(row.entry, row.field, row.owner, blob, {} if ring is None else ring)


def forget_cached_keys() -> None:
    """清空缓存 Drops unwrapped keys from memory (after a key is destroyed, and between tests)."""
    _cache.clear()
    _cipher.cache_clear()


def owner_of(plain: dict[str, Any], spec: FieldSpec, organ: UUID) -> str:
    """钥主 Whose data key protects a field: the person it is about, the organ otherwise."""
    person = plain.get(spec.about) if spec.about else None
    return f"person:{person}" if person is not None else f"organ:{organ}"


def hold_of(plain: dict[str, Any], spec: FieldSpec) -> str:
    """封存号 The hold a field is under, "" for none."""
    return str(plain[spec.held_by]) if spec.held_by else ""


def _filled(value: bytes) -> bytes:
    return value.ljust(-(-len(value) // STEP) * STEP, b"\0")


def _context(entry: UUID | str, name: str) -> bytes:
    return f"liuhen/vault/v1\0{entry}\0{name}".encode()


def _key_for(owner: str, ring: Ring) -> bytes:
    place = _place(owner)
    key = _cache.get(place) or ring.get(owner)
    if key is None:
        fresh = urandom(32)
        row, made = VaultKey.objects.get_or_create(owner=owner, defaults={"wrapped": _wrap(fresh, owner)})
        key = ring[owner] = fresh if made else _unwrap(row, owner)
        # Only a committed key may outlive this transaction: a cached key without a row would lose what it sealed.
        transaction.on_commit(lambda: _cache.__setitem__(place, ring[owner]))
    return key


def _known_key(owner: str) -> bytes:
    place = _place(owner)
    if place not in _cache:
        key = _unwrap(VaultKey.objects.filter(owner=owner).first(), owner)
        if transaction.get_connection().in_atomic_block:
            return key
        _cache[place] = key
    return _cache[place]


def _place(owner: str) -> tuple[object, str]:
    return settings.LIUHEN_KEYS, owner


def _wrap(key: bytes, owner: str) -> bytes:
    return _encrypt(keys.key_encryption_key(), key, f"liuhen/vault-key/v1\0{owner}".encode())


def unwrap(row: VaultKey) -> bytes:
    """解开数据密钥 The data key in a row. Raises DestroyedKey, or VaultError when it is not what was wrapped."""
    return _unwrap(row, row.owner)


def _unwrap(row: VaultKey | None, owner: str) -> bytes:
    if row is None:
        raise VaultError("数据密钥缺失")
    if row.wrapped is None:
        raise DestroyedKey("该主体的数据密钥已销毁")
    try:
        return _decrypt(keys.key_encryption_key(), bytes(row.wrapped), f"liuhen/vault-key/v1\0{owner}".encode())
    except InvalidTag as error:
        raise VaultError("数据密钥与密钥加密密钥不符") from error


def _encrypt(key: bytes, clear: bytes, context: bytes) -> bytes:
    nonce = urandom(NONCE)
    return nonce + _cipher(key).encrypt(nonce, clear, context)


def _decrypt(key: bytes, blob: bytes, context: bytes) -> bytes:
    return _cipher(key).decrypt(blob[:NONCE], blob[NONCE:], context)


@lru_cache(maxsize=4096)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)
