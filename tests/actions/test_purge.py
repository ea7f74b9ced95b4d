"""A purge: what two people agreed to goes, from every byte; what moved on stays; cut anywhere, it is run again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import purge as purging
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.treat import treat
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.retention import Category
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.casebook.caseload_schema import case_form, cases, contact, identity, match_key, person
from backoffice_gui.storage.casebook.retention_schema import tombstone
from backoffice_gui.storage.inbox import attempts
from tests.support.cases import certificate_form, change_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.purging import DAY, agreed, close_all, every_octet, planned, purge_all, second

SOMEBODY = {
    "family_name": "CANARI-NOM",
    "given_names": ["Canari-Prénom", "Démo"],
    "sex": "X",
    "birth_date": "1990-01-02",
    "ofpra_number": "991234567",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with two cases of two persons."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(SOMEBODY, comment="CANARI-COMMENTAIRE"), change_form())
        yield made


def wrapped(store: Store) -> list[bytes]:
    """The wrapped keys that lie in the inbox."""
    with store.world.inbox.fresh() as connection:
        return [each.wrapped_key for row in (1, 2) for each in attempts.attempt_rows(connection, row)]


def test_what_was_sent_goes_first_and_the_case_stays(store: Store) -> None:
    """After ninety days nothing opens what came in; what was read from it is there still."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(89 * DAY)
    assert planned(store, clock).due == ()
    clock.advance(DAY)
    keys = wrapped(store)
    made = planned(store, clock)
    assert [(each.category, each.free) for each in made.due] == [(Category.PAYLOAD, True)] * 2
    store.desk.casebook.checkpoint()
    before = every_octet(store)
    assert all(key in before for key in keys)
    done = purge_all(store, clock)
    assert (done.done, done.left) == (2, 0)
    assert not any(key in every_octet(store) for key in keys)
    assert [row["octets"] for row in rows(store, case_form)] == [None, None]
    assert len(keys_of(store)) == 2
    assert planned(store, clock).due == ()
    assert verify_store(store.world.inbox, store.desk, None).ok


def test_the_case_goes_with_all_that_hangs_on_it(store: Store) -> None:
    """Rows, persons, words, octets: nothing of them is in any byte, free pages and logs included."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    store.desk.casebook.checkpoint()
    assert b"CANARI" in every_octet(store)
    keys = wrapped(store)
    purge_all(store, clock)
    left = every_octet(store)
    assert b"CANARI" not in left
    assert not any(key in left for key in keys)
    for table in (cases, person, identity, contact, match_key, case_form):
        assert rows(store, table) == []
    assert {row["category"] for row in rows(store, tombstone)} == {"case"}
    assert [line.object for line in lines(store, "purged")] == ["case:1", "case:2"]
    assert verify_store(store.world.inbox, store.desk, None).ok
    take(store, certificate_form())
    assert [key.case for key in keys_of(store)] == [3], "a number is never given twice"


