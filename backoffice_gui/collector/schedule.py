"""Who goes next: the earliest expiry among what failed least; failures back off alone and never fill the slots."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["BODIES", "ONCE_SECONDS", "ONCE_TRIES", "SLOTS", "SLOW", "Candidate", "backoff", "choose", "spent"]

SLOTS = 4
"""Submissions in flight at once."""
BODIES = 2
"""Of these, how many read bodies at once: bulk is bound by the processor, not by waiting."""
SLOW = 60.0
"""Seconds between tries of what a person has to judge, and after a refused certificate."""
ONCE_TRIES = 5
ONCE_SECONDS = 60.0


_MANY_TRIES = 3
"""Failed tries from which on one more makes no difference: after an outage the earliest expiry decides again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that wants a slot: `deadline` in elapsed seconds, `failing` once it has failed by itself.

    `tries` counts failures of any kind since the last success, `due` is when the next try may begin
    (elapsed seconds). `signed`: not known to be without a valid signature.
    """

    row: int
    deadline: float
    failing: bool
    tries: int = 0
    due: float = -math.inf
    signed: bool = True


def backoff(tries: int, dice: random.Random, *, slow: bool = False) -> float:
    """Seconds to wait after the `tries`-th failure: full jitter over 0.5 s·2^k, at most 15 s."""
    if slow:
        return SLOW
    return dice.uniform(0.05, min(15.0, 0.5 * 2 ** min(tries, 10)))


def choose(
    candidates: Iterable[Candidate], free: int, failing_in_flight: int, unsigned_in_flight: int = 0
) -> list[Candidate]:
    """Fill `free` slots: what has failed least, then the earliest deadline; one slot of all for what keeps failing.

    What always fails thereby delays no other by more than the slot it had (I10), be it a body that
    stalls, for which the network may be to blame: it waits behind whatever has not been tried. The
    one slot goes round, so that those that fail don't starve each other either. What nobody has validly
    signed may say of its expiry what it likes: it goes last, and has one slot of its own, whether it fails or
    not; more would be taken still, for up to an hour, when something signed comes in.
    `failing_in_flight` counts signed ones.
    """
    chosen: list[Candidate] = []
    room_for_failing = 1 - failing_in_flight
    room_for_unsigned = 1 - unsigned_in_flight
    for candidate in sorted(candidates, key=_turn):
        if len(chosen) >= free:
            break
        if not candidate.signed:
            if room_for_unsigned <= 0:
                continue
            room_for_unsigned -= 1
        elif candidate.failing:
            if room_for_failing <= 0:
                continue
            room_for_failing -= 1
        chosen.append(candidate)
    return chosen


def _turn(candidate: Candidate) -> tuple[tuple[bool, bool], float, int, float, int]:
    since = candidate.due if candidate.failing else 0.0
    behind = not candidate.signed, candidate.failing
    return behind, since, min(candidate.tries, _MANY_TRIES), candidate.deadline, candidate.row


def spent(tries: int, failing_for: float) -> bool:
    """With `--once`: out of retries after 5 failed tries or 60 s, whichever is later."""
    return tries >= ONCE_TRIES and failing_for >= ONCE_SECONDS
