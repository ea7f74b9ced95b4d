"""Sealed chunks: AES-256-GCM (NIST SP 800-38D) under a key that one attempt alone has.

Nonce: 4 octets part, 8 octets chunk, big-endian. Associated data: format, store, origin, id, D,
attempt, part, chunk, last?, each text with its length before it. So a chunk that was cut,
reordered, or carried to another part, attempt, submission or store does not open. The manifest
(the whole JWS, ASCII) is part `MANIFEST_PART`, one chunk; an empty part is one empty last chunk.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["CHUNK", "FORMAT", "KEY_OCTETS", "MANIFEST_PART", "OVERHEAD", "AttemptKey", "SealBroken", "SealContext"]

CHUNK = 1024 * 1024
"""The most octets of plain text in one chunk."""
MANIFEST_PART = 0xFFFF_FFFF
FORMAT = 1
OVERHEAD = 16
"""What a sealed chunk is longer than its plain text (the tag)."""
KEY_OCTETS = 32

_PLACE = struct.Struct(">IQ")


class SealBroken(ValueError):
    """It does not open: a wrong key, or octets that were changed, moved or cut."""


def _prefixed(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


@dataclass(frozen=True, slots=True)
class SealContext:
    """What a chunk is bound to; `attempt` is the attempt's tag, 16 random octets.

    `store_id` is the store's name when the attempt began: kept with it, never rewritten.
    """

    store_id: str
    origin: str
    id: str
    digest: str
    attempt: bytes

    def bound(self) -> bytes:
        """The associated data that all chunks of the attempt share."""
        texts = (self.store_id, self.origin, self.id, self.digest)
        return bytes([FORMAT]) + b"".join(_prefixed(text.encode()) for text in texts) + _prefixed(self.attempt)


class AttemptKey:
    """The key of one attempt, with the context it seals in; in memory only."""

    __slots__ = ("_aead", "_bound", "_octets", "_sealed", "context")

    def __init__(self, octets: bytes, context: SealContext) -> None:
        if len(octets) != KEY_OCTETS:
            raise SealBroken("key of another length")
        self._octets = octets
        self._aead = AESGCM(octets)
        self._bound = context.bound()
        self._sealed: dict[int, int] = {}
        self.context = context

    @classmethod
    def new(cls, context: SealContext) -> AttemptKey:
        """A new random key (256 bits)."""
        return cls(secrets.token_bytes(KEY_OCTETS), context)

    def __repr__(self) -> str:
        return "AttemptKey(…)"

    @property
    def octets(self) -> bytes:
        """The 32 octets of the key, to be wrapped and nothing else."""
        return self._octets

    def seal(self, part: int, chunk: int, plain: bytes, *, last: bool) -> bytes:
        """Seal one chunk; chunks of a part come in order, each once.

        Raises `ValueError` for a chunk over 1 MiB, or one that this key has sealed already: a
        part that must be fetched again from its start is a new attempt.
        """
        if len(plain) > CHUNK:
            raise ValueError("chunk over 1 MiB")
        if chunk < self._sealed.get(part, 0):
            raise ValueError("nonce used already")
        self._sealed[part] = chunk + 1
        place = _PLACE.pack(part, chunk)
        return self._aead.encrypt(place, plain, self._bound + place + (b"\1" if last else b"\0"))

    def open(self, part: int, chunk: int, sealed: bytes, *, last: bool) -> bytes:
        """The plain text of one chunk; raises `SealBroken`."""
        place = _PLACE.pack(part, chunk)
        try:
            return self._aead.decrypt(place, sealed, self._bound + place + (b"\1" if last else b"\0"))
        except (InvalidTag, ValueError) as error:
            raise SealBroken("chunk does not open") from error
