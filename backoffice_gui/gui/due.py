"""Deadlines in words: working days from today to the day something is due, as an agent would say it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from PySide6.QtCore import QObject

from backoffice_gui.domain.deadlines import working_days_between
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone

__all__ = ["Due"]

_SOON = 2


@lru_cache(maxsize=512)
def _days(today: date, due: date) -> int:
    """A list asks for the same few days again and again while it scrolls."""
    return working_days_between(today, due)


class Due(QObject):
    """A due day in words, and how it looks."""

    def text(self, due: date | None, today: date) -> str:
        """`dans 2 j ouvrés`, `demain`, `aujourd’hui`, `retard 1 j`; a dash where nothing is due."""
        if due is None:
            return "—"
        if due == today:
            return self.tr("aujourd’hui")
        days = _days(today, due)
        if due < today:
            return self.tr("retard {n} j").format(n=max(1, -days))
        if due == today + timedelta(days=1):
            return self.tr("demain")
        return self.tr("dans %n j ouvré(s)", "", max(1, days))

    @staticmethod
    def look(due: date | None, today: date) -> tuple[Tone, Shape] | None:
        """A tone and a shape where somebody should hurry."""
        if due is None:
            return None
        if due < today:
            return Tone.ERROR, Shape.TRIANGLE
        return (Tone.WARNING, Shape.RING) if _days(today, due) < _SOON else None
