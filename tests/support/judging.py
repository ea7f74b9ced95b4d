"""What a client may make of a hostile answer: nothing that was not signed, or hashed, for what was asked."""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.transfer import AckAnswer, LedgerPage, ListPage, SignedManifest, SignedReceipt
from tests.support.hostility import ONE, SIGNER, TWO
from tests.support.signing import FIRST, Submission, chain_hash

__all__ = ["truthful"]

_LONGEST = 3600.0
"""Seconds to an expiry that may be believed (protocol 3.1)."""


def truthful(route: str, value: object) -> bool:
    """Whether nothing was taken that was not signed, or hashed, for what was asked."""
    match value:
        case ListPage():
            signed = [(i, i.signed) for i in value.items if i.signed is not None and i.signed.valid]
            return (
                all(_is_valid(s.jws, "transfer-manifest") and s.manifest.id == i.id for i, s in signed)
                and all(
                    hashlib.sha256(octets).hexdigest() == s.manifest.parts[n].sha256
                    for i, s in signed
                    for n, octets in i.inline.items()
                )
                and all(0 < i.expires_in <= _LONGEST for i in value.items)
            )
        case SignedManifest():
            return value.manifest.id == ONE.id and (not value.valid or _is_valid(value.jws, "transfer-manifest"))
        case SignedReceipt():
            return _is_receipt(value, ONE)
        case LedgerPage():
            return _joins(value)
        case tuple():
            pairs = zip(value, (ONE, TWO), strict=True)
            return all(isinstance(a, AckAnswer) and (a.receipt is None or _is_receipt(a.receipt, s)) for a, s in pairs)
    return route == "PART" and value == ONE.contents[1]


def _is_valid(jws: str, typ: str) -> bool:
    """Judged apart from the product: its own judge may be what is wrong."""
    try:
        head, payload, signature = (base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in jws.split("."))
        header = json.loads(head)
        Ed25519PublicKey.from_public_bytes(SIGNER.public).verify(signature, jws.rpartition(".")[0].encode("ascii"))
    except (ValueError, InvalidSignature):
        return False
    return bool(payload) and (header["alg"], header["kid"], header["typ"]) in {
        ("Ed25519", "k1", typ),
        ("EdDSA", "k1", typ),
    }


def _is_receipt(paper: SignedReceipt, one: Submission) -> bool:
    said = paper.receipt
    speaks_of = (said.id, said.digest, said.origin, said.outcome)
    asked = (one.key.id, one.key.digest, one.key.origin, Outcome.ACKNOWLEDGED)
    return _is_valid(paper.jws, "transfer-receipt") and speaks_of == asked


def _joins(ledger: LedgerPage) -> bool:
    prev = FIRST
    for pos, entry in enumerate(ledger.entries, start=1):
        if not _is_valid(entry.jws, "transfer-receipt") or (entry.receipt.pos, entry.receipt.prev) != (pos, prev):
            return False
        prev = chain_hash(entry.jws)
    return True
