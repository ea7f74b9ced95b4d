from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.names import absent, folded, sort_key

ANY_TEXT = st.text(st.characters())
"""Every code point, lone surrogates among them."""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Şükrü NGUYỄN", "sukru nguyen"),
        ("N’Démo", "n demo"),
        ("N'DÉMO", "n demo"),
        ("Nʼdémo", "n demo"),
        ("ʿAbd al-Exemple", "abd al exemple"),
        ("Jean‑Exemple", "jean exemple"),
        ("J.-P. Exemple", "j p exemple"),
        ("Straße Œdémo Ænon", "strasse oedemo aenon"),
        ("ılgaz İlgaz", "ilgaz ilgaz"),
        ("Łøđ", "lod"),
        ("d\u200be\u202em\u2066o\ufeff\u00ad\x00", "demo"),
        ("de\u0301mo", "demo"),
        ("ｄｅｍｏ ４１２", "demo 412"),
        ("Мухаммед", "mukhammed"),
        ("Фёдор", "fedor"),
        ("مُحَمَّد", "mhmd"),
        ("سعيد", "syd"),
        ("ወልደ", "welde"),
        ("٤١٢", "412"),
        ("un\tdeux\nTROIS\r\nquatre", "un deux trois quatre"),
        ("\ud800", ""),
        ("   ", ""),
        ("???", ""),
    ],
)
def test_the_search_form(text: str, form: str) -> None:
    """Case, accents, apostrophes, script and invisible characters do not stand in the way."""
    assert folded(text) == form


@given(ANY_TEXT)
def test_any_text_has_a_search_form(text: str) -> None:
    """Total, plain, and the form of a form is itself."""
    form = folded(text)
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", form)
    assert folded(form) == form


@given(ANY_TEXT)
def test_case_and_composition_do_not_matter(text: str) -> None:
    """What the shift key or another keyboard changes is the same word."""
    assert folded(text.casefold()) == folded(text)


def test_a_name_of_ten_thousand_characters_is_folded_whole() -> None:
    """Nothing is cut from what can be searched."""
    assert folded("É" * 10_000) == "e" * 10_000


def test_french_order() -> None:
    """Accents count only where nothing else tells two names apart, each name before the next."""
    names = ["Ndémo", "N’Démo", "Exemplé", "Exemple Démo", "Exemple", "Eva", "étude", "école"]
    assert sorted(names, key=lambda name: sort_key(name, "Ali")) == [
        *("école", "étude", "Eva", "Exemple", "Exemplé", "Exemple Démo", "N’Démo", "Ndémo"),
    ]
    pairs = [("Exemple", "Zoé"), ("Exemplé", "Ali"), ("Exemple", "Élie"), ("Exemple", "Elie"), ("Exemple", "SP")]
    assert sorted(pairs, key=lambda pair: sort_key(*pair)) == [
        *(("Exemplé", "Ali"), ("Exemple", "Elie"), ("Exemple", "Élie"), ("Exemple", "Zoé"), ("Exemple", "SP")),
    ]


def test_absent_names_come_last() -> None:
    """Whatever word stands for it."""
    families = ["", "XXX", "Zébulon", "-", "Exemple"]
    assert sorted(families, key=lambda name: sort_key(name, "Ali"))[:2] == ["Exemple", "Zébulon"]


@given(ANY_TEXT, ANY_TEXT)
def test_a_sort_key_can_be_stored_and_is_short(family: str, given_name: str) -> None:
    """Any database takes it: no lone surrogates, no zeros, at most some hundred characters."""
    key = sort_key(family * 50, given_name)
    key.encode("utf-8")
    assert "\0" not in key
    assert len(key) < 1_000


@pytest.mark.parametrize(
    "text",
    ["SANS PRENOM", "sans prénom", "Sans-Prénom", "XXX", "SP", "S.P.", "FNU", "LNU", "INCONNU", "Inconnue", "-", "", " ", "???",
     "non connu", "No Name", "\u200b", "\ud800"],
)  # fmt: skip
def test_words_for_a_name_that_is_not_there(text: str) -> None:
    """They are recognised, however they are written."""
    assert absent(text)


@pytest.mark.parametrize("text", ["Exemple", "Démo", "An", "O", "Null", "李", "አበበ", "عبد", "Xavier", "Sana"])
def test_a_short_or_rare_name_is_a_name(text: str) -> None:
    """Nobody loses a name because a program finds it odd."""
    assert not absent(text)


@pytest.mark.parametrize("length", [1, 59, 60, 61, 200])
def test_a_long_text_is_folded_like_a_short_one(length: int) -> None:
    """Short ones are remembered, long ones are not; nobody can tell."""
    assert folded("É" * length) == folded("É" * length) == "e" * length
    assert absent("-" * length)
    assert not absent("É" * length)
