"""How one answer of a form is shown, and what is odd about it: a warning, never a refusal or a correction.

Each check takes a JSON value and returns the text to show with a code word or nothing
(domain.md §7: formats of identifiers, names, dates, addresses, phones).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from backoffice_gui.domain.dates import PartialDate, parse_edtf, shown
from backoffice_gui.domain.identifiers import plain_digits
from backoffice_gui.domain.lenient_json import Literal, compact
from backoffice_gui.domain.names import absent

__all__ = [
    "WARNINGS",
    "Check",
    "Shown",
    "address_lines",
    "count",
    "countries",
    "country",
    "date",
    "date_warning",
    "email",
    "flag",
    "foreigner_number",
    "language",
    "long_text",
    "name",
    "names",
    "numbers",
    "odd_characters",
    "ofpra_number",
    "one_of",
    "phone",
    "plain",
]

WARNINGS = (
    "wrong_type",
    "control_characters",
    "too_long",
    "too_many",
    "date_invalid",
    "date_partial",
    "date_doubtful",
    "number_format",
    "phone_odd",
    "email_odd",
    "country_unknown",
    "language_odd",
    "value_unknown",
    "name_absent",
)
"""Every code word that can stand beside a field: the rim has a sentence for each."""

Shown = tuple[str, str | None]
Check = Callable[[Any], Shown]

_DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
_ODD = re.compile(f"[\x00-\x1f\x7f-\x9f{_DIRECTIONS}]")
_ODD_BESIDE_BREAKS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_DIRECTIONS}]")
_NAME_LENGTH, _TEXT_LENGTH, _LONG_LENGTH, _LINE_LENGTH, _LINES = 200, 500, 10_000, 38, 6
_PHONE = re.compile(r"\+?[0-9]{6,20}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_COUNT = re.compile(r"[0-9]{1,9}")
_OFPRA = re.compile(r"[0-9A-Za-z]{1,9}")
_FOREIGNER = re.compile(r"[0-9]{9,10}")


def odd_characters(text: str, *, breaks: bool = False) -> bool:
    """Whether it holds control characters, or marks that turn the direction of writing."""
    return (_ODD_BESIDE_BREAKS if breaks else _ODD).search(text) is not None


def _text(value: Any, longest: int, *, breaks: bool = False) -> Shown:
    if value.__class__ is str and value.isprintable():  # so are nearly all, and such a text holds nothing odd
        return value, "too_long" if len(value) > longest else None
    if isinstance(value, bool):
        return ("true" if value else "false"), "wrong_type"
    if not isinstance(value, str) or isinstance(value, Literal):
        return compact(value), "wrong_type"
    text = compact(value)
    if odd_characters(value, breaks=breaks):  # as it came: what can't be written is spelled out in `text`
        return text, "control_characters"
    return text, "too_long" if len(text) > longest else None


def plain(value: Any) -> Shown:
    """One line of text."""
    return _text(value, _TEXT_LENGTH)


def long_text(value: Any) -> Shown:
    """Several lines of text."""
    return _text(value, _LONG_LENGTH, breaks=True)


def name(value: Any) -> Shown:
    """A name, never corrected; what stands for a name that a person doesn't have is marked."""
    text, warning = _text(value, _NAME_LENGTH)
    if warning is None and text and absent(text):
        warning = "name_absent"
    return text, warning


def _many(value: Any, check: Check) -> Shown:
    if not isinstance(value, list):
        text, warning = check(value)
        return text, warning or "wrong_type"
    each = [check(item) for item in value]
    return ", ".join(text for text, _ in each), next((warning for _, warning in each if warning is not None), None)


def names(value: Any) -> Shown:
    """Several given names, separated by commas (domain.md §7.2)."""
    return _many(value, name)


def country(value: Any) -> Shown:
    """ISO 3166-1 alpha-2; whether the code is given to a country is the rim's to know."""
    text, warning = plain(value)
    return text, warning or (None if _COUNTRY.fullmatch(text) else "country_unknown")


def countries(value: Any) -> Shown:
    """Several of them: nationalities are a list."""
    return _many(value, country)


def date(value: Any) -> Shown:
    """A date as a French reader writes it, with what was typed beside it."""
    text, warning = plain(value)
    if warning is not None:
        return text, warning
    read = parse_edtf(text.strip())
    if read is None:
        return text, "date_invalid"
    return f"{shown(read)} ({text})", date_warning(read)


def date_warning(read: PartialDate | None) -> str | None:
    """What is odd about a date that was read, or could not be."""
    if read is None:
        return "date_invalid"
    return "date_partial" if read.partial else "date_doubtful" if read.doubtful else None


def flag(value: Any) -> Shown:
    """Yes or no, as `true` and `false`: the rim translates."""
    return (("true" if value else "false"), None) if isinstance(value, bool) else (compact(value), "wrong_type")


def _numbered(pattern: re.Pattern[str], code: str) -> Check:
    """A number by its shape; what was not given has none to be odd."""

    def check(value: Any) -> Shown:
        text, warning = plain(value)
        return text, warning or (None if not text or pattern.fullmatch(plain_digits(text)) else code)

    return check


ofpra_number: Check = _numbered(_OFPRA, "number_format")
foreigner_number: Check = _numbered(_FOREIGNER, "number_format")
phone: Check = _numbered(_PHONE, "phone_odd")


def email(value: Any) -> Shown:
    """An address with one `@` and a domain, or none given; the local part is left alone."""
    text, warning = plain(value)
    return text, warning or (None if not text or (_EMAIL.fullmatch(text) and len(text) <= 254) else "email_odd")


def language(value: Any) -> Shown:
    """A BCP 47 tag, by its shape."""
    text, warning = plain(value)
    return text, warning or (None if _LANGUAGE.fullmatch(text) else "language_odd")


def count(value: Any) -> Shown:
    """A number of copies, 1 to 5."""
    if not isinstance(value, Literal):
        return compact(value), "wrong_type"
    return str(value), None if value in {"1", "2", "3", "4", "5"} else "number_format"


def numbers(value: Any) -> Shown:
    """Numbers of parts, separated by commas."""

    def number(item: Any) -> Shown:
        return compact(item), None if isinstance(item, Literal) and _COUNT.fullmatch(item) else "wrong_type"

    return _many(value, number)


def one_of(words: Sequence[str]) -> Check:
    """A code word of a closed list; the rim translates those it knows."""

    def check(value: Any) -> Shown:
        text, warning = plain(value)
        return text, warning or (None if text in words else "value_unknown")

    return check


def address_lines(value: Any) -> Shown:
    """The lines of a postal address, one a line: at most 6 of 38 characters (NF Z 10-011), never cut."""
    if not isinstance(value, list):
        text, warning = long_text(value)
        return text, warning or "wrong_type"
    each = [plain(line) for line in value]
    warning = next((found for _, found in each if found is not None), None)
    if warning is None and len(each) > _LINES:
        warning = "too_many"
    if warning is None and any(len(text) > _LINE_LENGTH for text, _ in each):
        warning = "too_long"
    return "\n".join(text for text, _ in each), warning
