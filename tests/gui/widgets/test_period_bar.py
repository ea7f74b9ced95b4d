"""Which days are looked at."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.conformity import Period
from backoffice_gui.gui.widgets.period_bar import PeriodBar


def _bar(qtbot: QtBot, today: date) -> tuple[PeriodBar, list[Period]]:
    bar = PeriodBar(lambda: today)
    qtbot.addWidget(bar)
    bar.show()
    told: list[Period] = []
    bar.chosen.connect(told.append)
    return bar, told


def test_last_month_is_what_is_shown_first(qtbot: QtBot) -> None:
    """The month that can be reported; in January it is that of the year before."""
    bar, told = _bar(qtbot, date(2027, 1, 1))
    assert bar.period == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert not bar.first.isVisible()
    bar.which.setCurrentIndex(0)
    assert told == [Period(date(2027, 1, 1), date(2027, 1, 31))]


def test_any_days_in_any_order_but_none_to_come(qtbot: QtBot) -> None:
    """The days appear, begin with this month so far, and are put in order."""
    bar, told = _bar(qtbot, date(2026, 11, 23))
    bar.which.setCurrentIndex(2)
    assert bar.first.isVisible()
    assert told[-1] == Period(date(2026, 11, 1), date(2026, 11, 23))
    bar.last.setDate(QDate(2026, 10, 5))
    assert told[-1] == Period(date(2026, 10, 5), date(2026, 11, 1))
    bar.last.setDate(QDate(2027, 5, 5))
    assert bar.last.date() == QDate(2026, 11, 23)
    bar.first.setDate(QDate(2021, 1, 1))
    assert len(told[-1].days) == 731
