"""The tables of names."""

from __future__ import annotations

from backoffice_gui.actions.practice_names import ORIGINS


def test_the_shares_are_of_a_hundred_and_many_scripts_occur() -> None:
    """Each origin has families, women's and men's names; some names are written in other scripts too."""
    assert sum(origin.weight for origin in ORIGINS) == 100
    assert len({origin.country for origin in ORIGINS}) == len(ORIGINS) >= 15
    ways = {way for origin in ORIGINS for ways in (*origin.women, *origin.men) for way in ways}
    for char in "مЕሰபş":
        assert any(char.lower() in way.lower() for way in ways), char
