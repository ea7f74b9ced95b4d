"""Addresses as people here read them: the country by its French name, from the list the labels take it from."""

from __future__ import annotations

from functools import cache

from backoffice_gui.documents.papers.countries import french_countries
from backoffice_gui.domain.case_json import address_text

__all__ = ["address_shown"]

_countries = cache(french_countries)


def address_shown(text: str) -> str:
    """A stored address, a line each (`domain.case_json.address_text`), its country in words."""
    return address_text(text, _countries())
