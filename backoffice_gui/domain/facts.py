"""Facts are stored, stages are derived: what the inbox knows of a submission, as plain values.

Facts are only ever filled, never emptied (reliability.md §2.1, I8). The stage is the first
that holds, in the order `stage_of` tries them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.domain.ids import StoreId, SubmissionKey

__all__ = ["AT_REST", "AttemptFacts", "ReceiptFacts", "Stage", "SubmissionFacts", "stage_of"]


class Stage(enum.Enum):
    """Where a submission stands; names as in `list --stage` and its JSON."""

    LOST = "LOST"
    MISSING = "MISSING"
    DISPUTED = "DISPUTED"
    FOREIGN = "FOREIGN"
    CLOSED = "CLOSED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    STORED_EXPIRED = "STORED_EXPIRED"
    QUARANTINED = "QUARANTINED"
    VERIFIED = "VERIFIED"
    STORED = "STORED"
    OFFERED = "OFFERED"


AT_REST = frozenset({Stage.LOST, Stage.MISSING, Stage.DISPUTED, Stage.FOREIGN, Stage.CLOSED, Stage.STORED_EXPIRED})
"""Stages that the collector has nothing to do for but what falls due later (an erasure)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptFacts:
    """One attempt at a submission: its own key, chunks and times (architecture.md, Attempts).

    `mirrored_in`: the number of the newest mirror that holds it.
    """

    attempt: int
    started_at: datetime
    stored_at: datetime | None = None
    verified_at: datetime | None = None
    ack_sent_at: datetime | None = None
    set_aside_at: datetime | None = None
    mirrored_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """A valid receipt: `ours` where it names this store, now or under an earlier name of its."""

    store_id: StoreId
    at: datetime
    pos: int
    ours: bool
    peer: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionFacts:
    """All that the inbox knows in clear of one submission; `row` is its number in the inbox."""

    row: int
    key: SubmissionKey
    seq: int
    kind: str
    size: int
    parts: int
    submitted_at: datetime | None
    expires_at: datetime | None
    first_seen_at: datetime
    quarantined_at: datetime | None = None
    quarantine_reason: str | None = None
    released_at: datetime | None = None
    receipt: ReceiptFacts | None = None
    expired_at: datetime | None = None
    closed_at: datetime | None = None
    disputed_at: datetime | None = None
    lost_at: datetime | None = None
    missing_at: datetime | None = None
    erased_at: datetime | None = None
    attempts: tuple[AttemptFacts, ...] = ()

    @property
    def shown_attempt(self) -> AttemptFacts | None:
        """The verified attempt, else the newest stored one, else none (reliability.md §2.1).

        An attempt that was set aside (its octets did not hold) is kept, but shows nothing.
        """
        stored = [a for a in self.attempts if a.stored_at is not None and a.set_aside_at is None]
        verified = [a for a in stored if a.verified_at is not None]
        return next(reversed(verified or stored), None)

    @property
    def quarantined(self) -> bool:
        """Whether a person or new keys still have to judge it."""
        return self.quarantined_at is not None and self.released_at is None


def _ended(facts: SubmissionFacts) -> Stage | None:
    if facts.lost_at is not None:
        return Stage.LOST
    if facts.missing_at is not None:
        return Stage.MISSING
    if facts.disputed_at is not None:
        return Stage.DISPUTED
    if facts.receipt is not None and not facts.receipt.ours:
        return Stage.FOREIGN
    if facts.receipt is not None:
        return Stage.CLOSED if facts.closed_at is not None else Stage.ACKNOWLEDGED
    return None


def stage_of(facts: SubmissionFacts) -> Stage:
    """The stage these facts stand for: the first that holds (reliability.md §2.1)."""
    ended = _ended(facts)
    if ended is not None:
        return ended
    attempt = facts.shown_attempt
    if facts.expired_at is not None and attempt is not None:
        return Stage.STORED_EXPIRED
    if facts.quarantined:
        return Stage.QUARANTINED
    if attempt is None:
        return Stage.OFFERED
    return Stage.VERIFIED if attempt.verified_at is not None else Stage.STORED
