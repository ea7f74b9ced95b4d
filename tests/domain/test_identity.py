from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.dates import PartialDate
from backoffice_gui.domain.declared import Declared, DeclaredDate, Doubt, Left, Notes
from backoffice_gui.domain.identity import Address, Contact, Identity, address_in, contact_in, identity_in, identity_of

PERSON: dict[str, Any] = {
    "family_name": "EXEMPLE",
    "used_name": None,
    "given_names": ["Ali", "SANS PRENOM"],
    "sex": "M",
    "birth_date": "1985-XX-XX",
    "birth_date_declared": True,
    "birth_place": "Hérat",
    "birth_country": "AF",
    "nationalities": ["AF", "Iran"],
    "ofpra_number": "200512345",
    "foreigner_number": "99 03 123456",
    "tribe": "x",
}


def test_an_identity_is_what_was_declared() -> None:
    """Nothing is corrected: doubts stand beside it, unknown members are left."""
    identity, doubts, left = identity_of(PERSON)
    assert identity == Identity(
        family_name="EXEMPLE",
        given_names=("Ali", "SANS PRENOM"),
        sex="M",
        birth=DeclaredDate("1985-XX-XX", PartialDate("1985", None, None, doubtful=False)),
        birth_date_declared=True,
        birth_place="Hérat",
        birth_country="AF",
        nationalities=("AF", "Iran"),
        ofpra_number="200512345",
        foreigner_number="99 03 123456",
    )
    assert identity.birth_date is not None
    assert identity.birth_date.day is None
    assert identity.given == "Ali, SANS PRENOM"
    assert doubts == (
        Doubt("given_names[1]", "name_absent"),
        Doubt("birth_date", "date_partial"),
        Doubt("nationalities[1]", "country_unknown"),
    )
    assert left == (Left("tribe", '"x"'),)


@pytest.mark.parametrize("raw", ["00/00/1985", "né en 1985", "1985-02-30", "12/03/1985", "0000", "99999", "1985\u202e"])
def test_a_date_that_is_none_is_kept_as_it_was_typed(raw: str) -> None:
    """No day is made up, no notation guessed."""
    identity, doubts, _ = identity_of({"birth_date": raw})
    assert identity.birth == DeclaredDate(raw)
    assert identity.birth_date is None
    assert [doubt.path for doubt in doubts] == ["birth_date"]


@pytest.mark.parametrize("value", [None, "x", [1], 7, True])
def test_what_is_no_object_is_an_empty_identity(value: Any) -> None:
    """And is left, where it was anything."""
    identity, doubts, left = identity_of(value)
    assert identity == Identity()
    assert (len(doubts), len(left)) == ((0, 0) if value is None else (1, 1))


def test_an_address_keeps_its_lines_and_its_host() -> None:
    """Domiciliation marks an address that hundreds share."""
    notes = Notes()
    sent = {
        "lines": ["EXEMPLE Ali", "CHEZ ASSOCIATION DÉMO"],
        "postcode": "94120",
        "town": "FONTENAY-SOUS-BOIS",
        "country": "FR",
        "domiciliation": {"organisation": "ASSOCIATION DÉMO", "box": "412", "floor": "2"},
    }
    address = address_in(Declared(sent, "delivery", notes))
    assert address == Address(
        *(("EXEMPLE Ali", "CHEZ ASSOCIATION DÉMO"), "94120", "FONTENAY-SOUS-BOIS", "FR", "ASSOCIATION DÉMO", "412")
    )
    assert address.hosted
    assert not address.empty
    assert notes.left == [Left("delivery.domiciliation.floor", '"2"')]
    assert notes.doubts == []


def test_forty_lines_are_kept_and_doubted() -> None:
    """Nothing is cut for being more than an envelope takes."""
    notes = Notes()
    address = address_in(Declared({"lines": ["x" * 39] * 40}, "", notes))
    assert address is not None
    assert len(address.lines) == 40
    assert notes.doubts == [Doubt("lines", "too_many")]


def test_a_contact_tells_nothing_said_from_nothing_wanted() -> None:
    """An empty e-mail is an answer, one that was not sent is none."""
    read = contact_in(Declared({"email": "", "address": {}}, "new", Notes()))
    assert read == Contact(address=Address(), email="", phone=None)
    assert read.address is not None
    assert read.address.empty
    assert contact_in(Declared({}, "new", Notes())) == Contact()


@given(st.dictionaries(st.sampled_from([*PERSON, "address", "lines", "domiciliation", "email", "phone"]), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)))  # fmt: skip
def test_no_object_breaks_the_reading(members: dict[str, Any]) -> None:
    """Identity, address and contact are read from anything."""
    for read in (identity_in, address_in, contact_in):
        read(Declared(members, "", Notes()))
