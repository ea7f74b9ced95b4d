"""The heads of chains, signed, as lines that are kept elsewhere: who cuts a chain can't take them back.

One line of JSON a head, in ASCII, members sorted, no spaces: chain, hash, key, moment, number, signature, store,
version. The signature is Ed25519 (RFC 8032) over the same line without it, after a label of its own. A collector has no
key of ours: its heads stand without a signature, and count for being elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["Head", "SignedHead", "head_line", "public_of", "read_head", "sign", "signature_octets", "sound"]

_LABEL = b"ofpra back office|audit head|1\n"
_FILE_LABEL = b"ofpra back office|journal file|1\n"
_KEYS = frozenset({"at", "chain", "hash", "key", "n", "sig", "store", "v"})
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain of a store, at a moment: its number and its hash (32 octets)."""

    store: str
    chain: str
    n: int
    hash: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with the public key (32 octets) and the signature (64) over it; both empty where nobody could sign."""

    head: Head
    key: bytes = b""
    signature: bytes = b""


def public_of(seed: bytes) -> bytes:
    """The public half of a signing key's seed (32 octets)."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _members(head: Head, key: bytes) -> dict[str, str | int]:
    at = head.at.astimezone(UTC).isoformat(timespec="seconds")
    return {
        "at": at, "chain": head.chain, "hash": head.hash.hex(), "key": key.hex(), "n": head.n, "store": head.store,
        "v": 1,
    }  # fmt: skip


def _octets(members: dict[str, str | int]) -> bytes:
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def sign(seed: bytes, head: Head) -> SignedHead:
    """The head, signed; its moment counts in whole seconds."""
    key = public_of(seed)
    signed = Ed25519PrivateKey.from_private_bytes(seed).sign(_LABEL + _octets(_members(head, key)))
    return SignedHead(head, key, signed)


def sound(signed: SignedHead) -> bool:
    """Whether the signature is that of the key over the head."""
    try:
        public = Ed25519PublicKey.from_public_bytes(signed.key)
        public.verify(signed.signature, _LABEL + _octets(_members(signed.head, signed.key)))
    except (InvalidSignature, ValueError):
        return False
    return True


def signature_octets(seed: bytes, digest: bytes) -> bytes:
    """A signature over the digest (SHA-256) of a file that leaves the house, as JSON: digest, key, signature."""
    signed = Ed25519PrivateKey.from_private_bytes(seed).sign(_FILE_LABEL + digest)
    said: dict[str, str | int] = {
        "key": public_of(seed).hex(), "sha256": digest.hex(), "sig": signed.hex(), "v": 1
    }  # fmt: skip
    return _octets(said)


def head_line(signed: SignedHead) -> str:
    """The head as a line, without its end."""
    return _octets(_members(signed.head, signed.key) | {"sig": signed.signature.hex()}).decode("ascii")


def read_head(line: str) -> SignedHead | None:
    """A head from its line; nothing where it is none (a line that was cut, or was never ours)."""
    try:
        said = json.loads(line[:_LONGEST])
        if set(said) != _KEYS or said["v"] != 1:
            return None
        digest, key, signature = (bytes.fromhex(said[name]) for name in ("hash", "key", "sig"))
        at = datetime.fromisoformat(said["at"])
        head = Head(str(said["store"]), str(said["chain"]), int(said["n"]), digest, at)
        sizes = (len(digest), len(key), len(signature))
        return SignedHead(head, key, signature) if at.tzinfo and sizes in {(32, 32, 64), (32, 0, 0)} else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
