"""A standing intake is a warning and an alarm once it lasts; what passes by itself is neither."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import Circumstance, StoreBusy, StoreDamaged, StoreUnreachable, WrongKey
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring.standing import Standing
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store

DAMAGED, BUSY = StoreDamaged("corrupt"), StoreBusy("writer")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


@pytest.fixture
def clock() -> TurnedClock:
    """Turned by the test alone."""
    return TurnedClock()


@pytest.fixture
def standing(store: Store, clock: TurnedClock, caplog: pytest.LogCaptureFixture) -> Standing:
    """One desk's."""
    caplog.set_level(logging.INFO)
    return Standing(lambda: store.world.inbox, clock)


def _fail(standing: Standing, clock: TurnedClock, error: Circumstance, times: int, seconds: float = 60) -> None:
    for _ in range(times):
        standing.failed(error)
        clock.advance(seconds)


def _alarms(store: Store) -> list[str]:
    with store.world.inbox.reading() as connection:
        return [each.detail for each in incidents.alarms(connection) if each.kind is AlarmKind.INTAKE]


def _levels(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [each.levelname for each in caplog.records if each.message == "not_taken_in"]
    caplog.clear()
    return found


def test_what_passes_within_minutes_wakes_nobody(
    store: Store, standing: Standing, clock: TurnedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Many tries in a moment, two over a night's sleep, one and then a success."""
    _fail(standing, clock, BUSY, 20, seconds=1)
    standing.went()
    _fail(standing, clock, DAMAGED, 2, seconds=8 * 3_600)
    standing.went()
    _fail(standing, clock, DAMAGED, 2)
    assert set(_levels(caplog)) == {"INFO"}
    assert _alarms(store) == []


@pytest.mark.expected_logs("not_taken_in")
@pytest.mark.parametrize("error", [DAMAGED, BUSY])
def test_what_lasts_is_said_once_a_day_and_is_an_alarm_until_it_is_over(
    store: Store, standing: Standing, clock: TurnedClock, caplog: pytest.LogCaptureFixture, error: Circumstance
) -> None:
    """Whatever it is by then: its word is kept current."""
    _fail(standing, clock, error, 5)
    assert (_levels(caplog), _alarms(store)) == (["INFO", "INFO", "WARNING", "INFO", "INFO"], [error.named])
    _fail(standing, clock, StoreDamaged("input-output"), 1)
    assert (_levels(caplog), _alarms(store)) == (["WARNING"], ["STO-011:input-output"])
    clock.advance(24 * 3_600)
    _fail(standing, clock, StoreDamaged("input-output"), 2)
    assert _levels(caplog) == ["WARNING", "INFO"]
    standing.went()
    assert _alarms(store) == []
    _fail(standing, clock, error, 3)
    assert (_levels(caplog), _alarms(store)) == (["INFO", "INFO", "WARNING"], [error.named])


@pytest.mark.expected_logs("not_taken_in")
def test_what_another_desk_has_said_is_over_once_one_can_take_in(
    store: Store, standing: Standing, clock: TurnedClock
) -> None:
    """A program that is gone ends its alarm no more; whoever looks and is not kept from it does."""
    for _ in range(2):
        gone = Standing(lambda: store.world.inbox, clock)
        _fail(gone, clock, DAMAGED, 3)
        assert _alarms(store) == ["STO-011:corrupt"]
        standing.went()
        assert _alarms(store) == []


@pytest.mark.expected_logs("not_taken_in")
def test_a_desk_that_fails_on_says_so_again_within_the_hour(
    store: Store, standing: Standing, clock: TurnedClock
) -> None:
    """Not at each try: another desk that takes in would end it each time."""
    other = Standing(lambda: store.world.inbox, clock)
    _fail(standing, clock, DAMAGED, 3)
    other.went()
    _fail(standing, clock, DAMAGED, 30)
    assert _alarms(store) == []
    _fail(standing, clock, DAMAGED, 40)
    assert _alarms(store) == ["STO-011:corrupt"]


def test_a_desk_that_is_locked_and_a_server_that_is_away_do_not_fail(
    store: Store, standing: Standing, clock: TurnedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """It is counted from the next try on."""
    for between in (standing.rests, lambda: standing.failed(StoreUnreachable("offline"))):
        _fail(standing, clock, DAMAGED, 2)
        between()
        _fail(standing, clock, DAMAGED, 2)
        standing.rests()
    assert set(_levels(caplog)) == {"INFO"}
    assert _alarms(store) == []


@pytest.mark.expected_logs("not_taken_in")
def test_a_key_that_opens_nothing_is_said_at_once(
    standing: Standing, clock: TurnedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """It does not pass by itself."""
    _fail(standing, clock, WrongKey("team-key"), 2)
    assert _levels(caplog) == ["WARNING", "INFO"]


@pytest.mark.expected_logs("not_taken_in")
def test_what_can_not_be_told_now_is_told_at_the_next_try(store: Store, clock: TurnedClock) -> None:
    """The inbox that would say it may be what is damaged, or busy; nothing else is stopped by that."""
    away = [True]

    def opened() -> Inbox:
        if away:
            away.pop()
            raise StoreBusy("writer")
        return store.world.inbox

    standing = Standing(opened, clock)
    _fail(standing, clock, DAMAGED, 3)
    assert _alarms(store) == []
    _fail(standing, clock, DAMAGED, 1)
    assert _alarms(store) == ["STO-011:corrupt"]
