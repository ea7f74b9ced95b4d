"""The master secret wrapped by a passphrase and by a random half that the keyring keeps.

    key = HKDF-SHA256(Argon2id(passphrase) ‖ half)      sealed = AES-256-GCM(key, master secret)

Neither a stolen disk (no half) nor a stolen keyring (no wrap, no passphrase) suffices; both together leave a guess of
256 MiB and three passes each (RFC 9106, reliability.md §5.1). What a guess costs stands in the wrap, so that it can be
raised. A check under the half comes first: whoever has not got it can't make us derive with costs of their choice.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Annotated, Final, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.domain.passphrases import normalised
from backoffice_gui.security.master import MASTER_OCTETS, MasterSecret

__all__ = ["HALF_OCTETS", "STRONG", "Cost", "Wrap", "fits", "new_half", "open_wrap", "wrap_master"]

HALF_OCTETS: Final = 32
_SALT_OCTETS = 16
_NONCE_OCTETS = 12
_KEY_INFO = b"ofpra back office|master wrap|1"
_CHECK_LABEL = b"ofpra back office|master wrap check|1|"
_BOUND = b"ofpra back office|master secret|1"


class Cost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a guess costs (Argon2id): memory in KiB, passes over it, lanes."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=4 * 1024 * 1024)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]


STRONG: Final = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
"""What a new wrap costs; a test has less."""


class Wrap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wrapped master secret, as it is written down; `slot` names the half's place in the keyring."""

    version: Literal[1] = 1
    slot: Literal["a", "b"]
    cost: Cost
    salt: Annotated[bytes, msgspec.Meta(min_length=_SALT_OCTETS, max_length=_SALT_OCTETS)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE_OCTETS, max_length=_NONCE_OCTETS)]
    sealed: Annotated[bytes, msgspec.Meta(min_length=MASTER_OCTETS + 16, max_length=MASTER_OCTETS + 16)]
    check: bytes = b""


def new_half() -> bytearray:
    """256 random bits for the keyring."""
    return bytearray(secrets.token_bytes(HALF_OCTETS))


def _key(cost: Cost, salt: bytes, passphrase: str, half: bytes | bytearray) -> bytes:
    derivation = Argon2id(
        salt=salt, length=MASTER_OCTETS, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    stretched = derivation.derive(normalised(passphrase).encode())
    return HKDF(algorithm=SHA256(), length=MASTER_OCTETS, salt=None, info=_KEY_INFO).derive(stretched + bytes(half))


def _check(wrap: Wrap, half: bytes | bytearray) -> bytes:
    said = msgspec.json.encode(msgspec.structs.replace(wrap, check=b""))
    return hmac.new(bytes(half), _CHECK_LABEL + said, hashlib.sha256).digest()


def wrap_master(
    master: MasterSecret, passphrase: str, half: bytes | bytearray, *, slot: Literal["a", "b"], cost: Cost = STRONG
) -> Wrap:
    """Wrap the master secret; a salt of its own, so that each key seals once."""
    salt, nonce = secrets.token_bytes(_SALT_OCTETS), secrets.token_bytes(_NONCE_OCTETS)
    sealed = AESGCM(_key(cost, salt, passphrase, half)).encrypt(nonce, master.octets, _BOUND)
    bare = Wrap(slot=slot, cost=cost, salt=salt, nonce=nonce, sealed=sealed)
    return msgspec.structs.replace(bare, check=_check(bare, half))


def fits(wrap: Wrap, half: bytes | bytearray) -> bool:
    """Whether this is the half that the wrap was made with, and nobody has changed the wrap since."""
    return hmac.compare_digest(wrap.check, _check(wrap, half))


def open_wrap(wrap: Wrap, passphrase: str, half: bytes | bytearray) -> MasterSecret | None:
    """The master secret, or nothing where the passphrase is another; for a half that `fits`."""
    try:
        return MasterSecret(
            AESGCM(_key(wrap.cost, wrap.salt, passphrase, half)).decrypt(wrap.nonce, wrap.sealed, _BOUND)
        )
    except InvalidTag:
        return None
