"""Small secrets of a casebook that lies on a server others run: sealed under a key that follows from the team's.

AES-256-GCM under a key of its own (HKDF-SHA256, RFC 5869); what a secret is bound to it, so that none takes another's
place.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.sealing.chunks import SealBroken

__all__ = ["open_seed", "seal_seed"]

_INFO = b"ofpra back office|seeds|1"
_NONCE = 12


def _under(key: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(key))


def seal_seed(key: bytes, name: str, seed: bytes) -> bytes:
    """A secret sealed under a team's key (32 octets): nonce (12 random octets), ciphertext, tag; `name`: what it is."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _under(key).encrypt(nonce, seed, name.encode())


def open_seed(key: bytes, name: str, sealed: bytes) -> bytes:
    """The secret again; raises `SealBroken` under another key, another name, or where it was changed."""
    try:
        return _under(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken("seed does not open") from error
