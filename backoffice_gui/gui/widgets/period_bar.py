"""Which days: this month, last month, or any; never one that has not begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QWidget

from backoffice_gui.domain.conformity import Period, month_named, period_of
from backoffice_gui.gui.widgets.flow import Flow

__all__ = ["PeriodBar"]

_THIS, _LAST, _FREE = range(3)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


class PeriodBar(QWidget):
    """A choice, and beside it two days where it is free."""

    chosen = Signal(object)
    """Another `Period`."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Période"))
        for words in (self.tr("Ce mois-ci"), self.tr("Mois dernier"), self.tr("Autre période")):
            self.which.addItem(words)
        self.which.setCurrentIndex(_LAST)
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        self._between = (QLabel(self.tr("&du"), self), QLabel(self.tr("&au"), self))
        row = Flow(self)
        row.addWidget(self.which)
        for label, edit, name in zip(
            self._between, (self.first, self.last), (self.tr("Premier jour"), self.tr("Dernier jour")), strict=True
        ):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(edit)
            edit.setAccessibleName(name)
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("dd/MM/yyyy")
            row.addWidget(label)
            row.addWidget(edit)
        self._fill(month_named(f"{today():%Y-%m}"))
        self._show_days()
        self.which.currentIndexChanged.connect(self._changed)
        self.first.dateChanged.connect(self._moved)
        self.last.dateChanged.connect(self._moved)

    @property
    def period(self) -> Period:
        """The days chosen."""
        today = self._today()
        this = month_named(f"{today:%Y-%m}")
        if self.which.currentIndex() == _THIS:
            return this
        if self.which.currentIndex() == _LAST:
            return month_named(f"{this.first - timedelta(days=1):%Y-%m}")
        first, last = sorted((_date(self.first.date()), _date(self.last.date())))
        return period_of(max(first, last - timedelta(days=730)), last)

    def _fill(self, period: Period) -> None:
        today = _qdate(self._today())
        for edit, day in ((self.first, period.first), (self.last, min(period.last, self._today()))):
            edit.setDateRange(QDate(2020, 1, 1), today)
            edit.setDate(_qdate(day))

    def _show_days(self) -> None:
        free = self.which.currentIndex() == _FREE
        for widget in (*self._between, self.first, self.last):
            widget.setVisible(free)
        self.updateGeometry()

    def _changed(self) -> None:
        self._show_days()
        self.chosen.emit(self.period)

    def _moved(self) -> None:
        if self.which.currentIndex() == _FREE:
            self.chosen.emit(self.period)
