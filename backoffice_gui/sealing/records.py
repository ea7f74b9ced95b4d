"""Records of a file that only one desk reads: each sealed by itself, bound to its file, its owner and its place in it.

AES-256-GCM (NIST SP 800-38D) under a key that a random salt gives each file (HKDF, RFC 5869); nonces are random, 96
bits: a place that is written anew after a cut never meets the nonce of before. What is sealed is padded, so that its
length says little of what was typed.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.sealing.chunks import KEY_OCTETS, SealBroken

__all__ = ["SALT", "RecordKey"]

SALT = 32
"""Octets of a file's salt."""
_NONCE = 12
_PADDED = 256
_INFO = b"ofpra sealed records 1|"
_LENGTH = struct.Struct(">I")
_PLACE = struct.Struct(">Q")


class RecordKey:
    """The key of one file; `owner` is whose it is, and nobody else's opens with it."""

    __slots__ = ("_aead", "salt")

    def __init__(self, key: bytes | bytearray, salt: bytes, owner: str) -> None:
        info = _INFO + owner.encode("utf-8", "backslashreplace")
        self._aead = AESGCM(HKDF(SHA256(), KEY_OCTETS, salt, info).derive(bytes(key)))
        self.salt = salt

    def __repr__(self) -> str:
        return "RecordKey(…)"

    @classmethod
    def new(cls, key: bytes | bytearray, owner: str) -> RecordKey:
        """That of a file that is begun."""
        return cls(key, secrets.token_bytes(SALT), owner)

    def seal(self, place: int, plain: bytes) -> bytes:
        """Nonce, ciphertext and tag of the record at a place."""
        nonce = secrets.token_bytes(_NONCE)
        padded = _LENGTH.pack(len(plain)) + plain
        padded += bytes(-len(padded) % _PADDED)
        return nonce + self._aead.encrypt(nonce, padded, _PLACE.pack(place))

    def open(self, place: int, sealed: bytes) -> bytes:
        """What was sealed there; raises `SealBroken`."""
        try:
            padded = self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], _PLACE.pack(place))
        except (InvalidTag, ValueError) as error:
            raise SealBroken("record does not open") from error
        (length,) = _LENGTH.unpack(padded[: _LENGTH.size])
        return padded[_LENGTH.size : _LENGTH.size + length]
