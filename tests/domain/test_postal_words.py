from __future__ import annotations

from backoffice_gui.domain.postal_words import ABBREVIATIONS, CIVILITIES, FLOORS, STREETS, TOWN_FIRST


def test_an_abbreviation_is_shorter_and_in_capitals() -> None:
    """Each saves characters, and fits a line in capitals."""
    for word, short in {**ABBREVIATIONS, **CIVILITIES}.items():
        assert len(short) < len(word)
        assert (word, short) == (word.upper(), short.upper())


def test_a_floor_is_no_street() -> None:
    """The two lists share no word."""
    assert FLOORS.isdisjoint(STREETS)


def test_countries_are_codes() -> None:
    """ISO 3166-1, two capitals; France writes its postcode first."""
    assert all(len(code) == 2 and code.isupper() for code in TOWN_FIRST)
    assert "FR" not in TOWN_FIRST
