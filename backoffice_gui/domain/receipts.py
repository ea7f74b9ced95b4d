"""Receipts and ledger entries: what the front end signs about a submission's end (protocol §3.8)."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from backoffice_gui.domain.ids import DIGEST, SUBMISSION_ID, Digest, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.domain.manifest import moment
from backoffice_gui.domain.strict_json import NotStrictJson, loads

__all__ = ["FIRST_PREV", "MalformedReceipt", "Outcome", "Receipt", "entry_hash", "parse_receipt"]

FIRST_PREV = "sha256-" + "0" * 64
"""`prev` of a ledger's first entry."""


class MalformedReceipt(ValueError):
    """The payload is no receipt; the message names the rule, no value."""


class Outcome(enum.Enum):
    """How a submission ended on the web: final and exclusive (protocol §2)."""

    ACKNOWLEDGED = "acknowledged"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A parsed receipt or ledger entry; only its signature makes it one (`transfer.jws`)."""

    origin: Origin
    pos: int
    seq: int
    id: SubmissionId
    digest: Digest
    outcome: Outcome
    submitted_at: datetime | None
    store_id: StoreId | None
    at: datetime
    parts_destroyed: int
    prev: str

    @property
    def key(self) -> SubmissionKey:
        """The submission it speaks of."""
        return SubmissionKey(self.origin, self.id, self.digest)


class _Receipt(msgspec.Struct):
    origin: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    pos: Annotated[int, msgspec.Meta(ge=1)]
    seq: Annotated[int, msgspec.Meta(ge=1)]
    id: str
    digest: str
    outcome: Literal["acknowledged", "expired"]
    at: str
    prev: str
    submitted_at: object = None
    store_id: Annotated[str, msgspec.Meta(min_length=1, max_length=255)] | None = None
    parts_destroyed: Annotated[int, msgspec.Meta(ge=0)] = 0


def entry_hash(jws: str) -> str:
    """What the next ledger entry's `prev` must be: over the JWS as served."""
    return "sha256-" + hashlib.sha256(jws.encode("ascii")).hexdigest()


def parse_receipt(untrusted: bytes) -> Receipt:
    """Read a receipt's payload octets; raises `MalformedReceipt`."""
    try:
        raw = msgspec.convert(loads(untrusted), _Receipt, strict=True)
    except NotStrictJson as error:
        raise MalformedReceipt(str(error)) from error
    except msgspec.ValidationError as error:
        raise MalformedReceipt("member missing or of the wrong kind") from error
    at = moment(raw.at)
    if at is None:
        raise MalformedReceipt("at is not a time")
    if not SUBMISSION_ID.fullmatch(raw.id) or not DIGEST.fullmatch(raw.digest) or not DIGEST.fullmatch(raw.prev):
        raise MalformedReceipt("id, digest or prev out of pattern")
    if not raw.origin.isprintable() or not (raw.store_id or "").isprintable():
        raise MalformedReceipt("origin or store_id out of pattern")
    outcome = Outcome(raw.outcome)
    if (outcome is Outcome.ACKNOWLEDGED) != (raw.store_id is not None):
        raise MalformedReceipt("store_id and outcome contradict each other")
    return Receipt(
        origin=Origin(raw.origin),
        pos=raw.pos,
        seq=raw.seq,
        id=SubmissionId(raw.id),
        digest=Digest(raw.digest),
        outcome=outcome,
        submitted_at=moment(raw.submitted_at),
        store_id=None if raw.store_id is None else StoreId(raw.store_id),
        at=at,
        parts_destroyed=raw.parts_destroyed,
        prev=raw.prev,
    )
