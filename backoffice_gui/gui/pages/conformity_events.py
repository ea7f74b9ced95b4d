"""The cards of *Conformité* about what went wrong: incidents with their clock, times when nobody read the site."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from backoffice_gui.domain.conformity import ClockState
from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_conformity import breach_text, clock_text, coverage_text, notified_text, to_do_text
from backoffice_gui.gui.text_words import alarm_text, incident_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Muted, Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity, IncidentClock, Silence

__all__ = ["CoverageCard", "IncidentsCard"]

_LOOKS = {
    ClockState.RUNNING: (Tone.WARNING, Shape.CLOCK),
    ClockState.OVERDUE: (Tone.ERROR, Shape.CROSS),
    ClockState.IN_TIME: (Tone.SUCCESS, Shape.CHECK),
    ClockState.LATE: (Tone.WARNING, Shape.TRIANGLE),
    ClockState.NOTIFIED: (Tone.SUCCESS, Shape.CHECK),
    ClockState.NOTIFIED_LATE: (Tone.WARNING, Shape.TRIANGLE),
    ClockState.NONE: (Tone.NEUTRAL, Shape.DOT),
}


class IncidentsCard(Card):
    """Incidents that were open in the period, their 72 hours, what is to be done, and what was done."""

    notify_asked = Signal(object)
    """This `IncidentClock` was notified to the authority: a person wants to say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Incidents et délai de 72 heures (RGPD, article 33)"))
        self.setAccessibleName(self.heading.text())
        self._none = Muted(self.tr("Aucun incident n’était ouvert pendant cette période."), self)
        self.table = Table(self.heading.text(), self)
        headers = (
            self.tr("Incident"),
            self.tr("Violation présumée"),
            self.tr("Connu le"),
            self.tr("À notifier avant le"),
            self.tr("Notifié à la CNIL"),
            self.tr("Délai"),
        )
        self._model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((13.0, 9.0, 9.0, 9.0, 17.0, 11.0), 0)
        self._advice = Words("", self)
        self._known: dict[object, IncidentClock] = {}
        self.notify = QPushButton(self.tr("Notifié à la CNIL…"), self)
        self.notify.clicked.connect(self._ask)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)
        self.body.addWidget(self.notify, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._advice)

    def show_conformity(self, known: Conformity, now: datetime) -> None:
        """Show another period; clocks that run are counted to `now`."""
        current = self.table.currentIndex().row()
        self._known = {each.number: each for each in known.incidents}
        self._model.show_lines([self._line(each, now) for each in known.incidents])
        if known.incidents:
            self.table.selectRow(min(max(current, 0), len(known.incidents) - 1))
        self.notify.setVisible(bool(known.incidents))
        self.table.fit_to_rows(1, 8)
        self._none.setVisible(not known.incidents)
        self.table.setVisible(bool(known.incidents))
        open_ones = [each for each in known.incidents if each.closed_at is None]
        self._advice.setText("\n".join(self._advised(each) for each in open_ones))
        self._advice.setVisible(bool(open_ones))

    def _ask(self) -> None:
        index = self.table.currentIndex()
        chosen = list(self._known.values())[index.row()] if index.isValid() else None
        if chosen is not None:
            self.notify_asked.emit(chosen)

    def _advised(self, one: IncidentClock) -> str:
        title, _ = incident_text(one.kind)
        return self.tr("N° {number}, {title} : {advice}").format(number=one.number, title=title, advice=to_do_text(one))

    @staticmethod
    def _line(one: IncidentClock, now: datetime) -> Line:
        title, meaning = incident_text(one.kind)
        due = "—" if one.due_at is None else formats.full_moment(one.due_at)
        clock = clock_text(one, now)
        overdue = one.state is ClockState.RUNNING and one.due_at is not None and now > one.due_at
        state = ClockState.OVERDUE if overdue else one.state
        cells = (
            Cell(f"{one.number} · {title}", meaning),
            Cell(breach_text(one.breach)),
            Cell(formats.full_moment(one.opened_at)),
            Cell(due),
            Cell(*notified_text(one.notified)),
            Cell(clock, clock, _LOOKS[state]),
        )
        return Line(one.number, cells)


class CoverageCard(Card):
    """When the site was watched: each time without a list, and what hindered collecting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Surveillance du site et empêchements"))
        self.setAccessibleName(self.heading.text())
        self._words = Words("", self)
        self.table = Table(self.heading.text(), self)
        headers = (self.tr("Quoi"), self.tr("Depuis"), self.tr("Jusqu’au"), self.tr("Durée"))
        self._model = SmallTable(headers, frozenset({3}), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((20.0, 9.0, 9.0, 7.0), 0)
        self.body.addWidget(self._words)
        self.body.addWidget(self.table)

    def show_conformity(self, known: Conformity) -> None:
        """Show another period."""
        silences = () if known.coverage is None else known.coverage.silences
        lines = [self._silence(each) for each in silences]
        for each in known.obstacles:
            lasts = "—" if each.until is None else formats.duration((each.until - each.since).total_seconds())
            until = self.tr("dure encore") if each.until is None else formats.full_moment(each.until)
            lines.append((Cell(alarm_text(each.kind)), Cell(formats.full_moment(each.since)), Cell(until), Cell(lasts)))
        said = coverage_text(known.coverage)
        none = "" if known.obstacles else self.tr("Aucun empêchement de la relève n’a été enregistré.")
        self._words.setText(f"{said} {none}".strip())
        self._model.show_lines([Line(n, cells) for n, cells in enumerate(lines)])
        self.table.setVisible(bool(lines))
        self.table.fit_to_rows(1, 8)

    def _silence(self, one: Silence) -> tuple[Cell, ...]:
        if one.lapse:
            words = self.tr("Aucune liste lue : une copie a pu expirer")
            first = Cell(words, words, (Tone.ERROR, Shape.CROSS))
        else:
            words = self.tr("Aucune liste lue")
            first = Cell(words, words, (Tone.WARNING, Shape.TRIANGLE))
        lasted = formats.duration((one.until - one.since).total_seconds())
        since, until = formats.full_moment(one.since), formats.full_moment(one.until)
        return first, Cell(since), Cell(until), Cell(lasted)
