"""Addresses as people here read them."""

from __future__ import annotations

from backoffice_gui.caseload.addresses import address_shown
from backoffice_gui.domain.case_json import address_json
from backoffice_gui.domain.identity import Address


def test_the_country_is_named_in_french() -> None:
    """A code nobody knows, and what is no address of ours, stay as they are."""
    assert (
        address_shown(address_json(Address(("3 RUE DEMO",), "", "EXEMPLE", "DE"))) == "3 RUE DEMO\nEXEMPLE\nAllemagne"
    )
    assert address_shown(address_json(Address(("3 RUE DEMO",), "", "EXEMPLE", "Q9"))).endswith("\nQ9")
    assert address_shown("3 rue de l'exemple") == "3 rue de l'exemple"
