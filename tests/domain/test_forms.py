from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.detail import FormShape, FormView
from backoffice_gui.domain.form_fields import WARNINGS
from backoffice_gui.domain.forms import KINDS, MAX_FIELDS, MAX_VALUE, NOTES, SECTIONS, read_form

PERSON: dict[str, Any] = {
    "family_name": "EXEMPLE",
    "used_name": None,
    "given_names": ["Ali", "Reza"],
    "sex": "M",
    "birth_date": "1985-XX-XX",
    "birth_date_declared": True,
    "birth_place": "Hérat",
    "birth_country": "AF",
    "nationalities": ["AF"],
    "ofpra_number": "200512345",
    "foreigner_number": "9903123456",
}
ADDRESS: dict[str, Any] = {
    "lines": ["EXEMPLE Ali", "CHEZ ASSOCIATION DÉMO"],
    "postcode": "94120",
    "town": "FONTENAY-SOUS-BOIS",
    "country": "FR",
    "domiciliation": {"organisation": "ASSOCIATION DÉMO", "box": "412"},
}
CERTIFICATES: dict[str, Any] = {
    "person": PERSON,
    "requester": {"relation": "self", "family_name": "EXEMPLE", "given_names": ["Ali"]},
    "certificates": [
        {
            "type": "marriage",
            "form": "full_copy",
            "copies": 2,
            "event": {"date": "2010-05-01", "place": "Kaboul", "country": "AF"},
            "spouse": {"family_name": "DÉMO", "given_names": ["Zahra"]},
            "parents": [
                {"family_name": "EXEMPLE", "given_names": ["Hassan"]},
                {"family_name": "DÉMO", "given_names": []},
            ],
        },
        {"type": "birth", "form": "extract", "copies": 1},
    ],
    "delivery": ADDRESS,
    "email": "ali@exemple.test",
    "phone": "06 12 34 56 78",
    "language": "fa",
    "comment": "deux\nlignes",
}
CHANGE: dict[str, Any] = {
    "person": PERSON,
    "status": "protected",
    "old": {"address": ADDRESS, "email": "a@exemple.test", "phone": "0612345678"},
    "new": {"address": {**ADDRESS, "domiciliation": None}, "email": "b@exemple.test", "phone": "0698765432"},
    "effective_date": "2026-12-01",
    "proofs": [1, 2],
    "language": "fr",
    "comment": "",
}


def _read(kind: str, value: object) -> FormView:
    return read_form(kind, json.dumps(value).encode())


def _shown(view: FormView) -> dict[tuple[str, int | None, str], str]:
    return {(s.name, s.number, f.name): f.value for s in view.sections for f in s.fields}


def test_a_certificate_request_is_shown_section_by_section() -> None:
    """Person, requester, each certificate with its spouse and parents, delivery: in this order."""
    view = _read("certificate_request", CERTIFICATES)
    assert view.shape is FormShape.KNOWN
    assert [(s.name, s.number) for s in view.sections] == [
        ("person", None),
        ("requester", None),
        ("certificate", 1),
        ("spouse", 1),
        ("parents", 1),
        ("parents", 2),
        ("certificate", 2),
        ("delivery", None),
    ]
    shown = _shown(view)
    assert shown["person", None, "birth_date"] == "??/??/1985 (1985-XX-XX)"
    assert shown["person", None, "given_names"] == "Ali, Reza"
    assert shown["requester", None, "email"] == "ali@exemple.test"
    assert shown["certificate", 1, "date"] == "01/05/2010 (2010-05-01)"
    assert shown["delivery", None, "organisation"] == "ASSOCIATION DÉMO"
    assert ("person", None, "used_name") not in shown


def test_a_change_of_contact_shows_old_and_new_apart() -> None:
    """Both contacts stand beside each other with the same fields; nothing is left over."""
    view = _read("contact_change", CHANGE)
    assert [s.name for s in view.sections] == ["person", "contact_old", "contact_new"]
    shown = _shown(view)
    assert shown["contact_old", None, "email"] == "a@exemple.test"
    assert shown["contact_new", None, "phone"] == "0698765432"
    assert shown["contact_new", None, "proofs"] == "1, 2"
    assert shown["contact_new", None, "effective_date"] == "01/12/2026 (2026-12-01)"
    assert shown["person", None, "status"] == "protected"


def _members(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _members(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _members(inner)]
    return [] if value is None else [value if isinstance(value, str) else json.dumps(value)]


@pytest.mark.parametrize(("kind", "form"), [("certificate_request", CERTIFICATES), ("contact_change", CHANGE)])
def test_no_answer_of_a_form_is_dropped(kind: str, form: dict[str, Any]) -> None:
    """Every text and number that was sent is shown somewhere."""
    everything = "\n".join(f.value for s in _read(kind, form).sections for f in s.fields)
    for leaf in _members(form):
        assert leaf in everything


def test_unknown_members_are_kept_under_other_with_their_path() -> None:
    """A field that is new is shown, wherever it stands."""
    form = json.loads(json.dumps(CERTIFICATES))
    form["person"]["tribe"] = "x"
    form["certificates"][1]["event"] = {"hour": "12"}
    form["certificates"][0]["parents"][1]["alive"] = False
    form["delivery"]["domiciliation"]["floor"] = 3
    form["urgent"] = {"yes": ["a", "b"]}
    shown = {
        f.name: f.value for s in _read("certificate_request", form).sections if s.name == "other" for f in s.fields
    }
    assert shown == {
        "person.tribe": "x",
        "certificates[1].event.hour": "12",
        "certificates[0].parents[1].alive": "false",
        "delivery.domiciliation.floor": "3",
        "urgent.yes[0]": "a",
        "urgent.yes[1]": "b",
    }


@pytest.mark.parametrize("odd", ["text", 7, True, ["x"], [[1]]])
def test_members_of_the_wrong_kind_are_shown_as_they_are(odd: object) -> None:
    """Where an object or a list was expected, anything else is kept under `other`."""
    form = dict.fromkeys(["person", "requester", "certificates", "delivery"], odd)
    view = _read("certificate_request", form)
    assert view.shape is FormShape.KNOWN
    [other] = [s for s in view.sections if s.name == "other"]
    assert len(other.fields) == 4
    wrong = _read("contact_change", {"old": {"address": odd}, "new": {"address": {"domiciliation": odd}}})
    assert {f.name.split("[")[0] for s in wrong.sections for f in s.fields} == {
        "old.address",
        "new.address.domiciliation",
    }


def test_an_empty_form_of_a_known_kind_is_a_known_form() -> None:
    """Every member is optional to a reader."""
    for kind in KINDS:
        assert read_form(kind, b"{}") == FormView(FormShape.KNOWN, kind, ())


def test_a_kind_nobody_knows_is_shown_member_by_member() -> None:
    """JSON of another kind is a list of paths and values."""
    view = _read("photo_change", {"a": {"b": [1, {"c": None}], "d": []}, "e": "x\u202ey"})
    assert view.shape is FormShape.GENERIC
    assert [(f.name, f.value, f.warning) for f in view.sections[0].fields] == [
        ("a.b[0]", "1", None),
        ("a.b[1].c", "null", None),
        ("a.d", "[]", None),
        ("e", "x\u202ey", "control_characters"),
    ]


@pytest.mark.parametrize("octets", [b"[1]", b'"x"', b"7", b"null"])
def test_json_that_is_no_object_is_shown_generically(octets: bytes) -> None:
    """A known kind whose form isn't an object says so."""
    view = read_form("contact_change", octets)
    assert view.shape is FormShape.GENERIC
    assert view.note == "not_object"
    assert read_form("other_kind", octets).note is None


@pytest.mark.parametrize(
    ("octets", "note", "name"),
    [
        (b"", "empty", "size"),
        (b"<html>DEMO</html>", "not_json", "text"),
        (b"\x89PNG\r\n\x1a\n\xff", "not_utf8", "octets"),
        (b"[" * 5_000, "too_deep", "text"),
    ],
)
def test_what_is_not_json_is_shown_raw(octets: bytes, note: str, name: str) -> None:
    """Text as text, other octets as hex, both cut, with their size."""
    view = read_form("contact_change", octets)
    assert view.shape is FormShape.RAW
    assert view.note == note
    assert view.sections[0].fields[0].value == str(len(octets))
    assert view.sections[0].fields[-1].name == name


def test_a_member_sent_twice_is_noted_and_both_are_shown() -> None:
    """The second value goes under `other`."""
    view = read_form("contact_change", b'{"status": "applicant", "status": "protected"}')
    assert view.note == "duplicate_member"
    assert _shown(view)["other", None, "status (2)"] == "protected"


def test_a_form_without_end_is_cut_and_says_so() -> None:
    """The window never gets more than it can show; `extract` has all octets."""
    many = _read("contact_change", {f"m{n}": n for n in range(MAX_FIELDS + 500)})
    assert many.note == "truncated"
    assert sum(len(s.fields) for s in many.sections) == MAX_FIELDS
    assert _read("x", list(range(MAX_FIELDS + 1))).note == "truncated"
    assert _read("x", list(range(MAX_FIELDS))).note is None
    long = _read("contact_change", {"comment": "x" * (MAX_VALUE + 1)})
    assert long.note == "truncated"
    assert long.sections[0].fields[0].warning == "too_long"
    deep = _read("x", {"k" * 100_000: {"j" * 100_000: [0] * 2_000}})
    assert all(len(f.name) < 400 for s in deep.sections for f in s.fields)
    persons = _read("certificate_request", {"certificates": [{"type": "birth"}] * (MAX_FIELDS + 5)})
    assert persons.note == "truncated"
    assert len(persons.sections) == MAX_FIELDS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
NAMES = sorted({*CERTIFICATES, *CHANGE, *PERSON, *ADDRESS, "event", "spouse", "parents", "address", "new_member"})
FORMS = st.recursive(
    JSON, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8)
)


def _is_sound(view: FormView) -> None:
    assert view.note is None or view.note in NOTES
    for section in view.sections:
        assert section.name in SECTIONS
        assert section.fields
        for field in section.fields:
            field.value.encode("utf-8")
            assert field.warning is None or field.warning in WARNINGS


@given(st.sampled_from([*KINDS, "unknown"]), FORMS)
def test_no_form_breaks_the_reading(kind: str, form: object) -> None:
    """Any JSON, members of ours in the wrong places included, gives a view that can be shown."""
    _is_sound(_read(kind, form))


@given(st.sampled_from([*KINDS, "unknown"]), st.binary(max_size=200))
def test_no_octets_break_the_reading(kind: str, octets: bytes) -> None:
    """Reading a form never raises, on any octets."""
    _is_sound(read_form(kind, octets))
