"""A passkey device in software: it makes keys and answers challenges as WebAuthn says, and can be made to lie."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """One device with one key. `count` is its counter; 0 for a device that does not count."""

    def __init__(self, algorithm: str = "ed25519", rp: str = "localhost", origin: str = "http://localhost") -> None:
        self.algorithm, self.rp, self.origin = algorithm, rp, origin
        self.id = secrets.token_bytes(16)
        self.count = 0
        self.private: Any = (
            Ed25519PrivateKey.generate() if algorithm == "ed25519" else ec.generate_private_key(ec.SECP256R1())
        )

    @property
    def cose(self) -> bytes:
        if self.algorithm == "ed25519":
            return cose_ed25519(self.private.public_key().public_bytes_raw())
        numbers = self.private.public_key().public_numbers()
        return cose_p256(numbers.x, numbers.y)

    def register(self, options: dict[str, Any], cose: bytes | None = None, verified: bool = True) -> str:
        """The browser's answer to options for a new passkey; `cose` slips another key in."""
        client = self._client("webauthn.create", options["challenge"])
        key = cose if cose is not None else self.cose
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        data = self._data(ATTESTED | PRESENT | (VERIFIED if verified else 0)) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {"clientDataJSON": _text(client), "attestationObject": _text(attestation)}
        return json.dumps({**self._frame(), "response": response})

    def sign(self, options: dict[str, Any], *, verified: bool = True, present: bool = True) -> str:
        """The browser's answer to a challenge."""
        client = self._client("webauthn.get", options["challenge"])
        data = self._data((PRESENT if present else 0) | (VERIFIED if verified else 0))
        signature = self._sign(data + hashlib.sha256(client).digest())
        response = {"clientDataJSON": _text(client), "authenticatorData": _text(data), "signature": _text(signature)}
        return json.dumps({**self._frame(), "response": response})

    def _sign(self, message: bytes) -> bytes:
        if self.algorithm == "ed25519":
            signed: bytes = self.private.sign(message)
            return signed
        signed = self.private.sign(message, ec.ECDSA(hashes.SHA256()))
        return signed

    def _client(self, kind: str, challenge: str) -> bytes:
        client = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(client, separators=(",", ":")).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _frame(self) -> dict[str, Any]:
        return {"id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "clientExtensionResults": {}}


def cose_ed25519(raw: bytes) -> bytes:
    return cbor2.dumps({1: 1, 3: -8, -1: 6, -2: raw}, canonical=True)


def cose_p256(x: int, y: int) -> bytes:
    coordinates = {-2: x.to_bytes(32, "big"), -3: y.to_bytes(32, "big")}
    return cbor2.dumps({1: 2, 3: -7, -1: 1, **coordinates}, canonical=True)


def altered(text: str) -> str:
    """The same base64url text with one bit of what it stands for turned over."""
    raw = bytearray(base64url_to_bytes(text))
    raw[len(raw) // 2] ^= 1
    return _text(bytes(raw))


def _text(raw: bytes) -> str:
    return str(bytes_to_base64url(raw))
