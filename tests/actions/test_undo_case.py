"""Taking back joins and proposals; acts are in `test_treat`."""

from __future__ import annotations

from sqlalchemy import Connection, select

from backoffice_gui.actions.join_persons import link_person
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.caseload import case_history
from backoffice_gui.domain.case_acts import Undo
from backoffice_gui.domain.case_detail import ContactEntry
from backoffice_gui.domain.cases import Duty
from backoffice_gui.storage.casebook import persons
from backoffice_gui.storage.casebook.caseload_schema import cases, person
from tests.support.cases import PERSON, accept, certificate_form, change_form, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import DAY, close_all, purge_all


def _contacts(connection: Connection, person_number: int) -> tuple[ContactEntry, ...]:
    case = select(cases.c.case).where(cases.c.person == person_number).order_by(cases.c.case).limit(1)
    return case_history.contacts(case_history.contact_lines(connection, connection.scalar(case) or 0))


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


def test_a_join_is_not_made_again_over_what_was_said_since(store: Store) -> None:
    """Nobody is joined to one who is joined to them, nor taken from whom another agent joined them to."""
    agent = frozenset({Duty.AGENT})
    first, second = take(store, certificate_form(), certificate_form({**PERSON, "ofpra_number": "5"}))
    joined = link_person(store.desk, second, 1, TurnedClock(), duties=agent)
    back = undo(store.desk, joined.undo, TurnedClock())
    other = link_person(store.desk, first, 2, TurnedClock(), duties=agent)
    assert undo(store.desk, back.undo, TurnedClock()).failed[0].code == "undo-too-late"
    with store.desk.casebook.reading() as connection:
        assert persons.circle(connection, 1) == persons.circle(connection, 2) == (1, 2)
    undo(store.desk, other.undo, TurnedClock())
    undo(store.desk, back.undo, TurnedClock())
    assert [each["joined_to"] for each in rows(store, person)] == [None, 1]


def test_nobody_is_joined_again_to_one_who_was_purged(store: Store) -> None:
    """What was undone is not done again then: its other person, or the case's own, is no more."""
    clock, everybody = TurnedClock(), frozenset(Duty)
    take(store, certificate_form())
    close_all(store, clock)
    joining, hanging = take(store, certificate_form({**PERSON, "ofpra_number": "5"}), change_form({}))
    undone = [
        undo(store.desk, link_person(store.desk, key, 1, clock, duties=everybody).undo, clock)
        for key in (joining, hanging)
    ]
    clock.advance(731 * DAY)
    assert purge_all(store, clock).done == 1
    for each in undone:
        assert undo(store.desk, each.undo, clock).failed[0].code == "undo-too-late"
    assert [(each["person"], each["joined_to"]) for each in rows(store, person)] == [(2, None)]
    with store.desk.casebook.reading() as connection:
        assert persons.circle(connection, 2) == (2,)


def test_whoever_is_parted_keeps_an_address_of_their_own(store: Store) -> None:
    """What was accepted for the other, while both were one, ends nothing of theirs."""
    take(store, change_form(town="UNE"), change_form({**PERSON, "ofpra_number": "5"}, town="DEUX"))
    accept(store, 1)
    (third,) = take(store, certificate_form())
    joined = link_person(store.desk, third, 2, TurnedClock(), duties=frozenset({Duty.AGENT}))
    accept(store, 2)
    with store.desk.casebook.reading() as connection:
        assert [persons.contact_now(connection, who)["address"].case for who in (1, 2)] == [2, 2]
        assert _contacts(connection, 1) == _contacts(connection, 2)
    undo(store.desk, joined.undo, TurnedClock())
    with store.desk.casebook.reading() as connection:
        assert [persons.contact_now(connection, who)["address"].case for who in (1, 2)] == [1, 2]
        mine = [each for each in _contacts(connection, 1) if each.field == "address"]
        assert [each.case for each in mine if each.ended_at is None] == [1]
