"""What is to be purged says so in the list, as long as that is so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backoffice_gui.actions import due_marks
from backoffice_gui.actions.due_marks import mark_due, mark_planned
from backoffice_gui.actions.hold import place_hold, release_hold
from backoffice_gui.actions.join_persons import link_case
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Badge, CaseAct, Duty
from backoffice_gui.domain.retention import Durations
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.schema import audit
from tests.support.cases import certificate_form, keys_of, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import DAY, DURATIONS, close_all, planned, purge_all


def _person(name: str) -> dict[str, object]:
    return {"family_name": name, "given_names": ["Démo"], "birth_date": "1980-01-01", "ofpra_number": f"EX{name}"}


def _old(store: Store, clock: TurnedClock, *names: str, days: float = 90) -> None:
    """Closed, so many days ago."""
    take(store, *(certificate_form(_person(name)) for name in names))
    close_all(store, clock)
    clock.advance(days * DAY)
    store.world.at = clock.now()


def _marked(store: Store) -> list[int]:
    return [row["case"] for row in rows(store, cases) if row["badges"] & Badge.TO_PURGE]


def _mark(store: Store, clock: TurnedClock, durations: Durations = DURATIONS) -> int:
    return mark_due(store.desk, durations, clock.now())


def test_on_its_day_and_not_before_and_nothing_else_changes(store: Store) -> None:
    """Neither versions nor the chain: it follows from the rules."""
    clock = TurnedClock()
    _old(store, clock, "UN", "DEUX", days=89)
    assert _mark(store, clock) == 0
    before = keys_of(store), rows(store, audit)
    clock.advance(DAY)
    assert _mark(store, clock) == 2
    assert _marked(store) == [1, 2]
    assert _mark(store, clock) == 0
    assert (keys_of(store), rows(store, audit)) == before


def test_longer_rules_take_it_back(store: Store) -> None:
    """The next time everything is judged."""
    clock = TurnedClock()
    _old(store, clock, "UN")
    assert _mark(store, clock) == 1
    assert _mark(store, clock, Durations(payload=120)) == 1
    assert _marked(store) == []


def test_a_hold_takes_it_at_once_and_its_end_gives_it_back(store: Store) -> None:
    """Released, or over."""
    clock = TurnedClock()
    _old(store, clock, "UN", "DEUX")
    _mark(store, clock)
    today = clock.now().date()
    place_hold(store.desk, 1, "EXEMPLE", today + timedelta(days=400), clock.now())
    place_hold(store.desk, 2, "EXEMPLE", today, clock.now())
    assert _marked(store) == []
    assert _mark(store, clock) == 0
    clock.advance(DAY)
    assert _mark(store, clock) == 1
    assert _marked(store) == [2]
    release_hold(store.desk, 1, 1, clock.now())
    assert _mark(store, clock) == 1
    assert _marked(store) == [1, 2]


def test_a_reopened_case_does_not_say_so(store: Store) -> None:
    """At once."""
    clock = TurnedClock()
    _old(store, clock, "UN")
    _mark(store, clock)
    treat(store.desk, keys_of(store), Asked(CaseAct.REOPEN, reason="EXEMPLE"), clock, duties=frozenset(Duty))
    assert _marked(store) == []
    assert _mark(store, clock) == 0


def test_a_newer_message_takes_it_from_all_that_is_of_this_person(store: Store) -> None:
    """As it comes in; of rows that an agent has joined too; other persons' cases keep theirs."""
    clock = TurnedClock()
    _old(store, clock, "UN", "UN-BIS", "DEUX", days=30)
    link_case(store.desk, keys_of(store)[1], 1, clock, duties=frozenset(Duty))
    clock.advance(60 * DAY)
    assert _mark(store, clock) == 3
    store.world.at = clock.now()
    take(store, certificate_form(_person("UN")))
    assert _marked(store) == [3]
    assert _mark(store, clock) == 0


def test_what_was_sent_goes_and_the_rest_waits_for_its_own_day(store: Store) -> None:
    """After the purge of what was sent there is nothing to purge until the whole case is due."""
    clock = TurnedClock()
    _old(store, clock, "UN")
    _mark(store, clock)
    purge_all(store, clock)
    assert _marked(store) == []
    assert _mark(store, clock) == 0
    clock.advance(640 * DAY)
    assert _mark(store, clock) == 1


def test_in_groups_each_of_them_told_and_cut_anywhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases closed at one moment too: none is left out at a group's end."""
    monkeypatch.setattr(due_marks, "_GROUP", 2)
    clock = TurnedClock()
    _old(store, clock, "UN", "DEUX", "TROIS", "QUATRE", "CINQ")
    told: list[int] = []
    assert mark_due(store.desk, DURATIONS, clock.now(), progress=told.append, cancelled=lambda: bool(told)) == 2
    assert mark_due(store.desk, DURATIONS, clock.now(), progress=told.append) == 3
    assert told == [2, 2, 3]
    assert _marked(store) == [1, 2, 3, 4, 5]


def test_who_looks_at_what_is_due_sees_it_in_the_list_too(store: Store) -> None:
    """What may go, and not what something stops."""
    clock = TurnedClock()
    _old(store, clock, "UN", "DEUX")
    place_hold(store.desk, 2, "EXEMPLE", clock.now().date(), clock.now())
    made = planned(store, clock)
    assert mark_planned(store.desk, made, clock.now()) == 1
    assert mark_planned(store.desk, made, clock.now()) == 0
    assert _marked(store) == [1]
