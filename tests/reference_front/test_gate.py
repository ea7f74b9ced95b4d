"""The intake gate."""

from __future__ import annotations

import pytest

from backoffice_gui.reference_front import Accepted, Desk, TurnedAway
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission

_CLOSED = TurnedAway("closed")


def _submit(desk: Desk) -> Accepted | TurnedAway:
    return desk.submit(plain_submission(b"a"))


def _take(desk: Desk, one: Accepted) -> None:
    desk.take_over([TakeOver(one.id, one.digest, "t")], Taker("s", "CN=c"))


def test_it_closes_when_nobody_has_listed_for_ten_minutes(desk: Desk, clock: TurnedClock) -> None:
    """A start counts as a list; from ten minutes without one on it is closed, until the next."""
    clock.advance(600)
    assert isinstance(_submit(desk), Accepted)
    clock.advance(0.1)
    assert _submit(desk) == _CLOSED
    desk.ready_collector_listed()
    assert isinstance(_submit(desk), Accepted)


@pytest.mark.parametrize(("waiting", "closed"), [(5, False), (6, True)])
def test_it_closes_when_too_much_is_old_and_nothing_moves(
    desk: Desk, clock: TurnedClock, waiting: int, closed: bool
) -> None:
    """More than five over twenty minutes old, and no acknowledgement in five minutes."""
    desk.take_in([plain_submission(b"a") for _ in range(waiting)])
    clock.advance(20 * 60)
    desk.ready_collector_listed()
    assert isinstance(_submit(desk), Accepted)
    clock.advance(1)
    assert (_submit(desk) == _CLOSED) == closed


def test_an_acknowledgement_of_the_last_five_minutes_keeps_it_open(desk: Desk, clock: TurnedClock) -> None:
    """What moves is not stuck; five minutes later it is."""
    made = desk.take_in([plain_submission(b"a") for _ in range(8)])
    clock.advance(21 * 60)
    desk.ready_collector_listed()
    _take(desk, made[0])
    assert isinstance(_submit(desk), Accepted)
    clock.advance(5 * 60 + 1)
    desk.ready_collector_listed()
    assert _submit(desk) == _CLOSED


def test_an_expiry_is_no_acknowledgement(desk: Desk, clock: TurnedClock) -> None:
    """What is lost doesn't count as moving."""
    desk.take_in([plain_submission(b"a")])
    clock.advance(60)
    desk.take_in([plain_submission(b"a") for _ in range(8)])
    clock.advance(28 * 60 + 1)
    desk.ready_collector_listed()
    assert _submit(desk) == _CLOSED
    assert desk.ledger(0, 10).high_pos == 1


def test_what_is_too_large_is_refused_open_or_closed(desk: Desk, clock: TurnedClock) -> None:
    """The size limits come first, and say what the person can change."""
    big = plain_submission(b"a", b"x" * (20 * 1024 * 1024 + 1))
    assert desk.submit(big) == TurnedAway("too-large")
    clock.advance(601)
    assert desk.submit(big) == TurnedAway("too-large")
