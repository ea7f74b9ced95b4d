"""The recovery key as people copy it: 14 groups of 4 characters that notice a slip of the pen.

32 octets of seed and 3 octets of checksum (SHA-256 over suite and seed) in Crockford's base32:
no I, L, O or U; what is read back may have spaces, dashes, lower case, and I, L, O for 1, 1, 0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from backoffice_gui.sealing.chunks import KEY_OCTETS, SealBroken
from backoffice_gui.sealing.keys import SUITE, PrivateKey

__all__ = ["code_of", "key_of"]

_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_RFC, _CROCKFORD)
_FROM_CROCKFORD = str.maketrans(_CROCKFORD, _RFC)
_FORGIVEN = str.maketrans("ILO", "110", " \t\r\n-‐‑–—_.\u00a0\u202f")
_CHECK = 3
_GROUP = 4
_LENGTH = (KEY_OCTETS + _CHECK) * 8 // 5


def _checksum(seed: bytes | bytearray) -> bytes:
    return hashlib.sha256(b"ofpra recovery code 1|" + SUITE.encode() + b"|" + seed).digest()[:_CHECK]


def code_of(private: PrivateKey) -> str:
    """The printed form of a private key: `XXXX-XXXX-…`, 14 groups."""
    if private.suite != SUITE:
        raise SealBroken("suite not known")
    text = base64.b32encode(private.seed + _checksum(private.seed)).decode("ascii").translate(_TO_CROCKFORD)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_of(code: str) -> PrivateKey:
    """The private key that a typed code stands for; raises `SealBroken` where a character is off."""
    text = code.upper().translate(_FORGIVEN)
    if len(text) != _LENGTH or not set(text) <= set(_CROCKFORD):
        raise SealBroken("code of another length or alphabet")
    octets = base64.b32decode(text.translate(_FROM_CROCKFORD))
    seed, check = octets[:KEY_OCTETS], octets[KEY_OCTETS:]
    if not hmac.compare_digest(check, _checksum(seed)):
        raise SealBroken("checksum of the code is off")
    return PrivateKey(SUITE, seed)
