"""What was declared comes back from its columns as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.case_forms import CertificateWish, Event, Parent
from backoffice_gui.domain.case_json import (
    address_json,
    address_text,
    event_json,
    event_text,
    identity_json,
    listed_json,
    read_address,
    read_identity,
    read_list,
    read_members,
)
from backoffice_gui.domain.dates import parse_edtf
from backoffice_gui.domain.declared import DeclaredDate
from backoffice_gui.domain.identity import Address, Identity

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_IDENTITIES = st.builds(
    Identity,
    family_name=_TEXT,
    used_name=_TEXT,
    given_names=_TEXTS,
    sex=_TEXT,
    birth=st.sampled_from(["", "1985-03-12", "1985-XX-XX", "né en 1985"]).map(
        lambda raw: DeclaredDate(raw, parse_edtf(raw.strip()))
    ),
    birth_date_declared=st.sampled_from([None, True, False]),
    birth_place=_TEXT,
    nationalities=_TEXTS,
    ofpra_number=_TEXT,
)


@given(_IDENTITIES)
def test_an_identity_comes_back(identity: Identity) -> None:
    """Member by member, under the form's names."""
    assert read_identity(identity_json(identity)) == identity


@given(st.builds(Address, _TEXTS, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT))
def test_an_address_comes_back(address: Address) -> None:
    """Nothing said is an empty column."""
    assert read_address(address_json(address)) == (None if address.empty else address)


@given(_TEXTS)
def test_a_list_comes_back(values: tuple[str, ...]) -> None:
    """An empty one is an empty column."""
    assert read_list(listed_json(values)) == values


def test_an_event_is_kept_with_spouse_and_parents() -> None:
    """Only what was said."""
    event = Event(DeclaredDate("2001", None), "DÉMOVILLE", "")
    wish = CertificateWish(1, "marriage", "", None, event, Identity(family_name="EXEMPLE"), (Parent("DÉMO", ("A",)),))
    assert json.loads(event_json(wish)) == {
        "date": "2001",
        "place": "DÉMOVILLE",
        "spouse": {"family_name": "EXEMPLE"},
        "parents": [{"family_name": "DÉMO", "given_names": ["A"]}],
    }
    assert event_json(CertificateWish(1, "", "", None, Event(DeclaredDate()), None, ())) == ""


def test_what_is_no_object_is_an_empty_one() -> None:
    """A newer program's words of another type are passed over."""
    assert read_members("[]") == read_members("") == {}
    assert read_identity('{"family_name": 3, "given_names": "x", "birth_date_declared": 1}') == Identity()


def test_an_address_is_read_as_people_read_it() -> None:
    """Its lines, the host where no line names it, the town, the country; what is no JSON stays as it is."""
    address = Address(("PERSONNE EXEMPLE", "3 RUE DEMO"), "99010", "EXEMPLE", "FR", "ASSOCIATION DEMO", "12")
    assert address_text(address_json(address)).split("\n") == [
        *("PERSONNE EXEMPLE", "3 RUE DEMO", "ASSOCIATION DEMO 12", "99010 EXEMPLE", "FR"),
    ]
    named = Address(("CHEZ Association Demo BP 12",), "", "EXEMPLE", "", "ASSOCIATION DEMO", "BP 12")
    assert address_text(address_json(named)) == "CHEZ Association Demo BP 12\nEXEMPLE"
    for box, shown in (("412", "boîte 412"), ("12 B", "boîte 12 B"), ("BP 12", "BP 12"), ("", "")):
        alone = Address(("CHEZ Association Demo",), "", "EXEMPLE", "AF", "ASSOCIATION DEMO", box)
        wanted = "\n".join(filter(None, ("CHEZ Association Demo", shown, "EXEMPLE", "Afghanistan")))
        assert address_text(address_json(alone), {"AF": "Afghanistan"}) == wanted
    assert address_text("3 rue de l'exemple") == "3 rue de l'exemple"
    assert address_text("{broken") == "{broken"


def test_what_a_certificate_is_about_is_one_line() -> None:
    """The day with its unknown parts, place and country, and the spouse's names."""
    said = '{"date":"1990-05-XX","place":"Ville DEMO","country":"AF","spouse":{"family_name":"EXEMPLE","given_names":["Nino"]}}'
    assert event_text(said) == "??/05/1990 · Ville DEMO · AF · EXEMPLE Nino"
    assert event_text("") == ""
    assert event_text('{"date":"hier"}') == "hier"
    assert event_text('["x"]') == '["x"]'
