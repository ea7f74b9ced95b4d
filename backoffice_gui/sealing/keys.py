"""Keys: HPKE key pairs (RFC 9180), run keys and their canaries, wrapped attempt keys.

An attempt's key is wrapped under the run key that the collector holds in memory; the run key is
sealed by HPKE to the inbox's public key, and to the recovery key where there is one. So whoever
has the inbox alone, the collector included, can't read what it brought home.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing.chunks import KEY_OCTETS, AttemptKey, SealBroken, SealContext

__all__ = [
    "SUITE",
    "PrivateKey",
    "PublicKey",
    "generate",
    "new_run_key",
    "open_canary",
    "open_with",
    "run_key_info",
    "seal_canary",
    "seal_to",
    "unwrap",
    "wrap",
]

SUITE = "HPKE-MLKEM768X25519-HKDFSHA256-AES256GCM"
"""The one suite this version seals with; its name stands beside everything it sealed."""

_HPKE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_X25519 = 32
_NONCE = 12
_DERIVE = b"ofpra private key 1"
_WRAP = b"ofpra attempt key 1|"
_CANARY = b"ofpra canary 1"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half: ML-KEM-768's 1,184 octets, then X25519's 32."""

    suite: str
    octets: bytes

    @property
    def fingerprint(self) -> str:
        """`sha256-…` over suite and octets: what is pinned, compared and shown."""
        return "sha256-" + hashlib.sha256(self.suite.encode() + b"\0" + self.octets).hexdigest()


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The private half as a seed of 32 octets, from which both parts are derived (HKDF-SHA256).

    A seed that is a `bytearray` can be wiped: whoever opens with it then hears `WrongKey("locked")`, not that what is
    sealed is broken.
    """

    suite: str
    seed: bytes | bytearray = field(repr=False)

    def public(self) -> PublicKey:
        """The public half."""
        kem, curve = _halves(self)
        octets = kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        return PublicKey(self.suite, octets)

    def wipe(self) -> None:
        """Overwrite the seed; the key is of no use afterwards, on any thread."""
        if isinstance(self.seed, bytearray):
            self.seed[:] = bytes(len(self.seed))  # at once: nobody derives from half a seed


def _halves(private: PrivateKey) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
    seed = bytes(private.seed)
    if private.suite != SUITE or len(seed) != KEY_OCTETS:
        raise SealBroken("suite not known")
    if not any(seed):
        raise WrongKey("locked")
    octets = HKDF(hashes.SHA256(), _MLKEM_SEED + _X25519, None, _DERIVE).derive(seed)
    kem = mlkem.MLKEM768PrivateKey.from_seed_bytes(octets[:_MLKEM_SEED])
    return kem, x25519.X25519PrivateKey.from_private_bytes(octets[_MLKEM_SEED:])


def generate() -> PrivateKey:
    """A new random private key."""
    return PrivateKey(SUITE, secrets.token_bytes(KEY_OCTETS))


def seal_to(public: PublicKey, plain: bytes, info: bytes) -> bytes:
    """Seal a short secret to a public key; `info` binds what it is for. Raises `SealBroken` for a key it can't use."""
    if public.suite != SUITE or len(public.octets) != _MLKEM_PUBLIC + _X25519:
        raise SealBroken("suite not known")
    try:
        kem = mlkem.MLKEM768PublicKey.from_public_bytes(public.octets[:_MLKEM_PUBLIC])
        curve = x25519.X25519PublicKey.from_public_bytes(public.octets[_MLKEM_PUBLIC:])
        return _HPKE.encrypt(plain, hpke.MLKEM768X25519PublicKey(kem, curve), info=info)
    except ValueError as error:
        raise SealBroken("not a public key") from error


def open_with(private: PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """Open what `seal_to` sealed with the same `info`; raises `SealBroken`."""
    key = hpke.MLKEM768X25519PrivateKey(*_halves(private))
    try:
        return _HPKE.decrypt(sealed, key, info=info)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("does not open") from error


def run_key_info(store_id: str, public: PublicKey) -> bytes:
    """The `info` under which a run key is sealed: for this store and this public key only."""
    return b"ofpra run key 1|" + store_id.encode() + b"|" + public.fingerprint.encode()


def new_run_key() -> bytes:
    """256 random bits under which attempt keys are wrapped for an hour, held in memory only."""
    return secrets.token_bytes(KEY_OCTETS)


def wrap(run_key: bytes, key: AttemptKey) -> bytes:
    """An attempt's key under the run key: nonce (12 random octets), key, tag; bound to its context."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(run_key).encrypt(nonce, key.octets, _WRAP + key.context.bound())


def unwrap(run_key: bytes, wrapped: bytes, context: SealContext) -> AttemptKey:
    """The attempt's key again; raises `SealBroken`."""
    try:
        octets = AESGCM(run_key).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _WRAP + context.bound())
    except (InvalidTag, ValueError) as error:
        raise SealBroken("wrapped key does not open") from error
    return AttemptKey(octets, context)


def seal_canary(run_key: bytes) -> bytes:
    """A fixed text under the run key: whoever opens it has proven the way from private key to run key."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(run_key).encrypt(nonce, _CANARY, _CANARY)


def open_canary(run_key: bytes, sealed: bytes) -> None:
    """Return where the canary opens; raises `SealBroken` where it doesn't."""
    try:
        plain = AESGCM(run_key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _CANARY)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("canary does not open") from error
    if plain != _CANARY:
        raise SealBroken("canary says something else")
