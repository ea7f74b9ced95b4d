from __future__ import annotations

import json

from backoffice_gui.actions.search_words import search_words
from backoffice_gui.domain.case_text import read_case
from backoffice_gui.domain.search_terms import search_terms
from tests.support.cases import certificate_form, change_form


def _words(form: object, kind: str = "certificate_request") -> set[str]:
    return set(search_words("DL-2026-000412", read_case(kind, json.dumps(form).encode())).split())


def test_a_case_is_found_by_whom_it_names_and_where_they_live() -> None:
    """Names in plain letters, places, postcodes, numbers, and the case's own."""
    person = {"family_name": "NGUYỄN-Ñandú", "used_name": "Şükrü", "given_names": ["عبد الله"], "birth_place": "Kaboul"}
    words = _words(certificate_form(person | {"ofpra_number": "850312001"}))
    assert {"nguyen", "nandu", "sukru", "kaboul", "850312001", "demoville", "99999", "2026", "000412"} <= words
    assert {"autreville", "demoville"} <= _words(change_form(), "contact_change")
    for typed in ("abdallah", "Nguyen", "ŞÜKRÜ"):
        (word,) = search_terms(typed).words
        assert any(found.startswith(part) for way in word.ways for part in way for found in words) or word.keys & words


def test_a_spouse_is_found_too() -> None:
    """A marriage certificate is asked for under either name."""
    wish = {"type": "marriage", "spouse": {"family_name": "CONJOINT-EXEMPLE"}}
    assert {"conjoint", "exemple"} <= _words(certificate_form(certificates=[wish]))


def test_a_form_that_nobody_could_read_is_found_by_its_number_alone() -> None:
    """There is nothing else."""
    assert set(search_words("DL-2026-000412", read_case("x", b"EXEMPLE")).split()) == {"dl", "2026", "000412"}


def test_what_is_without_measure_is_cut() -> None:
    """500 given names of 10,000 characters cost what 60 ordinary ones do."""
    hostile = {"family_name": "x" * 10_000, "given_names": [f"y{n}" * 5_000 for n in range(500)]}
    found = search_words("DL-2026-000412", read_case("certificate_request", json.dumps({"person": hostile}).encode()))
    assert len(found.split()) <= 400
    assert max(map(len, found.split())) <= 60
