"""Countries in French, as the last line of an address abroad names them (CLDR, by Babel)."""

from __future__ import annotations

import re

from babel import Locale

__all__ = ["french_countries"]

_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_POSTAL = {
    "GS": "Géorgie du Sud et Sandwich du Sud",
    "HK": "Hong Kong",
    "IO": "Océan Indien territoire britannique",
    "MM": "Birmanie",
    "MO": "Macao",
    "SX": "Saint-Martin partie néerlandaise",
}
"""What the post knows better than by the name in the list."""


def french_countries() -> dict[str, str]:
    """Names by ISO 3166-1 alpha-2 code; Kosovo (XK) is among them."""
    named = Locale("fr").territories
    found = {code: name for code, name in named.items() if _CODE.fullmatch(code) and code not in _NO_COUNTRIES}
    return {**found, **_POSTAL}
