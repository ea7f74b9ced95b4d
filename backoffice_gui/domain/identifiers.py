"""Numbers that name a file: text, never arithmetic; compared without what only separates (domain.md §7.1).

A form that is odd is a warning, never a refusal: nothing is validated on the meaning of a digit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Number", "foreigner_number", "ofpra_number", "plain_digits"]

_SEPARATORS = re.compile(r"[\s.\-/()\u2010-\u2015]+")
_OFPRA = re.compile(r"[0-9A-Za-z]{1,9}")
_FOREIGNER = re.compile(r"[0-9]{9,10}")
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number as declared, as it is compared, and what is odd about it.

    `raw` is what was typed; `key` is equal for two spellings of one number, empty where nothing was
    typed; `warning` is `number_format` or nothing.
    """

    raw: str
    key: str
    warning: str | None = None


def plain_digits(text: str) -> str:
    """The text with digits of any script in ASCII, and without spaces, dots, hyphens, slashes and brackets."""
    if text.isascii():
        return _SEPARATORS.sub("", text)
    ascii_digits = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
    return _SEPARATORS.sub("", ascii_digits)


def _key(plain: str) -> str:
    """What can be stored and indexed of it."""
    if plain.isascii() and plain.isprintable() and " " not in plain:
        return plain[:_LONGEST_KEY].upper()
    kept = "".join(char for char in plain[: 2 * _LONGEST_KEY] if unicodedata.category(char)[0] not in "CZ")
    return kept.upper()[:_LONGEST_KEY]


def ofpra_number(raw: str) -> Number:
    """An Ofpra file number: at most nine letters or digits."""
    plain = plain_digits(raw)
    key = _key(plain)
    return Number(raw, key, None if not key or _OFPRA.fullmatch(plain) else "number_format")


def foreigner_number(raw: str) -> Number:
    """A foreigner's number (AGDREF): ten digits; where there are nine, the leading zero was lost.

    Both spellings have one key, of ten digits.
    """
    plain = plain_digits(raw)
    key = _key(plain)
    fits = bool(_FOREIGNER.fullmatch(plain))
    return Number(raw, key.zfill(10) if fits else key, None if fits or not key else "number_format")
