"""Signatures of the front end: compact JWS under Ed25519, by keys pinned in a JWKS file (protocol §1).

Nothing in a JWS chooses its own key or algorithm: `alg` must be one of two names for the same
thing, `kid` must be pinned, `typ` must be what was asked for (RFC 7515, 8037, 9864).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from backoffice_gui.domain.signed import NotCompactJws, segments
from backoffice_gui.domain.strict_json import NotStrictJson, loads
from backoffice_gui.errors import ConfigurationError

__all__ = ["TYP_MANIFEST", "TYP_RECEIPT", "KeySet", "Opened", "Verdict", "opened", "verify"]

TYP_MANIFEST = "transfer-manifest"
TYP_RECEIPT = "transfer-receipt"
_ALGORITHMS = ("Ed25519", "EdDSA")
_MAX_JWKS = 1024 * 1024
_HEADERS_KEPT = 64


class Verdict(enum.Enum):
    """What a signature is worth."""

    VALID = "valid"
    UNKNOWN_KEY = "unknown-key"
    BAD_SIGNATURE = "signature"
    BAD_HEADER = "header"


@dataclass(frozen=True, slots=True)
class _Header:
    """A protected header that asks for what we can check: its `typ` and the pinned key, if any."""

    typ: str
    key: Ed25519PublicKey | None


class _NotJwks(ValueError):
    """The file is no JWKS of ours; the message names the rule."""


class KeySet:
    """The front end's pinned public keys, by `kid`; several, so that it can change them.

    Every JWS of one key has the same header segment: parsed headers are kept (at most 64).
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """Take 32 raw octets for each `kid`."""
        self._keys = {kid: Ed25519PublicKey.from_public_bytes(octets) for kid, octets in keys.items()}
        self._headers: dict[bytes, _Header | None] = {}

    @property
    def kids(self) -> frozenset[str]:
        """The names of the pinned keys."""
        return frozenset(self._keys)

    @classmethod
    def load(cls, path: Path) -> KeySet:
        """Read a JWKS file (RFC 7517); raises `ConfigurationError` naming the file, never a value."""
        try:
            with path.open("rb") as file:
                octets = file.read(_MAX_JWKS + 1)
        except OSError as error:
            raise ConfigurationError("unreadable", file=str(path)) from error
        try:
            if len(octets) > _MAX_JWKS:
                raise _NotJwks("over 1 MiB")
            return cls(_jwks(loads(octets)))
        except ValueError as error:
            raise ConfigurationError("not-jwks", file=str(path)) from error

    def header(self, octets: bytes) -> _Header | None:
        """What a header asks for, or nothing where it isn't one of ours."""
        if octets in self._headers:
            return self._headers[octets]
        header = self._judged(octets)
        if len(self._headers) < _HEADERS_KEPT:
            self._headers[octets] = header
        return header

    def _judged(self, octets: bytes) -> _Header | None:
        try:
            raw = loads(octets)
        except NotStrictJson:
            return None
        if not isinstance(raw, dict) or "crit" in raw or "b64" in raw:
            return None
        alg, typ, kid = raw.get("alg"), raw.get("typ"), raw.get("kid")
        if not isinstance(alg, str) or not isinstance(typ, str) or not isinstance(kid, str) or alg not in _ALGORITHMS:
            return None
        return _Header(typ, self._keys.get(kid))


@dataclass(frozen=True, slots=True)
class Opened:
    """The payload octets of a compact JWS, and what its signature is worth."""

    payload: bytes
    verdict: Verdict


def opened(jws: str, keys: KeySet, typ: str, *, trusted: bool = False) -> Opened:
    """Take a compact JWS apart and judge it; raises `NotCompactJws` where it isn't one.

    `trusted` says that this very text was found valid before: only its payload is wanted.
    """
    head, payload, signature = segments(jws)
    return Opened(payload, Verdict.VALID if trusted else _verdict(keys.header(head), typ, signature, jws))


def verify(jws: str, keys: KeySet, typ: str) -> Verdict:
    """Judge a compact JWS that must be of type `typ`; never raises for what is in it."""
    try:
        return opened(jws, keys, typ).verdict
    except NotCompactJws:
        return Verdict.BAD_HEADER


def _verdict(header: _Header | None, typ: str, signature: bytes, jws: str) -> Verdict:
    if header is None or header.typ != typ:
        return Verdict.BAD_HEADER
    if header.key is None:
        return Verdict.UNKNOWN_KEY
    try:
        header.key.verify(signature, jws.rpartition(".")[0].encode("ascii"))
    except InvalidSignature:
        return Verdict.BAD_SIGNATURE
    return Verdict.VALID


def _jwks(raw: Any) -> dict[str, bytes]:
    """The Ed25519 keys of a JWKS; other kinds of keys are ignored (RFC 7517 §5), our kind must be whole."""
    listed = raw.get("keys") if isinstance(raw, dict) else None
    if not isinstance(listed, list):
        raise _NotJwks("no keys")
    found: dict[str, bytes] = {}
    for jwk in listed:
        if not isinstance(jwk, dict):
            raise _NotJwks("a key that is no object")
        if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519":
            continue
        kid, octets = _public_key(jwk)
        if kid in found:
            raise _NotJwks("a kid twice")
        found[kid] = octets
    if not found:
        raise _NotJwks("no Ed25519 key")
    return found


def _public_key(jwk: dict[str, Any]) -> tuple[str, bytes]:
    """`kid` and octets of one key; a private one has no business on this side."""
    kid, x = jwk.get("kid"), jwk.get("x")
    if "d" in jwk:
        raise _NotJwks("a private key")
    if not isinstance(kid, str) or not kid or not isinstance(x, str):
        raise _NotJwks("kid or x missing")
    if jwk.get("alg", "EdDSA") not in _ALGORITHMS or jwk.get("use", "sig") != "sig":
        raise _NotJwks("not a key for signatures")
    octets = segments(f"{x}..")[0]
    if len(octets) != 32:
        raise _NotJwks("x is not 32 octets")
    return kid, octets
