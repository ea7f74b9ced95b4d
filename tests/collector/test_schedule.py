"""Who goes next, and how long a failure waits."""

from __future__ import annotations

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.collector.schedule import ONCE_SECONDS, SLOTS, SLOW, Candidate, backoff, choose, spent

candidates = st.lists(
    st.builds(Candidate, row=st.integers(1, 50), deadline=st.floats(0, 1e6) | st.just(math.inf), failing=st.booleans()),
    unique_by=lambda c: c.row,
)


@given(candidates, st.integers(0, SLOTS), st.integers(0, 1))
def test_the_slots_are_filled_but_never_by_failures(waiting: list[Candidate], free: int, failing: int) -> None:
    """At most one slot of all goes to what keeps failing; no slot stays free that a healthy one could use."""
    chosen = choose(waiting, free, failing)
    assert len(chosen) <= free
    assert sum(c.failing for c in chosen) + failing <= max(1, failing)
    healthy = [c for c in waiting if not c.failing]
    assert sum(not c.failing for c in chosen) == min(free, len(healthy))


@given(candidates)
def test_the_earliest_expiry_goes_first(waiting: list[Candidate]) -> None:
    """Among the healthy, those that expire first are chosen."""
    healthy = [c for c in waiting if not c.failing]
    chosen = choose(healthy, 2, 0)
    left = [c for c in healthy if c not in chosen]
    assert all(c.deadline <= other.deadline for c in chosen for other in left)


def test_what_was_never_tried_goes_before_what_the_network_failed() -> None:
    """Four bodies that stall and expire first hold no slot that a new one waits for; nor do many tries count more."""
    stalling = [Candidate(row, deadline=1.0, failing=False, tries=row, due=0.0) for row in range(1, 5)]
    new = Candidate(9, deadline=1_000.0, failing=False)
    assert choose([*stalling, new], 2, 0) == [new, stalling[0]]
    after_an_outage = [Candidate(1, 90.0, False, tries=3, due=0.0), Candidate(2, 50.0, False, tries=30, due=5.0)]
    assert choose(after_an_outage, 1, 0) == [after_an_outage[1]]


def test_what_is_not_validly_signed_waits_behind_what_is() -> None:
    """However soon it says that it expires, and though the signed one has failed; one slot of all, for one may come."""
    unsigned = [Candidate(row, deadline=1.0, failing=False, signed=False) for row in range(1, 5)]
    failing = Candidate(9, deadline=1_000.0, failing=True, due=0.0)
    assert choose([*unsigned, failing], 4, 0) == [failing, unsigned[0]]
    assert choose([*unsigned, failing], 3, 0, unsigned_in_flight=1) == [failing]
    assert choose(unsigned, 4, 0) == unsigned[:1]
    assert choose(unsigned, 3, 0, unsigned_in_flight=1) == []


def test_two_that_fail_keep_none_from_its_turn_that_is_not_signed() -> None:
    """After a change of keys what failed once is tried again, though signed ones fail in turn: its slot is its own."""
    signed = [Candidate(row, 10.0, True, tries=9, due=float(row)) for row in (1, 2)]
    unsigned = Candidate(9, deadline=1.0, failing=True, tries=1, due=0.0, signed=False)
    assert choose([*signed, unsigned], 4, 0) == [signed[0], unsigned]
    assert choose([*signed, unsigned], 3, failing_in_flight=1) == [unsigned]
    assert choose([*signed, unsigned], 3, 0, unsigned_in_flight=1) == [signed[0]]


def test_those_that_fail_take_turns() -> None:
    """The one slot goes to what has been due for longest, not again to what expires first."""
    first, second = Candidate(1, 1.0, True, tries=9, due=20.0), Candidate(2, 99.0, True, tries=9, due=10.0)
    assert choose([first, second], 4, 0) == [second]


@given(st.integers(1, 10_000), st.integers())
def test_a_failure_waits_with_full_jitter_up_to_fifteen_seconds(tries: int, seed: int) -> None:
    """The pause grows with the tries, is never nothing, and never more than 15 s."""
    pause = backoff(tries, random.Random(seed))
    assert 0 < pause <= min(15.0, 0.5 * 2 ** min(tries, 10))
    assert backoff(tries, random.Random(seed), slow=True) == SLOW


class _HighDice(random.Random):
    """Dice that always say the most."""

    def uniform(self, _a: float, b: float) -> float:
        """The most."""
        return b


def test_a_pause_doubles_from_a_second_on() -> None:
    """At its longest: 1, 2, 4, 8 s, and then 15 for good."""
    assert [backoff(tries, _HighDice()) for tries in (1, 2, 3, 4, 5, 99)] == [1.0, 2.0, 4.0, 8.0, 15.0, 15.0]


def test_retries_are_spent_after_the_later_of_both_limits() -> None:
    """Five tries within a second are not the end, nor is one try for a minute."""
    assert not spent(5, 1.0)
    assert not spent(1, ONCE_SECONDS)
    assert spent(5, ONCE_SECONDS)
