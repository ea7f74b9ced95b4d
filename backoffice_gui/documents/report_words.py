"""The words of the conformity report, in French and in English: it is for the DPO, who may have to show it abroad."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from backoffice_gui.documents import report_words_en, report_words_fr
from backoffice_gui.domain.conformity import Period
from backoffice_gui.domain.paris import shown_date, shown_moment

__all__ = ["ReportWords", "report_words"]

_NARROW, _FIXED = "\u202f", "\u00a0"
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The report's words in one language (`fr`, `en`)."""

    language: str
    phrases: Mapping[str, str]

    @property
    def english(self) -> bool:
        """Whether it is English."""
        return self.language == "en"

    def say(self, phrase: str, /, **facts: object) -> str:
        """A phrase with its values; raises `KeyError` for one that nobody wrote."""
        return self.phrases[phrase].format(**facts)

    def number(self, value: int) -> str:
        """`41 230` with a narrow no-break space, `41,230` in English."""
        return f"{value:,}" if self.english else f"{value:,}".replace(",", _NARROW)

    def share(self, part: float | None) -> str:
        """A part of one as a percentage with two decimals; a dash where there is none. Never rounded to nought."""
        if part is None:
            return "—"
        shown = max(part * 100, 0.01) if part else 0.0
        return f"{shown:.2f}%" if self.english else f"{shown:.2f}{_FIXED}%".replace(".", ",")

    def duration(self, seconds: float | None) -> str:
        """`0,4 s`, `41 s`, `3 min 10 s`, `2 h 05 min`, rounded up; a dash where there is none."""
        if seconds is None:
            return "—"
        if seconds < 1:
            shown = f"{math.ceil(max(0.0, seconds) * 10) / 10:.1f}"
            return f"{shown if self.english else shown.replace('.', ',')}{_FIXED}s"
        whole = math.ceil(seconds)
        if whole < 60:
            return f"{whole}{_FIXED}s"
        if whole < 3600:
            return f"{whole // 60}{_FIXED}min{_FIXED}{whole % 60:02}{_FIXED}s"
        return f"{whole // 3600}{_FIXED}h{_FIXED}{whole % 3600 // 60:02}{_FIXED}min"

    def moment(self, at: datetime | None) -> str:
        """`23/11/2026 14:05`, in Paris; a dash where there is none."""
        return "—" if at is None else shown_moment(at)

    def day(self, day: date) -> str:
        """`23/11/2026`."""
        return shown_date(day)

    def period(self, period: Period) -> str:
        """`novembre 2026`, or from when to when."""
        if len(period.name) == len("2026-11"):
            return f"{_MONTHS[self.language][period.first.month - 1]} {period.first.year}"
        if period.first == period.last:
            return shown_date(period.first)
        return self.say("period", first=shown_date(period.first), last=shown_date(period.last))


def report_words(language: str) -> ReportWords:
    """The words of a language; French for any that is not English."""
    if language == "en":
        return ReportWords("en", report_words_en.PHRASES)
    return ReportWords("fr", report_words_fr.PHRASES)
