"""The journal in its place beside the desk: shown when one goes there, asked about one case, taken out as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.choosing import choose_file
from backoffice_gui.gui.pages.journal import Journal
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.export_dialog import ExportAsked, ExportDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.journal import JournalFilter
    from backoffice_gui.domain.sheets import Manifest
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.journal_office import JournalOffice
    from backoffice_gui.gui.tasks import Tasks
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["JournalPlace"]


class JournalPlace(QObject):
    """Joins the page, the panes and the office."""

    def __init__(self, bridge: Bridge, office: JournalOffice, tasks: Tasks, panes: Panes) -> None:
        super().__init__(panes)
        self._bridge, self._office, self._tasks, self._panes = bridge, office, tasks, panes
        self.page = Journal(bridge, office, panes)
        self.dialog: ExportDialog | None = None
        self.page.export_asked.connect(self.export)
        panes.replace_place(Place.JOURNAL, self.page)
        panes.went.connect(self._went)
        if panes.navigation.place is Place.JOURNAL:
            self.page.begin()

    def _went(self, place: Place) -> None:
        if place is Place.JOURNAL:
            self.page.begin()

    def show_case(self, row: CaseRow) -> None:
        """Who opened this case, and who did what to it."""
        self.page.show_object(f"case:{row.case}", row.number)
        self._panes.go(Place.JOURNAL)

    def do_key(self, key: Key) -> bool:
        """Do what a key of a list stands for; whether it was one of ours."""
        listed = self.page.list
        deeds: dict[Key, Callable[[], object]] = {
            Key.FILTER: self.page.filter.action.setFocus,
            Key.REFRESH: listed.refresh,
            Key.NEXT: lambda: listed.step(1),
            Key.PREVIOUS: lambda: listed.step(-1),
            Key.EXPORT: self.page.export.click,
        }
        if key in deeds:
            deeds[key]()
        return key in deeds

    def export(self, wanted: JournalFilter, total: int) -> None:
        """Ask what for and where to, then take out what the filter leaves."""
        many = self.tr("%n événement(s) du journal, du plus récent au plus ancien ; le fichier est signé.", "", total)
        words = many.replace(str(total), formats.number(total), 1)
        kinds = (TableFormat.CSV, TableFormat.ODS)
        dialog = self.dialog = ExportDialog(self.tr("Exporter le journal"), words, (), kinds, self.page.window())
        dialog.asked.connect(lambda asked: self._choose(wanted, total, asked))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, wanted: JournalFilter, total: int, asked: ExportAsked) -> None:
        name = f"journal-{formats.today():%Y-%m-%d}.{asked.ending}"
        kinds = f"{asked.ending.upper()} (*.{asked.ending})"
        file = choose_file(self.page.window(), self.tr("Enregistrer sous"), name, kinds)
        if file is None:
            return
        if file.suffix.lower() != f".{asked.ending}":
            file = file.with_name(f"{file.name}.{asked.ending}")
        self._run(wanted, total, asked, file)

    def _run(self, wanted: JournalFilter, total: int, asked: ExportAsked, file: Path) -> None:
        task = self._tasks.begin_export(self.tr("Export du journal"), file, total)
        going = Going(str(file), asked.purpose, replacing=file.exists())
        came: list[Manifest] = []

        def make() -> Changes:
            came.append(self._office.export(wanted, asked.kind, going, task.progress, task.cancelled))
            return Changes()

        def failed(failure: Failure) -> None:
            task.end(failure)
            if task.left:
                return
            self._say(self.tr("Rien n’a été enregistré : la raison est dans les tâches."), Tone.WARNING)

        def made(_: Changes) -> None:
            task.end(came[0])
            if task.left:
                return
            self._say(self.tr("Enregistré : {file}").format(file=file), Tone.SUCCESS)

        self._bridge.do(Command(task, make, made, failed))

    def _say(self, words: str, tone: Tone) -> None:
        self.page.tell(words, tone)

    def stop(self) -> None:
        """Keep nothing of the journal: the desk is left, or locked."""
        self.page.empty()
