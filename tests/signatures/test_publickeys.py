"""公钥检查 The published edge cases of Ed25519, and what else must not be enrolled."""

from __future__ import annotations

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from liuhen.kit.refusals import BadInput
from liuhen.ledger import enrolment
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures.publickeys import EDDSA, ES256, check_cose, check_ed25519
from tests.signatures.device import Device, cose_ed25519, cose_p256

# All encodings of points whose order divides 8, canonical or not (Chalkias, Garillot, Nikolaenko: Taming the many
# EdDSAs, 2020, table 1; the same list stands in libsodium as its block list).
SMALL_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]
NOT_CANONICAL = [(2**255 - 19 + y).to_bytes(32, "little").hex() for y in range(19)]
OFF_CURVE = ["02" + "00" * 31, "07" + "00" * 31]
P256_PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1


def good_p256() -> tuple[int, int]:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    return numbers.x, numbers.y


@pytest.mark.parametrize("key", [*SMALL_ORDER, *NOT_CANONICAL, *OFF_CURVE, "", "00" * 31, "00" * 33])
def test_weak_ed25519_key_is_refused(key: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check_ed25519(bytes.fromhex(key))
    assert refusal.value.rule == "signatures.weak-key"
    with pytest.raises(BadInput):
        check_cose(cose_ed25519(bytes.fromhex(key)))


def test_good_keys_pass() -> None:
    raw = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert check_cose(cose_ed25519(raw)) == EDDSA
    assert check_cose(cose_p256(*good_p256())) == ES256


def test_p256_point_off_the_curve_is_refused() -> None:
    x, y = good_p256()
    for point in ((x, y ^ 1), (0, 0), (x, 0), (0, y)):
        with pytest.raises(BadInput):
            check_cose(cose_p256(*point))


def test_p256_coordinate_beyond_the_field_is_refused() -> None:
    # x = 5 has a point on the curve; 5 + p names the same point with another spelling.
    x = 5
    y = pow(x**3 - 3 * x + B, (P256_PRIME + 1) // 4, P256_PRIME)
    assert check_cose(cose_p256(x, y)) == ES256
    with pytest.raises(BadInput):
        check_cose(cose_p256(x + P256_PRIME, y))


def test_other_algorithms_curves_and_spellings_are_refused() -> None:
    raw, (x, y) = Ed25519PrivateKey.generate().public_key().public_bytes_raw(), good_p256()
    okp, point = {1: 1, 3: -8, -1: 6, -2: raw}, {-2: x.to_bytes(32, "big"), -3: y.to_bytes(32, "big")}
    wrong = [
        {1: 3, 3: -257, -1: b"n" * 256, -2: b"\1\0\1"},
        {**okp, -1: 4},
        {**okp, 3: -7},
        {**okp, 4: [2]},
        {1: 2, 3: -7, -1: 8, **point},
        {1: 2, 3: -35, -1: 2, **point},
        {1: 2, 3: -7, -1: 1, **point, -3: True},
        {},
        [],
        7,
    ]
    for key in wrong:
        with pytest.raises(BadInput):
            check_cose(cbor2.dumps(key, canonical=True))
    uncanonical = cbor2.dumps({-2: raw, -1: 6, 3: -8, 1: 1})
    uncompressed = b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    for encoded in (uncanonical, uncompressed, b"", b"\xff", cose_ed25519(raw) + b"\0"):
        with pytest.raises(BadInput):
            check_cose(encoded)


@pytest.mark.parametrize("key", SMALL_ORDER[:4])
def test_weak_key_never_reaches_the_book(book: Book, actor: Actor, key: str) -> None:
    device = Device()
    options = enrolment.passkey_options(person=actor.person, name="甲", rp="localhost")
    answer = device.register(options, cose=cose_ed25519(bytes.fromhex(key)))
    with pytest.raises(BadInput):
        enrolment.enrol_passkey(
            book, person=actor.person, answer=answer, rp="localhost", origin=device.origin, by=actor
        )
    assert not list(book.entries())


B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
