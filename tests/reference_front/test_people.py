"""Invented people."""

from __future__ import annotations

import random
import re
import unicodedata

from backoffice_gui.reference_front.people import Person, address, email, partial_date, person, phone

_DICE = [random.Random(f"people:{n}") for n in range(400)]


def _people() -> list[Person]:
    return [person(random.Random(f"people:{n}")) for n in range(400)]


def test_the_same_dice_make_the_same_person() -> None:
    """A seed makes a person again, another seed another one."""
    assert person(random.Random(7)) == person(random.Random(7)) != person(random.Random(8))


def test_everybody_is_obviously_invented() -> None:
    """Each family name carries a marker, whatever its script."""
    names = [str(one.identity[name]) for one in _people() for name in ("family_name", "used_name")]
    assert all(re.search(r" (DÉMO|EXEMPLE)$", name) for name in names if name)
    assert any(not name for name in names)


def test_an_identity_has_every_member_of_the_form() -> None:
    """Protocol §6, with identifiers no longer than allowed."""
    for one in _people():
        assert set(one.identity) == {
            *("family_name", "used_name", "given_names", "sex", "birth_date", "birth_date_declared", "birth_place"),
            *("birth_country", "nationalities", "ofpra_number", "foreigner_number"),
        }
        assert len(str(one.identity["ofpra_number"])) <= 9
        assert len(str(one.identity["foreigner_number"])) <= 10
        assert one.identity["sex"] in {"F", "M", "X", None}


def test_names_come_in_many_scripts_and_shapes() -> None:
    """Left and right to left, with and without given names, one or several nationalities or none."""
    people = _people()
    scripts = {
        unicodedata.name(letter).split()[0]
        for one in people
        for letter in one.family_name + "".join(one.given_names)
        if letter.isalpha()
    }
    wanted = {"LATIN", "CYRILLIC", "ARABIC", "ETHIOPIC", "BENGALI", "TAMIL", "CJK", "GEORGIAN", "ARMENIAN", "MALAYALAM"}
    assert wanted <= scripts
    assert {len(one.given_names) for one in people} == {0, 1, 2}
    nationalities = [one.identity["nationalities"] for one in people]
    assert {len(each) for each in nationalities if isinstance(each, list)} == {0, 1, 2}


def test_dates_are_whole_or_partial() -> None:
    """EDTF level 1: day, month, or both unknown; all of the span asked for."""
    dates = [partial_date(dice, 1940, 1960) for dice in _DICE]
    assert all(re.fullmatch(r"19[4-6]\d-(\d\d-(\d\d|XX)|XX-XX)", date) for date in dates)
    assert {date[4:] for date in dates} >= {"-XX-XX", "-01-01"}
    assert any(re.fullmatch(r"\d{4}-\d\d-XX", date) for date in dates)


def test_nobody_can_be_reached() -> None:
    """Numbers of the ranges kept for fiction, domains kept for examples."""
    for dice in _DICE:
        digits = re.sub(r"\D", "", phone(dice)).removeprefix("33").removeprefix("0")
        assert digits == "" or digits.startswith(("63998", "19900"))
        assert re.search(r"^$|@(example\.(org|com)|(exemple|démo)\.example)$", email(dice))


def test_addresses_fit_an_envelope() -> None:
    """At most six lines, the addressee first; the domiciled have their host on the second."""
    domiciled = 0
    for dice in _DICE:
        who = person(dice)
        made = address(dice, who)
        lines, host = made["lines"], made["domiciliation"]
        assert isinstance(lines, list)
        assert 2 <= len(lines) <= 6
        assert lines[0].startswith(who.family_name)
        if isinstance(host, dict):
            domiciled += 1
            assert lines[1] == f"CHEZ {host['organisation']}"
    assert 100 < domiciled < 250
