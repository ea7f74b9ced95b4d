"""The contact history follows decisions; `tests/actions/test_treat.py` goes the whole way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from backoffice_gui.domain.treating import Decided
from backoffice_gui.storage.casebook import contacts, histories, persons, standing
from backoffice_gui.storage.casebook.contacts import NewContact
from tests.support.cases import change_form, take
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_only_the_last_word_can_be_taken_back(tmp_path: Path) -> None:
    """Where another line came after it, by whatever case, it is too late."""
    with a_store(tmp_path) as store:
        take(store, change_form(old={}))
        with store.desk.casebook.transaction() as tx:
            was = standing.load(tx, [1])[1]
            accepted = replace(was, changes=(Decided("address", "accepted", "", MOMENT),))
            histories.follow(tx, [(was, accepted)], "moi", MOMENT)
            assert persons.contact_now(tx, 1)["address"].case == 1
            assert histories.can_put_back(tx, accepted, was)
            assert histories.can_put_back(tx, was, was)
            contacts.add(tx, [NewContact(1, "address", "x", "", None, MOMENT, "toi", 2, replaces=1)])
            assert not histories.can_put_back(tx, accepted, was)
            histories.follow(tx, [(accepted, was)], "moi", MOMENT)
            assert persons.contact_now(tx, 1)["address"].value == "x", "another case's word stands"


def test_a_decision_that_is_taken_back_says_again_what_was_so(tmp_path: Path) -> None:
    """Nothing was known before: there is none any more."""
    with a_store(tmp_path) as store:
        take(store, change_form(old={}))
        with store.desk.casebook.transaction() as tx:
            was = standing.load(tx, [1])[1]
            accepted = replace(was, changes=(Decided("address", "accepted", "", MOMENT),))
            histories.follow(tx, [(was, accepted)], "moi", MOMENT)
            histories.follow(tx, [(accepted, was)], "moi", MOMENT)
            assert persons.contact_now(tx, 1)["address"].value == ""
