"""Invented facts, manifests and receipts for tests: what is not said is some sound value."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, SubmissionFacts
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ID = "EXEMPLE-000000000000001"
DIGEST = "sha256-" + "d" * 64
ZEROS = "sha256-" + "0" * 64


def attempt(number: int = 1, **facts: Any) -> AttemptFacts:
    """An attempt that was begun at noon."""
    return AttemptFacts(attempt=number, started_at=NOON, **facts)


def receipt(*, ours: bool = True, peer: bool = False) -> ReceiptFacts:
    """A receipt that names this store, or another."""
    return ReceiptFacts(store_id=StoreId("s"), at=NOON, pos=1, ours=ours, peer=peer, recorded_at=NOON)


def submission(**facts: Any) -> SubmissionFacts:
    """A submission that was offered at noon, and whatever else is said of it."""
    key = SubmissionKey(Origin("front.example"), SubmissionId(ID), Digest(DIGEST))
    bare = SubmissionFacts(
        row=1,
        key=key,
        seq=1,
        kind="contact_change",
        size=10,
        parts=1,
        submitted_at=None,
        expires_at=None,
        first_seen_at=NOON,
    )
    return dataclasses.replace(bare, **facts)


def manifest_members(**members: Any) -> dict[str, Any]:
    """The members of a sound manifest with one empty part."""
    part = {"n": 0, "name": "form.json", "media_type": "application/json", "size": 0}
    part["sha256"] = hashlib.sha256(b"").hexdigest()
    sound: dict[str, Any] = {
        "version": 1,
        "origin": "front.example",
        "id": ID,
        "seq": 7,
        "kind": "contact_change",
        "submitted_at": "2026-11-23T12:00:00.000Z",
        "expires_at": "2026-11-23T12:29:00.000Z",
        "parts": [part],
    }
    return sound | members


def receipt_members(**members: Any) -> dict[str, Any]:
    """The members of a sound receipt for an acknowledgement."""
    sound: dict[str, Any] = {
        "version": 1,
        "origin": "front.example",
        "pos": 3,
        "seq": 7,
        "id": ID,
        "digest": DIGEST,
        "outcome": "acknowledged",
        "submitted_at": "2026-11-23T12:00:00.000Z",
        "store_id": "0" * 32,
        "collector": "CN=EXEMPLE",
        "stored_at": "2026-11-23T12:01:00.000Z",
        "at": "2026-11-23T12:01:01.000Z",
        "parts_destroyed": 1,
        "prev": ZEROS,
    }
    return sound | members


def octets(members: dict[str, Any]) -> bytes:
    """As they would come over the wire."""
    return json.dumps(members, ensure_ascii=False).encode("utf-8", "surrogatepass")
