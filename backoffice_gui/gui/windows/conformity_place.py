"""*Conformité* in its place: read when one goes there, its report written into a folder that is chosen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal

from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.choosing import choose_folder
from backoffice_gui.gui.pages.conformity import ConformityPage
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.notify_dialog import NotifyIncident

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from backoffice_gui.domain.conformity import Conformity, IncidentClock, Period
    from backoffice_gui.domain.incidents import Capacity
    from backoffice_gui.domain.sheets import Manifest
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.report_office import ReportOffice
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["ConformityPlace"]

_PIECES = 4


class _Writing(QObject):
    """One report on its way: what the office's thread says comes back on the window's."""

    written = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stopped = threading.Event()


class ConformityPlace(QObject):
    """Joins the page, the panes and the office; it lives as long as its page."""

    def __init__(self, bridge: Bridge, office: ReportOffice, panes: Panes) -> None:
        page = ConformityPage(formats.today, panes)
        super().__init__(page)
        self.page = page
        self._bridge, self._office, self._panes = bridge, office, panes
        self._writing: _Writing | None = None
        self.page.period_asked.connect(self.look)
        self.page.save_asked.connect(self._choose)
        self.page.stop_asked.connect(self._stop)
        self.page.incidents.notify_asked.connect(self._ask_notified)
        panes.add_place(Place.CONFORMITY, self.page)
        panes.went.connect(self._went)
        bridge.changed.connect(self._changed)

    def _went(self, place: Place) -> None:
        if place is Place.CONFORMITY:
            self.refresh()

    def _changed(self, changes: Changes, _by: object) -> None:
        if self.page.isVisible() and changes.topics & {Topic.INCIDENTS, Topic.STORE}:
            self.refresh()

    def refresh(self) -> None:
        """Read the chosen period anew."""
        self.look(self.page.periods.period)

    def look(self, period: Period) -> None:
        """Read a period; what was asked before is not shown any more."""
        self._bridge.ask(
            Query(
                self,
                lambda: self._office.conformity(period),
                self._show,
                self.page.show_failure,
                replaces="conformity",
                apart=True,
            )
        )

    def _show(self, known: Conformity) -> None:
        if known.period == self.page.periods.period:
            self.page.show_conformity(known, formats.now())

    # the report

    def _choose(self, period: Period) -> None:
        folder = choose_folder(self.page.window(), self.tr("Dossier du rapport"))
        if folder is not None:
            self.write(period, folder)

    def write(self, period: Period, folder: Path) -> None:
        """Write the report of a period into this folder."""
        office, writing = self._office, _Writing(self._bridge)  # the page may go first: the desk is locked
        self._writing = writing
        writing.written.connect(self.page.show_written)
        language = "en" if QLocale().language() is QLocale.Language.English else "fr"
        came: list[Manifest] = []

        def make() -> Changes:
            try:
                stopped = writing.stopped.is_set
                came.extend(office.write_report(period, str(folder), language, writing.written.emit, stopped))
            finally:
                writing.deleteLater()
            return Changes()

        def made(_: Changes) -> None:
            self._end()
            names = ", ".join(each.file for each in came)
            self._tell(
                self.tr("Rapport enregistré : {files}, dans {folder}").format(files=names, folder=folder), Tone.SUCCESS
            )

        self.page.begin_writing(_PIECES)
        self._bridge.do(Command(self, make, made, self._failed))

    # what was notified

    def _ask_notified(self, incident: IncidentClock) -> None:
        dialog = NotifyIncident(incident, formats.now(), self.page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        office = self._office

        def record(number: int, at: datetime, reference: str, capacity: Capacity) -> None:
            done = self.tr("Notification de l’incident {n} inscrite.").format(n=number)

            def told(_: Changes) -> None:
                dialog.accept()
                self._tell(done, Tone.SUCCESS)

            self._bridge.do(
                Command(
                    dialog,
                    lambda: office.notify_incident(number, at, reference, capacity),
                    told,
                    dialog.show_failure,
                )
            )

        dialog.told.connect(record)
        dialog.open()

    def _failed(self, failure: Failure) -> None:
        self._end()
        said = explain(failure)
        tone = Tone.INFO if failure.reason == "export-cancelled" else Tone.WARNING
        self._tell(f"{said.line} {said.advice} ({said.code})", tone)

    def _end(self) -> None:
        self._writing = None
        self.page.end_writing()

    def leave(self, keeper: QObject) -> None:
        """The desk is locked: a report on its way is stopped, and what it speaks to lives until it has ended."""
        self._stop()
        if self._writing is not None:
            self._writing.written.disconnect()
            self._writing.setParent(keeper)

    def _stop(self) -> None:
        if self._writing is not None:
            self._writing.stopped.set()

    def _tell(self, words: str, tone: Tone) -> None:
        self.page.tell(words, tone)
        announce(self.page, words, urgent=tone is Tone.WARNING)
