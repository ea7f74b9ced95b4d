from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.dates import parse_edtf
from backoffice_gui.domain.declared import DeclaredDate
from backoffice_gui.domain.identity import Identity, identity_of
from backoffice_gui.domain.matching import (
    LIKELY,
    REASONS,
    SURE,
    blocking_keys,
    compare,
    duplicate_of,
    lookup_keys,
    profile,
    repeat_of,
    score,
)

# Given names in the ways one office or another writes them; surnames are invented.
GIVEN = (
    ("Mohamed", "Muhammad", "Mohammad", "Mouhamed", "Мухаммед"),
    ("Ahmed", "Ahmad", "Akhmed", "Ahmet", "Ахмад"),
    ("Hussein", "Hossein", "Husain", "Houssein", "حسين"),
    ("Fatima", "Fatemeh", "Fatma", "Fatimah", "فاطمة"),
    ("Mariam", "Maryam", "Meryem", "Mariame", "Мариам"),
    ("Ibrahim", "Ebrahim", "Ibrahima", "Brahim", "Ибрагим"),
    ("Youssef", "Yusuf", "Youssouf", "Yousif", "يوسف"),
    ("Abdallah", "Abdullah", "Abd Allah", "Abdoullah", "عبد الله"),
    ("Tesfay", "Tesfai", "Tesfaye", "TESFAY", "ተስፋይ"),
    ("Hélène", "Helene", "HELENE", "Hélene", "Elene"),
)
FAMILY = (
    *("Exemple", "Démo", "Démo-Exemple", "Exemplaire", "Specimen", "Modele", "Échantillon", "N’Démo", "Al Demo", "Exempli"),
    *("Demonstrov", "Exemplević", "Démoğlu", "Exemplyan", "Demoşahin", "Mustermann", "Fulani", "Tizio", "Caio", "Ejemplo"),
)  # fmt: skip


def _identity(family: str, given: tuple[str, ...], birth: str, **more: Any) -> Identity:
    return Identity(family_name=family, given_names=given, birth=DeclaredDate(birth, parse_edtf(birth)), **more)


ALI = _identity("EXEMPLE", ("Ali", "Reza"), "1985-03-12", birth_country="AF", nationalities=("AF",), sex="M")


def test_the_same_declaration_twice_is_one_person() -> None:
    """With its reasons, the heaviest first."""
    match = score(ALI, ALI)
    assert match.score >= LIKELY
    assert match.codes[:2] == ("same_names", "same_birth")
    assert score(replace(ALI, ofpra_number="200512345"), replace(ALI, ofpra_number="20.05.12345")).score >= SURE


@pytest.mark.parametrize(
    ("change", "code", "likely"),
    [
        ({"family_name": "REZA", "given_names": ("Exemple", "Ali")}, "same_names", True),
        ({"given_names": ("Aly", "Rèza")}, "names_spelled_differently", True),
        ({"used_name": "DÉMO"}, "same_names", True),
        ({"birth": "1985-12-03"}, "birth_swapped", True),
        ({"birth": "1985-03-13"}, "birth_near", True),
        ({"birth": "1986-03-12"}, "birth_near", True),
        ({"birth": "1985-XX-XX"}, "birth_compatible", True),
        ({"birth": "1985-01-01"}, "birth_near", True),
        ({"birth": "1979-08-30"}, "other_birth", False),
        ({"sex": "F"}, "other_sex", True),
        ({"birth_country": "SO", "nationalities": ("SO",)}, "other_birth_country", True),
        ({"family_name": "MUSTERMANN", "given_names": ("Karl",)}, "other_names", False),
    ],
)
def test_each_difference_has_its_word(change: dict[str, Any], code: str, likely: bool) -> None:
    """Order of names doesn't count, spelling little, birth much."""
    if "birth" in change:
        change = {"birth": DeclaredDate(change["birth"], parse_edtf(change["birth"]))}
    match = score(ALI, replace(ALI, **change))
    assert code in match.codes
    assert (match.score >= LIKELY) is likely


def test_an_equal_number_decides_unless_everything_else_speaks_against_it() -> None:
    """A mistyped number must not hand one person's case to another."""
    number: dict[str, Any] = {"foreigner_number": "9903123456"}
    other = _identity("MUSTERMANN", ("Karl",), "1960-07-04")
    assert score(replace(ALI, **number), replace(ALI, **number, given_names=(), birth=DeclaredDate())).score >= SURE
    assert LIKELY <= score(replace(ALI, **number), replace(other, **number, birth=ALI.birth)).score < SURE
    assert score(replace(ALI, **number), replace(other, **number)).score < LIKELY


def test_absent_names_and_default_dates_say_little() -> None:
    """Two strangers who are both *XXX*, born on 1 January, are strangers."""
    one = _identity("XXX", ("SANS PRENOM",), "1990-01-01", nationalities=("SO",))
    assert score(one, one).score < LIKELY
    common = _identity("DIALLO", ("Mamadou",), "1990-01-01", nationalities=("GN",), birth_country="GN")
    assert score(common, common).score < LIKELY


def test_duplicates_are_recent_and_repeats_are_not() -> None:
    """Both need the same wish of what is likely the same person."""
    match, stranger = score(ALI, ALI), score(ALI, Identity())
    assert duplicate_of(match, same_wish=True, days=3)
    assert not duplicate_of(match, same_wish=True, days=31)
    assert not duplicate_of(match, same_wish=False, days=3)
    assert repeat_of(match, same_wish=True, days=31)
    assert not repeat_of(match, same_wish=True, days=30)
    assert not repeat_of(match, same_wish=False, days=31)
    assert not repeat_of(stranger, same_wish=True, days=31)
    assert not duplicate_of(stranger, same_wish=True, days=1)


def _birth_again(birth: str, dice: Random) -> str:
    """The same birth as another form would have it."""
    year, month, day = birth.split("-")
    return dice.choices(
        [
            birth,
            f"{year}-XX-XX",
            f"{year}-01-01",
            f"{year}-{month}-{min(28, int(day) + 1):02}",
            f"{int(year) + 1}-{month}-{day}",
        ],
        [80, 5, 5, 5, 5],
    )[0]


def _population(dice: Random, persons: int) -> list[tuple[int, Identity]]:
    """Persons with common names, each declared five times in other spellings."""
    found = []
    for person in range(persons):
        given_names, family = dice.sample(GIVEN, k=dice.choice((1, 2))), dice.choice(FAMILY)
        year, default = dice.randrange(1960, 2005), dice.random() < 0.15
        birth = f"{year}-01-01" if default else f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}"
        country = dice.choice(("AF", "SO", "GN", "RU", "ER"))
        for spelling in range(5):
            family_now = family.upper() if spelling % 2 else family.replace("’", "'").replace("é", "e")
            given_now = [names[spelling] for names in given_names]
            if dice.random() < 0.2:
                family_now, given_now[0] = given_now[0], family_now
            found.append(
                (
                    person,
                    _identity(
                        family_now,
                        tuple(given_now),
                        _birth_again(birth, dice),
                        birth_country=country,
                        nationalities=(country,),
                    ),
                )
            )
    return found


def test_five_spellings_of_one_person_are_found_among_many_with_the_same_names() -> None:
    """Through the keys of an index, as in the store: few strangers are proposed, few of one person missed."""
    population = _population(Random(4), 400)
    stored: dict[str, set[int]] = defaultdict(set)
    for index, (_, identity) in enumerate(population):
        for key in blocking_keys(identity):
            stored[key].add(index)
    profiles = [profile(identity) for _, identity in population]
    found: set[tuple[int, int]] = set()
    for index, (_, identity) in enumerate(population):
        candidates = set().union(*(stored[key] for key in lookup_keys(identity)))
        found |= {
            (other, index)
            for other in candidates
            if other < index and compare(profiles[other], profiles[index]).score >= LIKELY
        }
    true = {
        pair for pair in combinations(range(len(population)), 2) if population[pair[0]][0] == population[pair[1]][0]
    }
    precision, recall = len(found & true) / len(found), len(found & true) / len(true)
    assert precision >= 0.99, (precision, recall)
    assert recall >= 0.84, (precision, recall)


ANY = st.text(st.characters(), max_size=12)
IDENTITIES = st.fixed_dictionaries(
    {},
    optional={
        "family_name": ANY | st.sampled_from(["EXEMPLE", "عبد الله", "N'DEMO", "XXX"]),
        "used_name": ANY,
        "given_names": st.lists(ANY, max_size=3),
        "sex": st.sampled_from(["F", "M", "X", "?"]),
        "birth_date": st.sampled_from(["1985-03-12", "0001-01-01", "9999-12-31", "19XX", "1985-XX-12", "198X-02-29", "2000-02-29?", "x"]),
        "birth_date_declared": st.booleans(),
        "birth_place": ANY,
        "birth_country": st.sampled_from(["AF", "SU", "RU", "Iran", "\ud800"]),
        "nationalities": st.lists(st.sampled_from(["AF", "RU", "x"]), max_size=3),
        "ofpra_number": ANY | st.just("200512345"),
        "foreigner_number": ANY | st.just("9903123456"),
    },
)  # fmt: skip


@given(IDENTITIES, IDENTITIES)
def test_any_two_identities_can_be_compared(a: dict[str, Any], b: dict[str, Any]) -> None:
    """Total, the same in both orders, explained in known words; keys can be stored, and meet themselves."""
    one, other = identity_of(a)[0], identity_of(b)[0]
    match = score(one, other)
    assert match == score(other, one)
    assert 0 <= match.score <= 100
    assert set(match.codes) <= set(REASONS)
    assert blocking_keys(one) <= lookup_keys(one)
    for key in lookup_keys(one):
        key.encode("utf-8")
