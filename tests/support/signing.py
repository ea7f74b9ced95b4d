"""The front end's side of signing, written apart from the product: manifests, receipts, lists, ledgers."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.transfer import KeySet

__all__ = ["EPOCH", "FIRST", "NOW", "ORIGIN", "Signer", "Submission", "b64url", "chain_hash", "name_of", "page"]

ORIGIN = "front.ofpra.example"
EPOCH = "epoch-EXEMPLE"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
FIRST = "sha256-" + "0" * 64


def b64url(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def chain_hash(jws: str) -> str:
    """The `prev` of what follows this entry."""
    return "sha256-" + hashlib.sha256(jws.encode()).hexdigest()


def name_of(number: int) -> str:
    """A valid `id`, invented."""
    return f"EXEMPLE-{number:020d}"


class Signer:
    """A signing key of the front end."""

    def __init__(self, kid: str, seed: bytes = b"EXEMPLE-" * 4) -> None:
        self.kid = kid
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()
        self.keys = KeySet({kid: self.public})

    def sign(self, payload: bytes, typ: str, /, **header: object) -> str:
        """A compact JWS; `header` replaces members (nothing removes one)."""
        members = {"alg": "Ed25519", "kid": self.kid, "typ": typ} | header
        return self.sign_raw(json.dumps({k: v for k, v in members.items() if v is not None}).encode(), payload)

    def sign_raw(self, header: bytes, payload: bytes) -> str:
        """A compact JWS over any header octets."""
        signed = f"{b64url(header)}.{b64url(payload)}"
        return f"{signed}.{b64url(self._key.sign(signed.encode('ascii')))}"

    def receipt(self, submission: Submission, *, typ: str = "transfer-receipt", **members: object) -> str:
        """A receipt for a submission; `members` replace or, with nothing, remove."""
        raw: dict[str, object] = {
            "version": 1,
            "origin": ORIGIN,
            "pos": submission.seq,
            "seq": submission.seq,
            "id": submission.id,
            "digest": submission.digest,
            "outcome": "acknowledged",
            "submitted_at": "2026-11-23T08:58:31.000Z",
            "store_id": "store-EXEMPLE",
            "collector": "CN=collector-1",
            "stored_at": "2026-11-23T08:59:00.000Z",
            "at": "2026-11-23T09:00:00.000Z",
            "parts_destroyed": len(submission.contents),
            "prev": FIRST,
        } | members
        if raw["outcome"] == "expired":
            raw = {k: v for k, v in raw.items() if k not in {"store_id", "collector", "stored_at"}}
        return self.sign(json.dumps({k: v for k, v in raw.items() if v is not None}).encode(), typ)

    def chain(self, count: int, *, start: int = 1, prev: str = FIRST) -> list[str]:
        """Ledger entries that join."""
        entries: list[str] = []
        for pos in range(start, start + count):
            entries.append(self.receipt(Submission(pos), pos=pos, prev=prev))
            prev = chain_hash(entries[-1])
        return entries


class Submission:
    """An invented submission: its parts, its manifest, its names."""

    def __init__(self, seq: int = 1, *contents: bytes, **members: object) -> None:
        self.seq = seq
        self.id = name_of(seq)
        self.contents = contents or (b'{"person": {"family_name": "EXEMPLE"}}',)
        raw: dict[str, object] = {
            "version": 1,
            "origin": ORIGIN,
            "id": self.id,
            "seq": seq,
            "kind": "certificate_request",
            "submitted_at": "2026-11-23T08:58:31.000Z",
            "expires_at": "2026-11-23T09:27:31.000Z",
            "parts": [
                {
                    "n": n,
                    "name": f"part-{n}",
                    "media_type": "application/json" if n == 0 else "application/pdf",
                    "size": len(octets),
                    "sha256": hashlib.sha256(octets).hexdigest(),
                }
                for n, octets in enumerate(self.contents)
            ],
        } | members
        self.octets = json.dumps({k: v for k, v in raw.items() if v is not None}).encode()
        self.digest = "sha256-" + hashlib.sha256(self.octets).hexdigest()

    def manifest(self, signer: Signer, **header: object) -> str:
        """Its manifest, signed."""
        return signer.sign(self.octets, "transfer-manifest", **header)

    def item(self, signer: Signer, *, inline: bool = False, **members: object) -> dict[str, Any]:
        """Its item in a list."""
        raw: dict[str, Any] = {"seq": self.seq, "id": self.id, "expires_in": 1651.2, "manifest": self.manifest(signer)}
        if inline:
            raw["parts"] = {str(n): base64.b64encode(octets).decode() for n, octets in enumerate(self.contents)}
        return {k: v for k, v in (raw | members).items() if v is not None}

    @property
    def key(self) -> SubmissionKey:
        """Its key."""
        return SubmissionKey(Origin(ORIGIN), SubmissionId(self.id), Digest(self.digest))

    @property
    def name(self) -> SubmissionId:
        """Its `id`, typed."""
        return SubmissionId(self.id)

    def copy(self) -> VerifiedCopy:
        """What the store's read-back would have proven."""
        return VerifiedCopy(self.seq, self.seq, self.key, NOW)


def page(items: list[Any], /, **members: object) -> bytes:
    """The body of 3.1."""
    raw: Mapping[str, object] = {
        "version": 1,
        "epoch": EPOCH,
        "server_time": "2026-11-23T09:00:00.000Z",
        "high_seq": 4710,
        "held": len(items),
        "ledger_high": 4709,
        "items": items,
    }
    return json.dumps({k: v for k, v in (dict(raw) | members).items() if v is not None}).encode()
