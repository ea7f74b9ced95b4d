"""Who may be one person is proposed, with the reasons, once."""

from __future__ import annotations

import json

import pytest

from backoffice_gui.actions import compare_persons as comparing
from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.domain.identity import Identity
from backoffice_gui.domain.matching import blocking_keys
from backoffice_gui.storage.casebook.caseload_schema import match_key, person, proposal
from tests.support.cases import PERSON, certificate_form, from_generator, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()
BARE = {name: value for name, value in PERSON.items() if name != "ofpra_number"}


@pytest.mark.parametrize("group", [1, 100])
def test_spellings_of_one_person_are_proposed(store: Store, monkeypatch: pytest.MonkeyPatch, group: int) -> None:
    """Whoever came later is proposed as the earlier one; another is not."""
    monkeypatch.setattr(comparing, "_GROUP", group)
    names = [["Démo", "EXEMPLE"], ["Demo", "Exemple"], ["Tout", "AUTREMENT"]]
    forms = [{**BARE, "given_names": [given], "family_name": family} for given, family in names]
    take(store, *[certificate_form(each) for each in forms])
    heard: list[int] = []
    assert compare_persons(store.desk, CLOCK, progress=heard.append) == 3
    assert heard[-1] == 3
    ((case, other, kind),) = [(each["case"], each["other"], each["kind"]) for each in rows(store, proposal)]
    assert (case, other, kind) == (2, 1, "same_person")
    assert "same_names" in json.loads(rows(store, proposal)[0]["reasons"])
    assert all(each["compared"] for each in rows(store, person))
    assert rows(store, match_key)


def test_once_is_enough_and_it_can_be_stopped(store: Store) -> None:
    """Whoever was compared is not compared again; who was not, is the next time."""
    take(store, *[json.loads(octets) for _, octets in from_generator(5)])
    assert compare_persons(store.desk, CLOCK, cancelled=lambda: True) == 0
    assert compare_persons(store.desk, CLOCK) == len(rows(store, person)) > 0
    assert compare_persons(store.desk, CLOCK) == 0


@pytest.mark.expected_logs("not_compared")
def test_one_who_can_not_be_compared_stops_no_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are passed over, and not looked at again and again."""
    keys_of = blocking_keys

    def keys(identity: Identity) -> frozenset[str]:
        if identity.family_name == "POISON":
            raise IndexError("EXEMPLE POISON")
        return keys_of(identity)

    monkeypatch.setattr(comparing, "blocking_keys", keys)
    names = ("EXEMPLE", "POISON", "Exemple")
    take(store, *[certificate_form({**BARE, "family_name": family}) for family in names])
    assert compare_persons(store.desk, CLOCK) == 3
    assert [(each["case"], each["other"]) for each in rows(store, proposal)] == [(3, 1)]
    assert compare_persons(store.desk, CLOCK) == 0
