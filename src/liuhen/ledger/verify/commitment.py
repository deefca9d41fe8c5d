"""承诺 A salted commitment to one field: it stands in the entry for the value, binds it and tells nothing about it."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest

from .merkle import ProofError

DOMAIN = b"liuhen/commit/v1"
SALT_SIZE = 16


def commit(path: str, salt: bytes, canonical_value: bytes) -> bytes:
    """Commit to `canonical_value` (canonical JSON bytes) of the field `path`, with 16 random bytes of salt.

    SHA-256(domain ‖ 0 ‖ path in UTF-8 ‖ 0 ‖ salt ‖ value): the path is bound, so that one field's commitment
    cannot be shown as another's; without the salt a vote or a yes/no could be guessed.
    """
    if len(salt) != SALT_SIZE:
        raise ProofError(f"salt has {len(salt)} bytes, not {SALT_SIZE}")
    if not path or "\x00" in path:
        raise ProofError(f"field path {path!r} is empty or holds a NUL")
    return sha256(b"\x00".join((DOMAIN, path.encode(), salt + canonical_value))).digest()


def verify_commitment(path: str, salt: bytes, canonical_value: bytes, commitment: bytes) -> None:
    """Raise ProofError unless value and salt open `commitment`."""
    if not compare_digest(commit(path, salt, canonical_value), commitment):
        raise ProofError(f"value and salt of {path!r} do not open the commitment")
