"""Worlds for the plan: all that may be known of one submission at one moment.

Drawn from a seed, likely ones and ones that no collector could come into, because a plan is asked about
whatever the inbox holds; or all there are of a small kind.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backoffice_gui.collector.machine import Known
from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, SubmissionFacts
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey

__all__ = ["NOON", "RECEIPTS", "all_facts", "drawn", "reworded"]

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_KEY = SubmissionKey(Origin("front.example"), SubmissionId("EXEMPLE-000000000000001"), Digest("sha256-" + "0" * 64))
_OTHER = SubmissionKey(Origin("autre.example"), SubmissionId("EXEMPLE-000000000000002"), Digest("sha256-" + "1" * 64))


def _attempts() -> list[list[AttemptFacts]]:
    """For each number, an attempt with each set of times it may have: none is verified that was not stored."""
    found = []
    for number in range(1, 6):
        begun = AttemptFacts(attempt=number, started_at=NOON)
        stored = replace(begun, stored_at=NOON)
        verified = replace(stored, verified_at=NOON)
        sent = replace(verified, ack_sent_at=NOON)
        usual = [begun, stored, verified, sent]
        found.append([*usual, *(replace(one, set_aside_at=NOON) for one in usual)])
    return found


_ATTEMPTS = _attempts()
RECEIPTS = tuple(
    ReceiptFacts(store_id=StoreId("s"), at=NOON, pos=1, ours=ours, peer=peer, recorded_at=NOON)
    for ours, peer in ((True, False), (False, True), (False, False))
)
"""Ours, a listed peer's, a stranger's."""
_NUMBERS = [frozenset(n for n in range(1, 6) if mask >> (n - 1) & 1) for mask in range(32)]
_VALID = (True, True, False, None)


def drawn(dice: random.Random) -> Known:
    """A world: half of them without an end of any kind, so that something is left to do."""
    live = dice.random() < 0.5
    ends = 0 if live else dice.getrandbits(6)
    receipt = None if live or dice.random() < 0.6 else dice.choice(RECEIPTS)
    count = dice.choice((0, 0, 1, 1, 2, 3, 4))
    attempts = tuple(dice.choice(_ATTEMPTS[n]) for n in range(count))
    quarantine = dice.choice((0, 0, 1, 2))
    facts = SubmissionFacts(
        row=1,
        key=_KEY,
        seq=1,
        kind="contact_change",
        size=10,
        parts=1,
        submitted_at=NOON,
        expires_at=NOON,
        first_seen_at=NOON,
        quarantined_at=NOON if quarantine else None,
        quarantine_reason=dice.choice(("signature", "integrity")) if quarantine else None,
        released_at=NOON if quarantine == 2 else None,
        receipt=receipt,
        expired_at=NOON if ends & 1 else None,
        closed_at=NOON if ends & 2 and receipt is not None else None,
        disputed_at=NOON if ends & 12 == 12 else None,
        lost_at=NOON if ends & 20 == 20 else None,
        missing_at=NOON if ends & 36 == 36 else None,
        erased_at=NOON if ends & 56 == 56 else None,
        attempts=attempts,
    )
    return Known(
        facts=facts,
        offered=dice.random() < 0.8,
        valid=dice.choice(_VALID),
        keys=_NUMBERS[dice.getrandbits(5)],
        proven=_NUMBERS[dice.getrandbits(5)],
        ready=dice.random() < 0.8,
        erase_due=dice.random() < 0.3,
        busy=dice.random() < 0.03,
        retry_at=dice.choice((-math.inf, -math.inf, 0.0, 5.0)),
        judged=dice.random() < 0.8,
    )


def reworded(known: Known) -> Known:
    """The same world but for what no plan may look at: names, numbers, sizes, and when things were."""
    facts = known.facts

    def later(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment + timedelta(hours=7)

    names = (
        "quarantined_at",
        "released_at",
        "expired_at",
        "closed_at",
        "disputed_at",
        "lost_at",
        "missing_at",
        "erased_at",
    )
    times = {name: later(getattr(facts, name)) for name in names}
    other = SubmissionFacts(
        row=4711,
        key=_OTHER,
        seq=99,
        kind="unknown",
        size=2**31,
        parts=11,
        submitted_at=None,
        expires_at=None,
        first_seen_at=NOON + timedelta(days=1),
        quarantine_reason=facts.quarantine_reason and "digest",
        receipt=facts.receipt and replace(facts.receipt, store_id=StoreId("t"), pos=9, at=NOON - timedelta(days=1)),
        attempts=facts.attempts,
        **times,
    )
    return replace(known, facts=other)


_TWO = [
    tuple(one for one in pair if one is not None)
    for pair in itertools.product(*([None, *some[:3], *some[4:7]] for some in _ATTEMPTS[:2]))
]


def all_facts() -> Iterator[SubmissionFacts]:
    """Every set of facts there can be of a submission with at most two attempts, each filled or not."""
    bare = drawn(random.Random(0)).facts
    for attempts, receipt in itertools.product(_TWO, (None, *RECEIPTS)):
        for quarantine, expired, closed in itertools.product(range(3), (None, NOON), (None, NOON)):
            for ends in itertools.product((None, NOON), repeat=4):
                yield replace(
                    bare,
                    attempts=attempts,
                    receipt=receipt,
                    quarantined_at=NOON if quarantine else None,
                    quarantine_reason="signature" if quarantine else None,
                    released_at=NOON if quarantine == 2 else None,
                    expired_at=expired,
                    closed_at=closed,
                    disputed_at=ends[0],
                    lost_at=ends[1],
                    missing_at=ends[2],
                    erased_at=ends[3],
                )
