"""A store with a long past: closed submissions, by their clear facts only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.domain.receipts import FIRST_PREV, Outcome, Receipt
from backoffice_gui.storage.inbox import identity, outcomes, submissions
from backoffice_gui.storage.inbox.outcomes import Receipted
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.submissions import Sighting

__all__ = ["fill"]

_AT_ONCE = 2_000
_KINDS = ("certificate_request", "contact_change", "unknown")


def fill(folder: Path, count: int) -> None:
    """Put `count` closed submissions of another front end into the store of a folder."""
    inbox = Inbox.open(folder, SystemClock())
    try:
        with inbox.reading() as connection:
            store_id = identity.ids(connection).current
        now = datetime.now(UTC)
        for first in range(1, count + 1, _AT_ONCE):
            seen = [_sighting(seq, now) for seq in range(first, min(first + _AT_ONCE, count + 1))]
            with inbox.transaction() as tx:
                facts = submissions.sight(tx, seen, now)
                taken = [
                    Receipted(one.row, "bench", _receipt(one.key, one.seq, store_id, now), ours=True, peer=False)
                    for one in facts
                ]
                outcomes.receipted(tx, taken, now)
                outcomes.closed(tx, [one.row for one in facts], now)
    finally:
        inbox.close()


def _sighting(seq: int, now: datetime) -> Sighting:
    at = now - timedelta(minutes=seq)
    key = SubmissionKey(Origin("past.example"), SubmissionId(f"EXEMPLE{seq:017}"), Digest(f"sha256-{seq:064x}"))
    return Sighting(key, seq, _KINDS[seq % 3], 2048 * (seq % 97 + 1), seq % 7 + 1, at, at + timedelta(minutes=29))


def _receipt(key: SubmissionKey, seq: int, store_id: StoreId, now: datetime) -> Receipt:
    return Receipt(
        origin=key.origin,
        pos=seq,
        seq=seq,
        id=key.id,
        digest=key.digest,
        outcome=Outcome.ACKNOWLEDGED,
        submitted_at=None,
        store_id=store_id,
        at=now,
        parts_destroyed=1,
        prev=FIRST_PREV,
    )
