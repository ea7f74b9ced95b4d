"""What to do next for one submission: a pure function of what is known of it, and of the time.

    OFFERED ─Fetch─▶ STORED ─ReadBack─▶ VERIFIED ─(Mirror)─Acknowledge─▶ ACKNOWLEDGED ─(ledger)─▶ CLOSED
       └─Quarantine─▶ QUARANTINED ─Release─▶ (as its attempts say)      FOREIGN ─Erase─▶ (tombstone)

Nothing here does I/O, keeps state or asks the time. The driver does the step, stores the fact
that came of it, and asks again: that is the whole engine (reliability.md §2.1, I7, I22, I23).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import assert_never

from backoffice_gui.domain.facts import AttemptFacts, Stage, SubmissionFacts, stage_of

__all__ = [
    "INTEGRITY_TRIES",
    "Acknowledge",
    "Erase",
    "Fetch",
    "Known",
    "Mirror",
    "Mirrored",
    "Quarantine",
    "ReadBack",
    "Recheck",
    "Release",
    "Rest",
    "Step",
    "Wait",
    "plan",
]

INTEGRITY_TRIES = 3
"""Attempts whose octets did not hold before a person has to look (reliability.md §2.3)."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is left to do here."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before `until`, in elapsed seconds; infinity waits for news."""

    until: float = math.inf


@dataclass(frozen=True, slots=True)
class Fetch:
    """Begin a new attempt, under a new key."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Prove the stored attempt, with the key that is still in memory."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Recheck:
    """Prove an attempt verified before a restart, against the recorded hashes of its sealed chunks."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """Write the proven attempt to the second copy, and read it back there."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Take over: the web copy is destroyed by it."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Keep it sealed, never acknowledge it, show it to a person; `reason` is a code word."""

    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """What put it in quarantine no longer holds."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Ours may go: a listed peer holds it, and has for a day."""


Step = Rest | Wait | Fetch | ReadBack | Recheck | Mirror | Acknowledge | Quarantine | Release | Erase


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What is known of the second copy, where there is to be one.

    `done`: attempts that the mirror holds. `under_way`: this submission is being written to it.
    `not_before`: elapsed seconds before which a mirror that failed is not tried again.
    `excused_from`: from then on the acknowledgement no longer waits for it.
    """

    done: frozenset[int] = frozenset()
    under_way: bool = False
    not_before: float = -math.inf
    excused_from: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a decision rests on: the stored facts, and what this process knows besides.

    `offered`: the front end lists it, as far as we know. `valid`: what the pinned keys say of its
    manifest's signature, nothing while this process hasn't seen it. `judged`: a list was read whole in this life, so
    that what has no verdict is listed no more; until then a key that was revoked meanwhile may have signed it. `keys`:
    attempts whose key is in memory. `proven`: attempts this process holds a `VerifiedCopy` of. `ready`: acknowledging
    is allowed now (the key is proven as far as we know). `erase_due`: its peer's receipt is a day
    old. `retry_at`: elapsed seconds before which nothing that failed is tried again. `mirror`:
    nothing where no second copy is demanded.
    """

    facts: SubmissionFacts
    offered: bool = False
    valid: bool | None = None
    judged: bool = True
    keys: frozenset[int] = frozenset()
    proven: frozenset[int] = frozenset()
    ready: bool = True
    erase_due: bool = False
    busy: bool = False
    retry_at: float = -math.inf
    mirror: Mirrored | None = None

    @property
    def sound_attempts(self) -> tuple[AttemptFacts, ...]:
        """Attempts that were stored and not set aside, oldest first."""
        return tuple(a for a in self.facts.attempts if a.stored_at is not None and a.set_aside_at is None)


def plan(known: Known, now: float) -> Step:
    """The next step for one submission at `now` (elapsed seconds)."""
    if known.busy:
        return Wait()
    if known.facts.erased_at is not None:
        return Rest()
    step = _step(known, now)
    if isinstance(step, Fetch | Mirror | Acknowledge | Recheck | ReadBack | Erase) and now < known.retry_at:
        return Wait(known.retry_at)
    return step


def _step(known: Known, now: float) -> Step:
    stage = stage_of(known.facts)
    match stage:
        case Stage.LOST | Stage.MISSING | Stage.DISPUTED | Stage.CLOSED | Stage.ACKNOWLEDGED:
            return Rest()
        case Stage.STORED_EXPIRED:
            return _stored_expired(known)
        case Stage.FOREIGN:
            return _foreign(known)
        case Stage.QUARANTINED:
            return _quarantined(known)
        case Stage.VERIFIED:
            return _verified(known, now)
        case Stage.STORED:
            return _stored(known)
        case Stage.OFFERED:
            return _offered(known)
        case _:
            assert_never(stage)


def _offered(known: Known) -> Step:
    if not known.offered:
        return Wait()
    if sum(a.set_aside_at is not None for a in known.facts.attempts) >= INTEGRITY_TRIES and not (
        known.facts.quarantined_at is not None
    ):
        return Quarantine("integrity")
    if known.valid is False and known.facts.quarantined_at is None:
        return Quarantine("signature")
    return Fetch()


def _quarantined(known: Known) -> Step:
    if known.valid and known.sound_attempts:
        return Release()
    if known.offered and not known.sound_attempts:
        return Fetch()
    return Wait()


def _foreign(known: Known) -> Step:
    """Only a listed peer lets ours go; a stranger's receipt never does, whatever falls due."""
    receipt = known.facts.receipt
    return Erase() if known.erase_due and receipt is not None and receipt.peer else Rest()


def _kept_apart(known: Known) -> Step:
    """Not validly signed by the keys of today: a person is told, once, and the octets stay (protocol §1)."""
    return Quarantine("signature") if known.facts.quarantined_at is None else Wait()


def _stored(known: Known) -> Step:
    if known.valid is False:
        return _kept_apart(known)
    at_hand = [a.attempt for a in known.sound_attempts if a.attempt in known.keys]
    if at_hand:
        return ReadBack(at_hand[-1])
    return Fetch() if known.offered else Wait()


def _stored_expired(known: Known) -> Step:
    """Ours is the copy there is: while its key is in memory it can still be proven whole."""
    at_hand = [a.attempt for a in known.sound_attempts if a.verified_at is None and a.attempt in known.keys]
    return ReadBack(at_hand[-1]) if at_hand else Rest()


def _verified(known: Known, now: float) -> Step:
    if known.valid is False:
        return _kept_apart(known)
    verified = [a.attempt for a in known.sound_attempts if a.verified_at is not None]
    attempt = verified[-1]
    if attempt not in known.proven:
        return Recheck(attempt)
    mirror = known.mirror
    if mirror is not None and attempt not in mirror.done and now < mirror.excused_from:
        if mirror.under_way:
            return Wait(mirror.excused_from)
        if now < mirror.not_before:
            return Wait(min(mirror.not_before, mirror.excused_from))
        return Mirror(attempt)
    if known.valid is None and not known.judged:
        return Wait()
    return Acknowledge(attempt) if known.ready else Wait()
