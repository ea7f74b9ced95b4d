"""Vouching for octets that lie where others may write: a code that only who has the casebook's key can make.

HMAC-SHA256 (RFC 2104) under a key of its own, derived from the casebook's (HKDF, RFC 5869).
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["vouch", "vouched"]

_INFO = b"ofpra back office|vouching|1"


def vouch(key: bytes, octets: bytes) -> bytes:
    """The code of these octets: 32 octets."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(key)
    return hmac.digest(derived, octets, sha256)


def vouched(key: bytes, octets: bytes, code: bytes) -> bool:
    """Whether the code is that of these octets."""
    return hmac.compare_digest(vouch(key, octets), code)
