from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.case_forms import (
    MAX_CERTIFICATES,
    UNREADABLE,
    CertificateForm,
    ContactChangeForm,
    Margin,
    Parent,
    Requester,
    Unreadable,
    read_case_form,
)
from backoffice_gui.domain.declared import Doubt
from backoffice_gui.domain.detail import FormShape
from backoffice_gui.domain.form_fields import WARNINGS
from backoffice_gui.domain.forms import KINDS, read_form
from backoffice_gui.domain.identity import Address, Contact, Identity
from backoffice_gui.domain.lenient_json import read_json

CERTIFICATES: dict[str, Any] = {
    "person": {"family_name": "EXEMPLE", "given_names": ["Ali", "Reza"]},
    "requester": {"relation": "descendant", "family_name": "DÉMO", "given_names": ["Sara"]},
    "certificates": [
        {
            "type": "marriage",
            "form": "full_copy",
            "copies": 2,
            "event": {"date": "2010-05-XX", "place": "Kaboul", "country": "AF"},
            "spouse": {"family_name": "DÉMO", "given_names": ["Zahra"]},
            "parents": [{"family_name": "EXEMPLE", "given_names": ["Hassan"]}, {"family_name": "INCONNU"}],
        },
        {"type": "birth", "form": "extract", "copies": 7},
    ],
    "delivery": {"lines": ["DÉMO Sara", "1 RUE D EXEMPLE"], "postcode": "94120", "town": "DÉMO", "country": "FR"},
    "email": "sara@exemple.test",
    "phone": "06 12 34 56 78",
    "language": "fa",
    "comment": "deux\nlignes",
}
CHANGE: dict[str, Any] = {
    "person": {"family_name": "EXEMPLE", "given_names": ["Ali"]},
    "status": "protected",
    "old": {"email": "a@exemple.test"},
    "new": {"address": {"lines": ["EXEMPLE Ali"]}, "email": "b@exemple.test", "phone": "0698765432"},
    "effective_date": "2026-12-01",
    "proofs": [1, 2],
    "language": "fr",
    "comment": "",
}


def _read(kind: str, value: object) -> Any:
    return read_case_form(kind, json.dumps(value).encode())


def test_a_certificate_request_is_read_wish_by_wish() -> None:
    """Each certificate stands for itself, with its event, spouse and parents."""
    form = _read("certificate_request", CERTIFICATES)
    assert isinstance(form, CertificateForm)
    assert form.person == Identity(family_name="EXEMPLE", given_names=("Ali", "Reza"))
    assert form.requester == Requester("descendant", "DÉMO", ("Sara",))
    marriage, birth = form.certificates
    assert (marriage.number, marriage.type, marriage.form, marriage.copies) == (1, "marriage", "full_copy", 2)
    assert (marriage.event.date.raw, marriage.event.place, marriage.event.country) == ("2010-05-XX", "Kaboul", "AF")
    assert marriage.spouse == Identity(family_name="DÉMO", given_names=("Zahra",))
    assert marriage.parents == (Parent("EXEMPLE", ("Hassan",)), Parent("INCONNU"))
    assert (birth.number, birth.type, birth.copies, birth.spouse, birth.parents) == (2, "birth", 7, None, ())
    assert form.delivery == Address(("DÉMO Sara", "1 RUE D EXEMPLE"), "94120", "DÉMO", "FR")
    assert (form.email, form.phone, form.language) == ("sara@exemple.test", "06 12 34 56 78", "fa")
    assert form.comment == "deux\nlignes"
    assert (form.margin.left, form.margin.note) == ((), None)
    assert form.margin.doubts == (
        Doubt("certificates[0].event.date", "date_partial"),
        Doubt("certificates[0].parents[1].family_name", "name_absent"),
        Doubt("certificates[1].copies", "number_format"),
    )


def test_a_change_of_contact_is_read_with_both_sides() -> None:
    """What a side does not speak of is nothing, not empty."""
    form = _read("contact_change", CHANGE)
    assert isinstance(form, ContactChangeForm)
    assert form.status == "protected"
    assert form.old == Contact(email="a@exemple.test")
    assert form.new == Contact(Address(("EXEMPLE Ali",)), "b@exemple.test", "0698765432")
    assert form.effective.raw == "2026-12-01"
    assert form.proofs == (1, 2)
    assert form.margin == Margin()


def test_five_hundred_certificates_are_capped_and_kept() -> None:
    """Those beyond the cap are JSON in the margin, with a doubt that says so."""
    form = _read("certificate_request", {"certificates": [{"type": "birth", "copies": 1}] * 500})
    assert isinstance(form, CertificateForm)
    assert len(form.certificates) == MAX_CERTIFICATES
    assert form.margin.doubts == (Doubt("certificates", "too_many"),)
    [rest] = form.margin.left
    assert rest.path == "certificates[50…]"
    assert len(json.loads(rest.json)) == 450


def test_a_form_full_of_strangers_says_that_it_was_cut() -> None:
    """They lie in part 0 as ever."""
    form = _read("contact_change", {f"m{n}": n for n in range(5_000)})
    assert form.margin.note == "truncated"


@pytest.mark.parametrize(
    ("kind", "octets", "reason"),
    [
        ("contact_change", b"", "empty"),
        ("contact_change", b"<html>", "not_json"),
        ("contact_change", b"\xff", "not_utf8"),
        ("contact_change", b"[" * 5_000, "too_deep"),
        ("contact_change", b"[1]", "not_object"),
        ("photo_change", b"{}", "kind_unknown"),
        ("", b"7", "kind_unknown"),
    ],
)
def test_what_is_no_form_says_why(kind: str, octets: bytes, reason: str) -> None:
    """It becomes a case all the same, of kind *unread*."""
    assert read_case_form(kind, octets) == Unreadable(kind, reason)
    assert reason in UNREADABLE


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted(
    {*CERTIFICATES, *CHANGE, *CERTIFICATES["certificates"][0], *CERTIFICATES["delivery"], "address", "date", "country",
     "family_name", "given_names", "birth_date", "nationalities", "domiciliation", "organisation", "box", "stranger"}
)  # fmt: skip
FORMS = st.recursive(
    JSON, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8)
)


def _values(value: object) -> list[str]:
    """Every text and number in a tree of values or JSON; null, and what is empty, is no answer."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _values(inner)]
    if isinstance(value, list | tuple):
        return [leaf for inner in value for leaf in _values(inner)]
    return [] if value is None else [str(value)]


def _is_sound(kind: str, octets: bytes) -> None:
    """It agrees with what a reader is shown, can be stored, and no answer is dropped."""
    form, view = read_case_form(kind, octets), read_form(kind, octets)
    assert isinstance(form, Unreadable) is (view.shape is not FormShape.KNOWN)
    if isinstance(form, Unreadable):
        assert form.reason in (view.note, "kind_unknown", "not_object")
        return
    assert form.margin.note in (None, "duplicate_member", "truncated")
    left = [read_json(left.json.encode("utf-8")).value for left in form.margin.left]
    values = _values(dataclasses.asdict(form))
    for text in values:
        text.encode("utf-8")
    kept = values + _values(left)
    for doubt in form.margin.doubts:
        assert doubt.code in WARNINGS
    spelled = [leaf.encode("utf-8", "backslashreplace").decode() for leaf in _values(read_json(octets).value)]
    assert form.margin.note == "truncated" or set(spelled) <= {
        text.encode("utf-8", "backslashreplace").decode() for text in kept
    }


@given(st.sampled_from([*KINDS, "unknown"]), FORMS)
def test_no_form_breaks_the_reading(kind: str, form: object) -> None:
    """Any JSON, members of ours in the wrong places included, is read or is unreadable for both readers."""
    _is_sound(kind, json.dumps(form).encode())


@given(st.sampled_from([*KINDS, "unknown"]), st.binary(max_size=200))
def test_no_octets_break_the_reading(kind: str, octets: bytes) -> None:
    """Reading never raises, on any octets."""
    _is_sound(kind, octets)
