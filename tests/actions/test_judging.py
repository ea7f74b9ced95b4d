"""What was in quarantine when it ended on the web is judged by the keys of today, once by the same ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.judging import Judge, end_incidents
from backoffice_gui.actions.retain import retain
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.inbox import incidents, outcomes
from backoffice_gui.storage.inbox.unsealing import Unsealer
from tests.support.cases import certificate_form, form_of, rows
from tests.support.clock import TurnedClock
from tests.support.desks import Store, spoil
from tests.support.stores import MOMENT, Invented, invented

CLOCK = TurnedClock()


def _one(seq: int = 1) -> Invented:
    kind, octets = form_of(certificate_form())
    return invented(seq, (octets, b"EXEMPLE" * seq), kind=kind)


def _ended(store: Store, one: Invented, *, reason: str = "signature") -> int:
    """In quarantine, stored, expired on the web, and told."""
    world = store.world
    row = world.begin(one).row
    world.do(lambda tx: outcomes.quarantined(tx, row, reason, MOMENT))
    world.do(lambda tx: outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT))
    with world.inbox.transaction() as tx:
        incidents.open_incident(tx, IncidentKind.UNPROVEN, MOMENT, row=row, detail=reason)
    return row


def _open(store: Store) -> list[int]:
    with store.world.inbox.reading() as connection:
        return incidents.open_of(connection, IncidentKind.UNPROVEN, [1, 2, 3, 4, 5])


def _run(store: Store, judge: Judge | None) -> Taken:
    return intake(store.world.inbox, store.desk, CLOCK, judge=judge)


def test_what_the_keys_of_today_have_signed_comes_in(store: Store) -> None:
    """And nothing else: it waits; its incident ends with it, and the case says how it came."""
    good, bad = _one(1), _one(2)
    _ended(store, good)
    _ended(store, bad)
    assert _run(store, None) == Taken(waiting=2)
    assert _run(store, Judge(lambda jws: jws == good.jws)) == Taken(cases=1, waiting=1)
    [case] = rows(store, cases)
    assert (case["inbox_row"], case["badges"] & Badge.UNVERIFIED) == (1, Badge.UNVERIFIED)
    assert _open(store) == [2]
    assert _run(store, Judge(lambda _jws: True)) == Taken(cases=1)
    assert _open(store) == []
    with store.world.inbox.reading() as connection:
        said = {each.reason for each in incidents.incidents(connection, open_only=False)}
    assert said == {"signature et empreintes vérifiées"}


@pytest.mark.parametrize("how", ["other", "fewer", "longer", "rotten"])
def test_octets_that_are_not_those_of_the_manifest_wait(store: Store, how: str) -> None:
    """Whoever signed it: integrity is judged again as well."""
    one = _one()
    parts = {
        "other": (one.parts[0], b"DEMO" + one.parts[1][4:]),
        "fewer": one.parts[:1],
        "longer": (one.parts[0], one.parts[1] + b"x"),
        "rotten": one.parts,
    }
    _ended(store, replace(one, parts=parts[how]), reason="integrity")
    if how == "rotten":
        spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(40) WHERE attempt = 1 AND part = 1")
    assert _run(store, Judge(lambda _jws: True)) == Taken(waiting=1)
    assert _open(store) == [1]


def test_a_manifest_of_another_submission_proves_nothing(store: Store) -> None:
    """However well it is signed; nor does what is no manifest."""
    one, other = _one(1), _one(2)
    _ended(store, replace(one, jws=other.jws))
    _ended(store, replace(_one(3), jws="EXEMPLE"))
    assert _run(store, Judge(lambda _jws: True)) == Taken(waiting=2)


def test_each_is_judged_once_by_the_same_keys(store: Store) -> None:
    """A desk looks twice a minute: what did not hold is not opened again for nothing."""
    asked = []

    def signed(jws: str) -> bool:
        asked.append(jws)
        return False

    _ended(store, _one())
    judge = Judge(signed)
    for _ in range(2):
        assert _run(store, judge) == Taken(waiting=1)
    assert len(asked) == 1


def test_what_this_desk_has_no_key_for_waits(store: Store) -> None:
    """And what is not there at all."""
    row = _ended(store, _one())
    assert Judge(lambda _jws: True).sound(store.world.inbox, Unsealer({}), [row, 99]) == frozenset()


def test_an_incident_is_ended_once(store: Store) -> None:
    """Those of these submissions alone."""
    first, second = _ended(store, _one(1)), _ended(store, _one(2))
    assert end_incidents(store.world.inbox, store.desk, [first], MOMENT) == 1
    assert end_incidents(store.world.inbox, store.desk, [first], MOMENT) == 0
    assert _open(store) == [second]


def test_a_key_that_comes_later_judges_then(store: Store) -> None:
    """The judge outlives a locked desk: what it could not open is no verdict."""
    row = _ended(store, _one())
    judge = Judge(lambda _jws: True)
    assert judge.sound(store.world.inbox, Unsealer({}), [row]) == frozenset()
    assert judge.sound(store.world.inbox, Unsealer(store.desk.privates), [row]) == {row}


def test_an_incident_of_what_is_a_case_already_ends_with_the_next_look(store: Store) -> None:
    """A person had retained it before it expired, or a collector told late of what an older program had taken in."""
    world = store.world
    row = world.begin(_one()).row
    world.do(lambda tx: outcomes.quarantined(tx, row, "signature", MOMENT))
    retain(world.inbox, store.desk, world.facts(row), "EXEMPLE", CLOCK)
    world.do(lambda tx: outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT))
    with world.inbox.transaction() as tx:
        assert incidents.unproven(tx) == [row]
        incidents.open_incident(tx, IncidentKind.UNPROVEN, MOMENT, row=row)
    other = _ended(store, _one(2))
    assert _run(store, None).cases == 0
    assert _open(store) == [2], "its number, not its row"
    assert other == 2
