"""What a form says as a case shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain import case_text
from backoffice_gui.domain.case_json import identity_of_members
from backoffice_gui.domain.case_text import ReadCase, declaration, read_case
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.domain.reach import email, phone
from tests.support.cases import PERSON, certificate_form, change_form, form_of

_INTERNATIONAL = st.builds(
    "{}@{}".format,
    st.text("aZ0.+-_é '\"", min_size=1, max_size=8),
    st.sampled_from(
        ["démo.example", "DÉMO.example", "straße.example", "démo", "-é.example", "é..example", "пример.example"]
    ),
)


def _read(form: dict[str, Any]) -> ReadCase:
    return read_case(*form_of(form))


def test_a_request_shows_its_types_once_and_what_is_none_under_one_word() -> None:
    """The column is one of code words."""
    kinds = ["birth", "marriage", "birth", "<b>", "death"]
    text = _read(certificate_form(certificates=[{"type": each} for each in kinds])).text
    assert text.about == "birth marriage other death"
    assert [each.n for each in text.certificates] == [1, 2, 3, 4, 5]
    assert text.certificates[3].type == "<b>"


def test_a_change_shows_what_changes_only() -> None:
    """Not what the form says is as before, however it is spelled; an address of an organisation has no key."""
    hosted = {"lines": ["1 RUE"], "postcode": "1", "town": "X", "domiciliation": {"organisation": "DÉMO"}}
    old = {"email": "A@demo.example", "phone": "0600000001", "address": {"lines": ["2"], "town": "Y", "postcode": "2"}}
    new = {"email": "a@DEMO.example", "phone": "+33 6 00 00 00 02", "address": hosted}
    text = _read(change_form(old=old, new=new)).text
    assert text.about == "address phone"
    assert [(each.field, each.key) for each in text.changes] == [("address", ""), ("phone", "+33600000002")]
    assert text.changes[1].before == "0600000001"
    assert {each.valid_from for each in text.changes} == {"2026-12-01"}


@pytest.mark.parametrize(
    ("said", "kept"), [("2026-12", None), ("2026-XX-01", None), ("9999-12-31", "9999-12-31"), (3, None)]
)
def test_a_day_is_whole_or_none(said: object, kept: str | None) -> None:
    """Nothing is filled in."""
    assert {each.valid_from for each in _read(change_form(effective_date=said)).text.changes} == {kept}


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ({"family_name": "Exemple", "given_names": ["Démo", "Marie-Exemple"]}, "EXEMPLE Démo Marie-Exemple"),
        ({"family_name": " EX\nEMPLE ", "given_names": ["SANS PRENOM"]}, "EX EMPLE"),
        ({"family_name": "XXX", "given_names": ["Démo"]}, "Démo"),
        ({"ofpra_number": "850312001"}, ""),
        ({"family_name": "é" * 10_000}, "É" * 199 + "…"),
    ],
)
def test_an_applicant_is_shown_as_declared(person: dict[str, Any], shown: str) -> None:
    """What stands for a name that is not there is not shown as one; very long ones are cut in the list only."""
    read = _read(certificate_form(person)).person
    assert read is not None
    assert read.applicant == shown


def test_nobody_is_nobody() -> None:
    """Neither a name nor a number."""
    assert declaration(identity_of_members({"family_name": "-", "sex": "F", "birth_date": "1985"})) is None


def test_doubts_that_are_usual_are_none() -> None:
    """Half of a date of birth is; a number that can't be one is not, nor is a member said twice."""
    assert not _read(certificate_form({**PERSON, "birth_date": "1985-XX-XX", "given_names": ["SP"]})).doubtful
    assert _read(certificate_form({**PERSON, "birth_date": "31/02/1985"})).doubtful
    assert read_case("contact_change", b'{"person": {}, "person": {}}').doubtful
    assert not _read(certificate_form(demonstration="x")).doubtful
    assert _read(certificate_form(demonstration="x")).practice


def test_who_asks_for_another_is_reached_elsewhere() -> None:
    """Only the person's own details are hers."""
    assert {each.field for each in _read(certificate_form()).reached} == {"address", "email", "phone"}
    assert _read(certificate_form(requester={"relation": "spouse"})).reached == ()
    assert _read(certificate_form({})).reached == ()


def test_what_can_not_be_had_says_why() -> None:
    """Too large, or what the caller says."""
    assert (read_case("contact_change", None).reason, read_case("x", None, "sealed").reason) == ("too_large", "sealed")
    assert read_case("contact_change", b"").text.kind is CaseKind.UNREAD


@given(st.from_regex(r"(?:0|\+33 ?)[0-9]( ?[0-9]{2}){4}", fullmatch=True) | st.from_regex(r"0[0-9]{9}", fullmatch=True))
def test_the_short_way_to_a_phones_key_is_the_long_way(raw: str) -> None:
    """Metropolitan and overseas."""
    assert case_text._phone_key(raw) == phone(raw).key


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30) | st.emails() | _INTERNATIONAL)
def test_the_short_way_to_an_emails_key_is_the_long_way(raw: str) -> None:
    """Valid or not."""
    assert case_text._email_key(raw) == email(raw).key


@given(st.binary(max_size=60), st.sampled_from(["certificate_request", "contact_change", "x"]))
def test_no_octets_are_refused(octets: bytes, kind: str) -> None:
    """Reading is total."""
    assert read_case(kind, octets).doubtful
    assert read_case("certificate_request", json.dumps({"person": octets.hex()}).encode()).doubtful
