"""Countries by name, in the window's language, for codes of ISO 3166-1 as forms have them (CLDR, by Babel)."""

from __future__ import annotations

import re

from babel import Locale
from PySide6.QtCore import QLocale

__all__ = ["country_names"]

_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_APART = ", "


def country_names(codes: str) -> str:
    """`UA, AF` as `Ukraine, Afghanistan`; what is no country's code stays as it was typed."""
    named = Locale("en" if QLocale().language() == QLocale.Language.English else "fr").territories

    def name(code: str) -> str:
        known = _CODE.fullmatch(code) is not None and code not in _NO_COUNTRIES
        return str(named.get(code, code)) if known else code

    return _APART.join(map(name, codes.split(_APART)))
