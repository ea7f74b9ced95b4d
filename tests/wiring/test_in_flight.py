"""What is on its way: late, held, answered; hidden from before it is kept until it waits."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from backoffice_gui.domain.outbox import Drafted, Noted, Pending
from backoffice_gui.wiring import in_flight
from backoffice_gui.wiring.in_flight import Flight, Flights

_AT = datetime(2026, 11, 27, 9, 42, tzinfo=UTC)
_NOTE = Pending("0a" * 16, 1, "", Noted("EXEMPLE"), 1, 1, _AT)
_DRAFT = Pending("0b" * 16, 1, "", Drafted("note", "EXEMPLE de brouillon"), 1, 1, _AT)


def test_only_what_is_not_answered_in_time_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its timer goes with its answer."""
    late, told = list[Flight](), threading.Event()

    def heard(flight: Flight) -> None:
        late.append(flight)
        told.set()

    monkeypatch.setattr(in_flight, "LATE_SECONDS", 3600.0)
    flights = Flights(heard)
    answered = flights.begin(lambda: [_NOTE], 1)
    monkeypatch.setattr(in_flight, "LATE_SECONDS", 0.01)
    waiting = flights.begin(lambda: [_DRAFT], 0)
    assert (flights.now, flights.many) == ((answered, waiting), 1)
    flights.end(answered)
    assert told.wait(20)
    assert late == [waiting]
    assert answered.timer is not None
    answered.timer.join(20)
    assert not flights.landed(0.0)
    flights.end(waiting)
    assert flights.landed(0.0)
    assert waiting not in flights


def _fails(flights: Flights, flight: Flight) -> None:
    with flights.holding(flight, [_NOTE]):
        assert flights.hidden == {_NOTE.key}
        raise OSError("EXEMPLE")


def test_what_is_kept_of_it_is_hidden_until_it_waits() -> None:
    """From before the outbox has it; where that fails it is not hidden, and a draft on its way can be read."""
    flights = Flights(lambda _flight: None)
    flight = flights.begin(lambda: [_NOTE, _DRAFT], 1)
    with pytest.raises(OSError, match="EXEMPLE"):
        _fails(flights, flight)
    assert (flights.hidden, flight.kept, flights.written(1, "note")) == (frozenset(), (), None)
    with flights.holding(flight, [_NOTE, _DRAFT]):
        pass
    assert flights.hidden == {_NOTE.key, _DRAFT.key}
    assert (flights.written(1, "note"), flights.written(1, "answer")) == ("EXEMPLE de brouillon", None)
    flights.end(flight)
    assert flights.hidden == frozenset()
