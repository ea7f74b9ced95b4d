"""A thread that looks again and again."""

from __future__ import annotations

import threading

import pytest

from backoffice_gui.wiring.rounds import Rounds
from tests.support.clock import TurnedClock
from tests.support.waiting import until


def test_it_looks_until_it_is_told_to_end_and_can_begin_anew() -> None:
    """On one thread of its name; a second start begins no second one; the look hears that it is to end."""
    looked: list[str] = []
    heard: list[bool] = []
    go_on = threading.Event()

    def look() -> float:
        looked.append(threading.current_thread().name)
        go_on.wait(10)
        heard.append(rounds.stopping())
        return 0.0 if len(looked) < 3 else 3_600.0

    rounds = Rounds("exemple", 0.0, look, TurnedClock())
    rounds.start()
    rounds.start()
    until(lambda: len(looked) == 1)
    assert [thread.name for thread in threading.enumerate()].count("exemple") == 1
    go_on.set()
    until(lambda: heard == [False] * 3)
    rounds.stop(10)
    assert rounds.stopping()
    rounds.start()
    until(lambda: len(heard) == 4)
    assert not rounds.stopping()
    rounds.stop(10)
    assert set(looked) == {"exemple"}
    assert "exemple" not in [thread.name for thread in threading.enumerate()]
    assert not rounds.revive()


def test_one_that_a_defect_has_ended_is_found_and_begun_again_a_minute_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at once: a defect that comes back would turn in circles; one that was told to end stays so."""
    seen: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: seen.append(hook.exc_type.__name__))
    clock = TurnedClock()

    def look() -> float:
        raise LookupError("EXEMPLE")

    rounds = Rounds("exemple", 0.0, look, clock)
    assert not rounds.revive()
    rounds.start()
    until(rounds.revive)
    assert rounds.revive()
    assert seen == ["LookupError"]
    clock.advance(60)
    assert rounds.revive()
    until(lambda: len(seen) == 2)
    rounds.stop(10)
    assert not rounds.revive()
