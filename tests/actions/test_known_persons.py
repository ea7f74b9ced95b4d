"""Whom a case hangs on."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from backoffice_gui.actions.known_persons import fits
from backoffice_gui.domain.case_json import identity_of_members
from backoffice_gui.domain.matching import score
from backoffice_gui.storage.casebook.caseload_schema import cases, contact, identity, person
from tests.support.cases import PERSON, certificate_form, change_form, rows, take
from tests.support.desks import Store


@pytest.mark.parametrize("apart", [False, True])
def test_an_exact_number_and_a_fitting_identity_are_one_person(store: Store, apart: bool) -> None:
    """However the number is spelled; identities are added, the row shows the last."""
    later = {**PERSON, "ofpra_number": "85 03 12-001", "family_name": "Exemple", "birth_place": "Démoville"}
    forms = [certificate_form(), change_form(later)]
    if apart:
        for form in forms:
            take(store, form)
    else:
        take(store, *forms)
    (who,) = rows(store, person)
    assert (who["cases"], who["family_name"], who["birth_place"]) == (2, "Exemple", "Démoville")
    assert [case["person"] for case in rows(store, cases)] == [1, 1]
    assert [json.loads(each["form"])["family_name"] for each in rows(store, identity)] == ["EXEMPLE", "Exemple"]


def test_a_number_left_out_later_stays_known(store: Store) -> None:
    """Found by the other number."""
    both = {**PERSON, "foreigner_number": "9900000001"}
    take(store, certificate_form(both))
    take(store, change_form({**both, "ofpra_number": ""}))
    (who,) = rows(store, person)
    assert (who["ofpra_key"], who["foreigner_key"], who["cases"]) == ("850312001", "9900000001", 2)


def test_anything_less_than_a_number_is_a_new_person(store: Store) -> None:
    """The same names and birth, without a number: never merged."""
    bare = {name: value for name, value in PERSON.items() if name != "ofpra_number"}
    take(store, certificate_form(bare), certificate_form(bare), certificate_form())
    assert len(rows(store, person)) == 3


def test_a_number_alone_says_too_little() -> None:
    """Without a name or a birth nothing agrees; another number, name or birth speaks against it."""
    sound = identity_of_members(PERSON)
    assert fits(score(sound, sound))
    assert not fits(score(sound, identity_of_members({"ofpra_number": PERSON["ofpra_number"]})))
    for name, value in {"family_name": "AUTREMENT", "birth_date": "1950-01-02"}.items():
        given = {"given_names": ["Tout"]} if name == "family_name" else {}
        assert not fits(score(sound, identity_of_members({**PERSON, name: value, **given})))


def test_what_a_form_mentions_is_kept_where_nothing_is_known(store: Store) -> None:
    """Once; not of who asks for somebody else; nothing that was never accepted ends a line."""
    take(store, certificate_form(), certificate_form(phone="06 00 00 00 55"))
    found = {(each["field"], each["entered_by"], each["replaces"]) for each in rows(store, contact)}
    assert found == {("address", "form", None), ("email", "form", None), ("phone", "form", None)}
    other = {**PERSON, "ofpra_number": "7"}
    take(store, certificate_form(other, requester={"relation": "spouse"}))
    assert len(rows(store, contact)) == 3


def test_what_comes_late_does_not_hide_what_was_declared_since(store: Store) -> None:
    """Released from quarantine after a newer one, it adds its identity and its numbers, and is not shown."""
    now = store.world.at
    store.world.at = now + timedelta(days=60)
    take(store, certificate_form({**PERSON, "used_name": "NOUVEAU"}))
    store.world.at = now
    take(store, certificate_form({**PERSON, "used_name": "ANCIEN", "foreigner_number": "7503000001"}))
    (shown,) = rows(store, person)
    assert (shown["used_name"], shown["foreigner_key"], shown["cases"]) == ("NOUVEAU", "7503000001", 2)
    assert len(rows(store, identity)) == 2
