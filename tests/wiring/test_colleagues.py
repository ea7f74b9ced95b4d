"""The company of a desk, as the window is given it."""

from __future__ import annotations

from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.domain.presence import Company
from backoffice_gui.wiring.colleagues import Colleagues
from tests.support.clock import TurnedClock


def test_in_a_store_of_ones_own_nobody_else_is_there() -> None:
    """Whatever is said, nobody hears it, and nothing is missed."""
    clock = TurnedClock()
    alone = Colleagues(clock)
    alone.hear(lambda _: None)
    alone.show(1)
    alone.write(1)
    alone.ask_for(1)
    alone.stop_writing(1)
    alone.show(None)
    assert alone.company() == Company(clock.now())
    assert alone.hearing() == Hearing(Way.ALONE)
