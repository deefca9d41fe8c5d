"""爱德华签名 Ed25519 by RFC 8032, strict: what OpenSSL leaves open is refused, so that every verifier answers alike.

Refused beyond OpenSSL's own checks (S below the group order, cofactorless equation): keys and commitments R that are
not the canonical encoding of a curve point, or whose point has an order of 1, 2, 4 or 8.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .merkle import ProofError

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
_ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL_ORDER_Y = frozenset({0, 1, P - 1, _ORDER_8_Y, P - _ORDER_8_Y})
"""The y coordinates of all eight points whose order divides the cofactor."""


def check_point(encoded: bytes, what: str) -> None:
    """Raise ProofError unless these 32 bytes are a canonical point that is not of small order."""
    if len(encoded) != 32:
        raise ProofError(f"{what} has {len(encoded)} bytes, not 32")
    y = int.from_bytes(encoded, "little") & (1 << 255) - 1
    if y >= P:
        raise ProofError(f"{what} is not canonically encoded")
    if y in SMALL_ORDER_Y:
        raise ProofError(f"{what} is a point of small order")
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if pow(x2, (P - 1) // 2, P) != 1:
        raise ProofError(f"{what} is not a point of the curve")


def check_public_key(public: bytes) -> bytes:
    """登记时检查 Refuse weak and non-canonical public keys; returns the key."""
    check_point(public, "Ed25519 public key")
    return public


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Raise ProofError unless `signature` (64 bytes) of `message` by `public` holds."""
    check_public_key(public)
    if len(signature) != 64:
        raise ProofError(f"Ed25519 signature has {len(signature)} bytes, not 64")
    check_point(signature[:32], "Ed25519 signature's R")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        raise ProofError("Ed25519 signature does not hold") from None
