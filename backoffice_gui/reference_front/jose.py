"""The front end's signature: compact JWS with Ed25519 (RFC 7515, RFC 9864), and its key set.

A signer of its own, a few lines long, so that the client's verifier is checked against something
it did not grow up with.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.files import write_private

__all__ = ["MANIFEST", "RECEIPT", "Signer", "payload_of"]

MANIFEST = "transfer-manifest"
RECEIPT = "transfer-receipt"


def _base64url(octets: bytes) -> bytes:
    return base64.urlsafe_b64encode(octets).rstrip(b"=")


def payload_of(jws: str) -> dict[str, Any]:
    """The payload of a JWS this front end signed itself."""
    segment = jws.split(".")[1]
    payload: dict[str, Any] = msgspec.json.decode(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    return payload


class Signer:
    """One signing key, named by its thumbprint (RFC 7638)."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._x = _base64url(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
        thumbprint = msgspec.json.encode({"crv": "Ed25519", "kty": "OKP", "x": self._x})
        self.kid = _base64url(hashlib.sha256(thumbprint).digest()).decode()
        self._headers = {typ: self._header(typ) for typ in (MANIFEST, RECEIPT)}

    @classmethod
    def kept_in(cls, file: Path) -> Signer:
        """The key of this PEM file, made there (0600) the first time; raises `ConfigurationError`."""
        if not file.exists():
            made = Ed25519PrivateKey.generate()
            write_private(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        try:
            key = load_pem_private_key(file.read_bytes(), password=None)
        except ValueError as error:
            raise ConfigurationError("signing-key", file=str(file)) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise ConfigurationError("signing-key", file=str(file))
        return cls(key)

    def _header(self, typ: str) -> bytes:
        return _base64url(msgspec.json.encode({"alg": "Ed25519", "kid": self.kid, "typ": typ}))

    def sign(self, payload: bytes, typ: str) -> str:
        """The compact JWS of these payload octets; `typ` is `MANIFEST` or `RECEIPT`."""
        signed = self._headers[typ] + b"." + _base64url(payload)
        return (signed + b"." + _base64url(self._key.sign(signed))).decode("ascii")

    def key_set(self) -> bytes:
        """The JWKS file (RFC 7517) that a client pins."""
        key = {"kty": "OKP", "crv": "Ed25519", "x": self._x, "kid": self.kid, "alg": "Ed25519", "use": "sig"}
        return msgspec.json.format(msgspec.json.encode({"keys": [key]}))
