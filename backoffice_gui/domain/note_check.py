"""What should not stand in a free text, and is warned of when it is written (domain.md §6.2): never refused.

A number by which a person is known to social security (NIR) may be kept by a closed list of users
only (decree 2019-341); a bank card's number helps nobody here.
"""

from __future__ import annotations

import re

from backoffice_gui.domain.identifiers import plain_digits

__all__ = ["NOTE_WARNINGS", "note_warnings"]

NOTE_WARNINGS = ("nir_like", "card_like")
"""Every code word of a warning: the rim has a sentence for each."""

_LONG = re.compile(r"[0-9](?:[\s.\-/\u00a0\u202f]{0,2}[0-9AB]){12,18}", re.IGNORECASE)
_NIR = re.compile(r"[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[2-4][0-9]|[5-9][0-9])(?:[0-9]{2}|2[AB])[0-9]{6}(?:[0-9]{2})?")
"""Thirteen signs by their shape, or fifteen with the key, which is not checked: mistyped, it is still one."""
_CARD = re.compile(r"[3-6][0-9]{12,18}")


def _is_card(digits: str) -> bool:
    """By its check digit (ISO/IEC 7812)."""
    if not _CARD.fullmatch(digits):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def note_warnings(text: str) -> tuple[str, ...]:
    """The code words of what looks like a number that should not stand there."""
    found = {plain_digits(each).upper() for each in _LONG.findall(text)}
    nir, card = any(map(_NIR.fullmatch, found)), any(map(_is_card, found))
    return tuple(code for code, holds in zip(NOTE_WARNINGS, (nir, card), strict=True) if holds)
