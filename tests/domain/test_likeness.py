from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.likeness import Likeness, likeness, name_words


def _alike(one: str, other: str) -> Likeness:
    return likeness(name_words(one.split("/")), name_words(other.split("/")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EXEMPLE/Ali Reza", "Reza/Exemple/Ali"),
        ("AL DÉMO/Hassan", "Demo/Hassan"),
        ("EXEMPLE/SANS PRENOM", "EXEMPLE/XXX"),
        ("DÉMO/Şükrü", "Demo/sukru"),
    ],
)
def test_order_fields_particles_and_accents_do_not_count(one: str, other: str) -> None:
    """The same words are the same names, whatever fields they stand in."""
    found = _alike(one, other)
    assert (found.share, found.spelled_alike, found.whole) == (1.0, True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EXEMPLE/Mohamed", "Exemple/Мухаммед"),
        ("DÉMO/Abd al-Rahman", "Démo/Abderrahmane"),
        ("DÉMO/عبد الله", "Démo/Abdoullah"),
        ("N’DÉMO/Fatima", "NDEMO/Fatemeh"),
        ("EXEMPLAIRE/Zahra", "EXEMPLIARE/Zahra"),
    ],
)
def test_other_spellings_are_nearly_the_same_names(one: str, other: str) -> None:
    """Transliteration, and a slip of the pen in a long word."""
    found = _alike(one, other)
    assert 0.8 < found.share < 1.0
    assert found.whole
    assert not found.spelled_alike


@pytest.mark.parametrize(
    ("one", "other"), [("EXEMPLE/Ali", "SPECIMEN/Omar"), ("DÉMO/An", "DÉMI/On"), ("XXX", "XXX"), ("", "Exemple")]
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    """Short words are not close to each other, and absent names are no names."""
    assert _alike(one, other).share < 0.3


def test_a_frequent_name_says_less_than_a_rare_one() -> None:
    """Half of a country bears it."""
    assert _alike("Mohamed", "Muhammad").said < 0.7 < _alike("Exemple", "Exemple").said


def test_a_name_left_out_costs_little_and_another_one_much() -> None:
    """Many forms hold fewer names than a passport."""
    short = _alike("EXEMPLE/Ali", "EXEMPLE/Ali Reza Karim")
    other = _alike("EXEMPLE/Zaher", "EXEMPLE/Bilal")
    assert short.whole
    assert short.share > 0.7 > other.share
    assert not other.whole


TEXTS = st.lists(st.text(st.characters(), max_size=15) | st.sampled_from(["Mohamed", "محمد", "al", "Démo"]), max_size=4)


@given(TEXTS, TEXTS)
def test_any_names_can_be_compared(one: list[str], other: list[str]) -> None:
    """Total and the same in both orders; every name is like itself."""
    a, b = name_words(one), name_words(other)
    found = likeness(a, b)
    assert 0.0 <= found.share <= 1.0
    assert found.share == pytest.approx(likeness(b, a).share)
    assert likeness(a, a).share == (1.0 if a else 0.0)
