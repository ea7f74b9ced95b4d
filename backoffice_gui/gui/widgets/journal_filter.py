"""What the journal is narrowed to: a chain, one case, an agent, an action, a period; every narrowing is in sight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.domain.paris import midnight
from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_journal import ACTIONS, GROUPS, action_text, group_text
from backoffice_gui.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["JournalFilterLine"]

_DAY = timedelta(days=1)
_PERIODS = {"all": 0, "today": 1, "week": 7, "month": 30, "between": 0}


class JournalFilterLine(QWidget):
    """Four lists to choose from, two days where a period is wanted, and a chip for the case."""

    narrowed = Signal(object)
    """The agent changed the filter: a `JournalFilter`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._object, self._named = "", ""
        self.chain, self.agent, self.action, self.period = (QComboBox(self) for _ in range(4))
        self.since, self.until = QDateEdit(self), QDateEdit(self)
        self.of = QPushButton(self)
        self.of.clicked.connect(lambda: self.narrow_to("", ""))
        self._fill()
        self._lay_out()
        for box in (self.chain, self.agent, self.action, self.period):
            box.currentIndexChanged.connect(self._chosen)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(self._chosen)
        self._show()

    def _fill(self) -> None:
        self.chain.addItem(self.tr("Journal des agents"), Chain.CASEBOOK)
        self.chain.addItem(self.tr("Journal de la relève"), Chain.INBOX)
        self.agent.addItem(self.tr("Tous les agents"), "")
        self.action.addItem(self.tr("Toutes les actions"), "")
        for group in GROUPS:
            self.action.addItem(group_text(group), group)
        self.action.insertSeparator(self.action.count())
        for verb in sorted(ACTIONS, key=action_text):
            self.action.addItem(action_text(verb), verb)
        words = {
            "all": self.tr("Depuis toujours"),
            "today": self.tr("Aujourd’hui"),
            "week": self.tr("7 derniers jours"),
            "month": self.tr("30 derniers jours"),
            "between": self.tr("Entre deux dates…"),
        }
        for period in _PERIODS:
            self.period.addItem(words[period], period)
        now = formats.today()
        for edit, day in ((self.since, now - 30 * _DAY), (self.until, now)):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("dd/MM/yyyy")
            edit.setDate(QDate(day.year, day.month, day.day))

    def _lay_out(self) -> None:
        names = (
            (self.chain, self.tr("Journal")), (self.agent, self.tr("Agent")), (self.action, self.tr("Action")),
            (self.period, self.tr("Période")), (self.since, self.tr("Du")), (self.until, self.tr("Au")),
        )  # fmt: skip
        flow = Flow()
        self._labels: dict[QWidget, QLabel] = {}
        for widget, words in names:
            widget.setAccessibleName(words)
            if isinstance(widget, QDateEdit):
                label = self._labels[widget] = QLabel(words, self)
                label.setBuddy(widget)
                flow.addWidget(label)
            else:
                widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                widget.setMinimumContentsLength(20 if widget is self.chain else 16)
            flow.addWidget(widget)
        flow.addWidget(self.of)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(flow)

    @property
    def filter(self) -> JournalFilter:
        """What is chosen now."""
        since, until = self._days()
        asked = self.action.currentData()
        verbs = frozenset(GROUPS[asked][1]) if asked in GROUPS else frozenset({asked} - {""})
        return JournalFilter(self.chain.currentData(), self._object, self.agent.currentData(), verbs, since, until)

    def _days(self) -> tuple[datetime | None, datetime | None]:
        period = self.period.currentData()
        if period == "all":
            return None, None
        if period == "between":
            return _begins(_of(self.since.date())), _begins(_of(self.until.date()) + _DAY)
        return _begins(formats.today() - (_PERIODS[period] - 1) * _DAY), None

    def offer_agents(self, agents: Sequence[str]) -> None:
        """The agents that the journal names; who was chosen stays so."""
        known = self.agent.currentData()
        with QSignalBlocker(self.agent):
            while self.agent.count() > 1:
                self.agent.removeItem(1)
            for agent in agents:
                self.agent.addItem(one_line(agent), agent)
            self.agent.setCurrentIndex(max(0, self.agent.findData(known)))

    def narrow_to(self, reference: str, named: str) -> None:
        """Only what was done to this object (`case:12`), which people call `named`; to every one where it is empty."""
        self._object, self._named = reference, named
        if reference:
            self._clear_boxes()
        self._chosen()

    def clear(self) -> None:
        """No filter at all."""
        self._object, self._named = "", ""
        self._clear_boxes()
        self._chosen()

    def _clear_boxes(self) -> None:
        for box in (self.chain, self.agent, self.action, self.period):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)

    def _chosen(self) -> None:
        if self.chain.currentData() is Chain.INBOX:
            self._object, self._named = "", ""
            with QSignalBlocker(self.agent):
                self.agent.setCurrentIndex(0)
        self._show()
        self.narrowed.emit(self.filter)

    def _show(self) -> None:
        """The collector's chain names nobody; days are asked for where a period of one's own is wanted."""
        self.agent.setEnabled(self.chain.currentData() is Chain.CASEBOOK)
        between = self.period.currentData() == "between"
        for edit, label in self._labels.items():
            edit.setVisible(between)
            label.setVisible(between)
        self.of.setVisible(bool(self._object))
        self.of.setText(self.tr("Demande {number}  ✕").format(number=self._named))
        self.of.setAccessibleName(self.tr("Demande {number} : ne plus filtrer").format(number=self._named))


def _of(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _begins(day: date) -> datetime:
    return midnight(day).astimezone(UTC)
