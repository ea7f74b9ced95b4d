"""Taking back joins and proposals; acts are in `test_treat`."""

from __future__ import annotations

from backoffice_gui.actions.join_persons import link_person
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.domain.case_acts import Undo
from backoffice_gui.domain.cases import Duty
from backoffice_gui.storage.casebook.caseload_schema import person
from tests.support.cases import PERSON, certificate_form, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store


def test_a_join_is_taken_back_and_made_again(store: Store) -> None:
    """By undoing, and undoing that."""
    _first, second = take(store, certificate_form(), certificate_form({**PERSON, "ofpra_number": "5"}))
    joined = link_person(store.desk, second, 1, TurnedClock(), duties=frozenset({Duty.AGENT}))
    assert [each["joined_to"] for each in rows(store, person)] == [None, 1]
    back = undo(store.desk, joined.undo, TurnedClock())
    assert [each["joined_to"] for each in rows(store, person)] == [None, None]
    undo(store.desk, back.undo, TurnedClock())
    assert [each["joined_to"] for each in rows(store, person)] == [None, 1]


def test_nothing_to_take_back_does_nothing(store: Store) -> None:
    """No events, or unknown ones."""
    assert undo(store.desk, Undo(), TurnedClock()).done == ()
    assert undo(store.desk, Undo((7,)), TurnedClock()).failed == ()
