from __future__ import annotations

from backoffice_gui.documents.papers.countries import french_countries
from backoffice_gui.domain.postal import Address, Label, address_label


def test_every_country_has_its_french_name_and_nothing_else_has() -> None:
    """Some 250 codes of two letters; unions, pseudo-locales and unknown regions are none."""
    names = french_countries()
    assert 245 <= len(names) <= 260
    assert (names["DE"], names["CI"], names["CD"]) == ("Allemagne", "Côte d’Ivoire", "Congo-Kinshasa")
    assert {"EU", "ZZ", "XA", "001"}.isdisjoint(names)


def test_every_name_fits_the_last_line() -> None:
    """In capitals, without punctuation, within 38 characters."""
    names = french_countries()
    for code in names:
        label = address_label("EXEMPLE", Address(("1 A",), "94120", "DÉMO", code), names)
        assert isinstance(label, Label), code
