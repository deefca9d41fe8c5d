"""公钥检查 Which public keys may be enrolled: canonical, on the curve, of full order; the rest is refused.

OpenSSL and libsodium disagree on 165 of 914 published edge cases; a key that only some verifiers accept would let its
owner deny a signature, so none of those gets in.
"""

from __future__ import annotations

from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from liuhen.kit.refusals import BadInput
from liuhen.ledger.verify import ed25519
from liuhen.ledger.verify.merkle import ProofError

EDDSA, ES256 = -8, -7
"""算法号 COSE algorithm numbers (RFC 9053): Ed25519 and ECDSA on P-256 with SHA-256."""

P256_PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1
KTY, ALG, CRV, X, Y = 1, 3, -1, -2, -3


def check_ed25519(raw: bytes) -> bytes:
    """爱德华公钥 The key, when it may be enrolled. Raises BadInput."""
    try:
        return ed25519.check_public_key(raw)
    except ProofError as error:
        raise BadInput("signatures.weak-key", "这个签名凭证的公钥不合规，不能登记，请换一个设备或重新生成") from error


def check_cose(encoded: bytes) -> int:
    """通行密钥公钥 The algorithm number of a COSE key that may be enrolled. Raises BadInput."""
    key = _strict(encoded)
    if key.get(KTY) == 1 and key.get(ALG) == EDDSA and set(key) == {KTY, ALG, CRV, X} and key[CRV] == 6:
        check_ed25519(_octets(key[X]))
        return EDDSA
    if key.get(KTY) == 2 and key.get(ALG) == ES256 and set(key) == {KTY, ALG, CRV, X, Y} and key[CRV] == 1:
        _check_p256(_octets(key[X]), _octets(key[Y]))
        return ES256
    raise _refused("只接受 Ed25519 或 P-256 的通行密钥")


def ed25519_of(encoded: bytes) -> bytes | None:
    """取爱德华公钥 The 32 bytes of an EdDSA COSE key, or None for another algorithm."""
    key = cbor2.loads(encoded)
    return bytes(key[X]) if key[ALG] == EDDSA else None


def _strict(encoded: bytes) -> dict[int, Any]:
    """One spelling per key (CTAP2 canonical CBOR): two spellings of one key would be two keys in the book."""
    try:
        key = cbor2.loads(encoded)
    except Exception as error:  # the decoder raises whatever the bytes lead it to
        raise _refused("通行密钥的公钥不能读取") from error
    if not isinstance(key, dict) or cbor2.dumps(key, canonical=True) != encoded:
        raise _refused("通行密钥的公钥写法不规范")
    return key


def _octets(value: object) -> bytes:
    if not isinstance(value, bytes) or len(value) != 32:
        raise _refused("通行密钥的公钥长度不对")
    return value


def _check_p256(x: bytes, y: bytes) -> None:
    point = int.from_bytes(x, "big"), int.from_bytes(y, "big")
    try:
        # OpenSSL takes coordinates modulo the prime: one point would have two spellings. P-256 has no small subgroup.
        if max(point) >= P256_PRIME:
            raise ValueError("not reduced")
        ec.EllipticCurvePublicNumbers(*point, ec.SECP256R1()).public_key()
    except ValueError as error:
        raise _refused("通行密钥的公钥不在曲线上") from error


def _refused(why: str) -> BadInput:
    return BadInput("signatures.weak-key", why, next_step="请换一个设备或重新生成通行密钥后再登记")
