"""An agent joins two persons, or says that two cases are not the same."""

from __future__ import annotations

import json

import pytest

from backoffice_gui.actions.join_persons import accept_proposal, dismiss_proposal, link_case, link_person
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.cases import Badge, Duty
from backoffice_gui.storage.casebook import persons, proposals
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, identity, person, proposal
from backoffice_gui.storage.casebook.proposals import SAME_PERSON, Proposed
from tests.support.cases import PERSON, accept, certificate_form, change_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.stores import MOMENT

CLOCK = TurnedClock()
AGENT = frozenset({Duty.AGENT})


def test_two_persons_become_one_and_lose_nothing(store: Store) -> None:
    """Both rows stay; the circle is both; the next case finds the one through the other."""
    other = {**PERSON, "ofpra_number": "5"}
    _first, second = take(store, certificate_form(), certificate_form(other))
    outcome = link_person(store.desk, second, 1, CLOCK, duties=AGENT)
    assert outcome.done == (CaseKey(2, 2),)
    with store.desk.casebook.reading() as connection:
        assert persons.circle(connection, 2) == persons.circle(connection, 1) == (1, 2)
        assert (persons.root(connection, 2), persons.root(connection, 1)) == (1, 1)
    assert len(rows(store, identity)) == 2
    (line,) = lines(store, "persons_joined")
    assert line.object == "case:2"
    again = link_person(store.desk, CaseKey(2, 2), 1, CLOCK, duties=AGENT)
    assert (again.done, again.undo.events) == ((CaseKey(2, 2),), ())
    take(store, change_form(other), change_form(town="X"))
    assert rows(store, cases)[3]["badges"] & Badge.SECOND_CHANGE, "the circle's cases are one person's"


def test_what_is_so_already_is_proposed_no_more(store: Store) -> None:
    """Joined by another case, two persons need not be joined again; the proposal goes, and an undo brings it back."""
    one, two = take(store, certificate_form(), certificate_form({**PERSON, "ofpra_number": "5"}))
    with store.desk.casebook.transaction() as tx:
        proposals.add(tx, [Proposed(2, 1, SAME_PERSON, 90, ())], MOMENT)
    link_person(store.desk, one, 2, CLOCK, duties=AGENT)
    done = link_person(store.desk, two, 1, CLOCK, duties=AGENT)
    with store.desk.casebook.reading() as connection:
        assert proposals.open_of(connection, 2) == ()
    undo(store.desk, done.undo, CLOCK)
    with store.desk.casebook.reading() as connection:
        assert [each.other for each in proposals.open_of(connection, 2)] == [1]
        assert persons.circle(connection, 1) == (1, 2), "what the other case said stands"


def test_what_was_accepted_counts_whatever_a_form_of_the_other_mentions(store: Store) -> None:
    """A request under another spelling comes later and is mentioned only: nobody has decided that it is the address."""
    other = {**PERSON, "ofpra_number": "5"}
    take(store, change_form(town="DÉCIDÉE"))
    accept(store, 1)
    (key,) = take(store, certificate_form(other))
    joined = link_person(store.desk, key, 1, CLOCK, duties=AGENT)
    with store.desk.casebook.reading() as connection:
        assert ["DÉCIDÉE" in persons.contact_now(connection, who)["address"].value for who in (1, 2)] == [True, True]
        assert persons.contact_now(connection, 1)["phone"].case == 2, "of what nobody decided, what was mentioned"
    undo(store.desk, joined.undo, CLOCK)
    with store.desk.casebook.reading() as connection:
        assert [persons.contact_now(connection, who)["address"].case for who in (1, 2)] == [1, 2]


def test_what_is_said_again_by_an_undo_was_decided_by_nobody(store: Store) -> None:
    """An acceptance that was taken back leaves what a form mentioned, which gives way as it did."""
    take(store, change_form(town="DÉCIDÉE"), change_form({**PERSON, "ofpra_number": "5"}, town="RETIRÉE"))
    accept(store, 1)
    undo(store.desk, accept(store, 2).undo, CLOCK)
    link_person(store.desk, keys_of(store)[1], 1, CLOCK, duties=AGENT)
    with store.desk.casebook.reading() as connection:
        assert "DÉCIDÉE" in persons.contact_now(connection, 2)["address"].value
    again = accept(store, 2)
    with store.desk.casebook.reading() as connection:
        assert "RETIRÉE" in persons.contact_now(connection, 1)["address"].value
    undo(store.desk, again.undo, CLOCK)
    with store.desk.casebook.reading() as connection:
        assert "DÉCIDÉE" in persons.contact_now(connection, 1)["address"].value


def test_a_case_of_nobody_gets_its_person(store: Store) -> None:
    """And loses it again by an undo; counts follow."""
    take(store, certificate_form())
    (key,) = take(store, change_form({}))
    done = link_person(store.desk, key, 1, CLOCK, duties=AGENT)
    assert (rows(store, cases)[1]["person"], rows(store, person)[0]["cases"]) == (1, 2)
    undo(store.desk, done.undo, CLOCK)
    assert (rows(store, cases)[1]["person"], rows(store, person)[0]["cases"]) == (None, 1)
    (key,) = [each for each in keys_of(store) if each.case == 2]
    assert link_person(store.desk, key, 99, CLOCK, duties=AGENT).failed[0].code == "person-unknown"
    assert link_person(store.desk, key, 1, CLOCK, duties=frozenset({Duty.AUDITOR})).failed[0].code == "case-not-yours"


def test_a_badge_goes_with_its_last_proposal(store: Store) -> None:
    """And comes back when that is taken back."""
    _one, _two, key = take(store, certificate_form(), certificate_form(), certificate_form())
    assert [row["other"] for row in rows(store, proposal) if row["case"] == 3] == [1, 2]
    first = dismiss_proposal(store.desk, key, 1, "duplicate", CLOCK, duties=AGENT)
    assert rows(store, cases)[2]["badges"] & Badge.DUPLICATE
    second = dismiss_proposal(store.desk, first.done[0], 2, "duplicate", CLOCK, duties=AGENT)
    assert not rows(store, cases)[2]["badges"] & Badge.DUPLICATE
    assert (
        dismiss_proposal(store.desk, second.done[0], 2, "duplicate", CLOCK, duties=AGENT).failed[0].code
        == "proposal-unknown"
    )
    undo(store.desk, second.undo, CLOCK)
    assert rows(store, cases)[2]["badges"] & Badge.DUPLICATE
    assert [row["dismissed_at"] is None for row in rows(store, proposal) if row["case"] == 3] == [False, True]
    nobody = dismiss_proposal(store.desk, keys_of(store)[2], 2, "duplicate", CLOCK, duties=frozenset())
    assert nobody.failed[0].code == "case-not-yours"


def test_the_same_person_is_accepted_as_it_was_proposed(store: Store) -> None:
    """Joined, the proposal settled, and both come back with an undo; what is not proposed is not accepted."""
    _first, second = take(store, certificate_form(), certificate_form({**PERSON, "ofpra_number": "5"}))
    nothing = accept_proposal(store.desk, second, 1, SAME_PERSON, CLOCK, duties=AGENT)
    assert nothing.failed[0].code == "proposal-unknown"
    with store.desk.casebook.transaction() as tx:
        proposals.add(tx, [Proposed(2, 1, SAME_PERSON, 90, ())], MOMENT)
    nobody = accept_proposal(store.desk, second, 1, SAME_PERSON, CLOCK, duties=frozenset({Duty.AUDITOR}))
    assert nobody.failed[0].code == "case-not-yours"
    done = accept_proposal(store.desk, second, 1, SAME_PERSON, CLOCK, duties=AGENT)
    with store.desk.casebook.reading() as connection:
        assert (persons.circle(connection, 2), proposals.open_of(connection, 2)) == ((1, 2), ())
    undo(store.desk, done.undo, CLOCK)
    with store.desk.casebook.reading() as connection:
        assert persons.circle(connection, 2) == (2,)
        assert [each.other for each in proposals.open_of(connection, 2)] == [1]


def test_the_same_request_is_noted_and_nothing_is_merged(store: Store) -> None:
    """The badge goes, the timeline names the other case, persons stay as they are; an undo brings it back."""
    _one, key = take(store, certificate_form(), certificate_form())
    persons_before = rows(store, person)
    done = accept_proposal(store.desk, key, 1, "duplicate", CLOCK, duties=AGENT)
    assert not rows(store, cases)[1]["badges"] & Badge.DUPLICATE
    assert rows(store, person) == persons_before
    event = rows(store, case_event)[-1]
    assert (event["name"], json.loads(event["details"])["number"]) == ("case_linked", "DL-2026-000001")
    (line,) = lines(store, "cases_linked")
    assert "DL-" not in str(line.details)
    undo(store.desk, done.undo, CLOCK)
    assert rows(store, cases)[1]["badges"] & Badge.DUPLICATE


def test_a_case_is_linked_to_the_person_of_another(store: Store) -> None:
    """By that case; not to itself, and not to one that names nobody."""
    take(store, certificate_form())
    (nobody,) = take(store, change_form({}))
    (third,) = take(store, certificate_form({**PERSON, "ofpra_number": "5"}))
    assert link_case(store.desk, third, 3, CLOCK, duties=AGENT).failed[0].code == "same-case"
    assert link_case(store.desk, third, 2, CLOCK, duties=AGENT).failed[0].code == "person-unknown"
    assert link_case(store.desk, third, 1, CLOCK, duties=frozenset()).failed[0].code == "case-not-yours"
    assert link_case(store.desk, nobody, 1, CLOCK, duties=AGENT).done
    assert rows(store, cases)[1]["person"] == 1


@pytest.mark.parametrize("first", ["joining", "acceptance"])
def test_a_joining_that_was_a_mistake_leaves_each_with_his_own_address(store: Store, first: str) -> None:
    """A change was accepted over the other's address meanwhile; both are undone, in whichever order."""
    other = {**PERSON, "family_name": "EXEMPLE-AUTRE", "ofpra_number": "5"}
    take(store, change_form(town="UN"), change_form(other, town="DEUX"))
    accept(store, 1)
    accept(store, 2)
    joined = link_person(store.desk, keys_of(store)[1], 1, CLOCK, duties=AGENT)
    take(store, change_form(town="TROIS"))
    accepted = accept(store, 3)
    undoes = [joined.undo, accepted.undo]
    for each in undoes if first == "joining" else reversed(undoes):
        assert undo(store.desk, each, CLOCK).failed == ()
    with store.desk.casebook.reading() as connection:
        towns = [persons.contact_now(connection, who)["address"].value for who in (1, 2)]
    assert ["UN" in towns[0], "DEUX" in towns[1]] == [True, True]
