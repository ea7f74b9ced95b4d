"""Dates as people write them in forms: EDTF level 1 (ISO 8601-2), with parts that may be unknown.

A missing day or month is never filled with 01 (domain.md §7.3): it is shown as `??`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from backoffice_gui.domain.remembered import remembered

__all__ = ["PartialDate", "parse_edtf", "shown"]

_FORM = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<doubt>[?~%]?)", re.ASCII
)
_LONGEST = 11
_YEAR = re.compile(r"[0-9]{1,4}X{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose parts may be unknown; `year` is four characters, `X` for an unknown digit."""

    year: str
    month: int | None
    day: int | None
    doubtful: bool
    """Marked as uncertain or approximate (`?`, `~`, `%`)."""

    @property
    def partial(self) -> bool:
        """Whether a day, a month or a digit of the year is unknown."""
        return self.day is None or self.month is None or "X" in self.year


def _number(text: str | None) -> int | None:
    return None if text is None or text == "XX" else int(text)


def _exists(year: str, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    if month is None:
        return 1 <= day <= 31
    some_leap_year = 2000
    return 1 <= day <= calendar.monthrange(some_leap_year if "X" in year else int(year), month)[1]


def parse_edtf(text: str) -> PartialDate | None:
    """Read `1985-03-12`, `1985-03-XX`, `1985-XX-XX`, `1985-03`, `1985`, `198X`, each perhaps doubted.

    Nothing where the text is none of these, or names a day that never was.
    """
    return _parsed(text) if len(text) <= _LONGEST else None


@remembered(4_096)
def _parsed(text: str) -> PartialDate | None:
    """A form's dates are read again from its JSON, and days of birth repeat."""
    found = _FORM.fullmatch(text)
    if found is None or not _YEAR.fullmatch(found["year"]) or found["year"] == "0000":
        return None
    month, day = _number(found["month"]), _number(found["day"])
    if not _exists(found["year"], month, day):
        return None
    return PartialDate(found["year"], month, day, doubtful=bool(found["doubt"]))


def shown(date: PartialDate) -> str:
    """`12/03/1985`, `??/03/1985`, `??/??/198?`: day, month, year as in French, unknown parts as `?`."""
    day = "??" if date.day is None else f"{date.day:02}"
    month = "??" if date.month is None else f"{date.month:02}"
    return f"{day}/{month}/{date.year.replace('X', '?')}"
