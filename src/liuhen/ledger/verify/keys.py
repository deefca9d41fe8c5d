"""公钥文本 Reading vkeys of every signature type we verify."""

from __future__ import annotations

from .cosignature import CosignerKey, Mldsa44Key
from .merkle import ProofError
from .note import Ed25519Key, Key, check_name, decode_base64

KINDS: dict[int, type[Key]] = {one.kind: one for one in (Ed25519Key, CosignerKey, Mldsa44Key)}


def parse_vkey(vkey: str) -> Key:
    """Read `name+id+base64(type ‖ public key)`; raise ProofError for weak keys, wrong ids and unknown types."""
    name, _, rest = vkey.partition("+")
    wanted, _, encoded = rest.partition("+")
    raw = decode_base64(encoded)
    if not raw or raw[0] not in KINDS:
        raise ProofError(f"vkey of {check_name(name)!r} has an unknown signature type")
    key = KINDS[raw[0]](name, raw[1:])
    if key.id.hex() != wanted:
        raise ProofError(f"vkey of {name!r}: key id is {key.id.hex()}, not {wanted}")
    return key
