"""What is taken out of the house from the window: the selection or the view as a table, labels, one case as a sheet.

Asked for with its purpose, made on the office's thread as a task of *Tâches*; it can be stopped, and leaves nothing
then. What it is called holds no name of a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.choosing import choose_file
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.windows.export_dialog import LABELS, SHEET, ExportAsked, ExportDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from backoffice_gui.domain.case_list import CaseColumn, CaseQuery, CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.export_office import ExportOffice
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.tasks import ExportTask, Tasks

__all__ = ["DeskExports"]

_Came = Manifest | tuple[LabelRefused, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be taken out, as it was when it was asked for: a list may change while a file is chosen."""

    rows: tuple[CaseRow, ...]
    query: CaseQuery
    columns: tuple[CaseColumn, ...]
    total: int
    words: str
    name: str


class DeskExports(QObject):
    """Asks what for and where to, then gives it to the office."""

    def __init__(
        self, bridge: Bridge, office: ExportOffice, page: Cases, tasks: Tasks, *, today: Callable[[], date]
    ) -> None:
        super().__init__(page)
        self._bridge, self._office, self._page, self._tasks, self._today = bridge, office, page, tasks, today
        self.dialog: ExportDialog | None = None

    def export(self) -> None:
        """The selection where there is one, else the whole view."""
        if self._page.list.many_selected:
            self._page.list.read_selection(self.export_rows, lambda one: self._say(in_a_line(one), Tone.WARNING))
        else:
            total = self._page.model.rowCount()
            if not total:
                self._say(self.tr("Rien à exporter : cette vue est vide."), Tone.WARNING)
                return
            words = self._grouped(self.tr("Toute la vue affichée : %n demande(s), dans son ordre.", "", total), total)
            self._ask(self._wanted((), total, words, "demandes"), tuple(TableFormat))

    def export_rows(self, rows: tuple[CaseRow, ...]) -> None:
        """These cases, as a table or as labels."""
        many = len(rows)
        words = self._grouped(self.tr("La sélection : %n demande(s).", "", many), many)
        self._ask(self._wanted(rows, many, words, "demandes"), (*TableFormat, LABELS))

    def print_sheet(self, row: CaseRow) -> None:
        """One case as a sheet."""
        words = self.tr("La demande {number} : ce qui est demandé, les réponses, le suivi, les notes.").format(
            number=row.number
        )
        self._ask(self._wanted((row,), 1, words, row.number), (SHEET,))

    @staticmethod
    def _grouped(words: str, many: int) -> str:
        return words.replace(str(many), formats.number(many), 1)

    def _wanted(self, rows: tuple[CaseRow, ...], total: int, words: str, name: str) -> _Wanted:
        return _Wanted(rows, self._page.list.query, self._page.model.columns, total, words, name)

    def _ask(self, wanted: _Wanted, kinds: tuple[str, ...]) -> None:
        title = self.tr("Fiche PDF") if kinds == (SHEET,) else self.tr("Exporter")
        dialog = self.dialog = ExportDialog(title, wanted.words, wanted.columns, kinds, self._page.window())
        dialog.asked.connect(lambda asked: self._choose(wanted, asked))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, wanted: _Wanted, asked: ExportAsked) -> None:
        name = f"{wanted.name}-{self._today():%Y-%m-%d}.{asked.ending}"
        kinds = f"{asked.ending.upper()} (*.{asked.ending})"
        file = choose_file(self._page.window(), self.tr("Enregistrer sous"), name, kinds)
        if file is None:
            return
        if file.suffix.lower() != f".{asked.ending}":
            file = file.with_name(f"{file.name}.{asked.ending}")
        self._run(wanted, asked, file)

    def _run(self, wanted: _Wanted, asked: ExportAsked, file: Path) -> None:
        title = (
            self.tr("Fiche : {number}") if asked.kind == SHEET else self.tr("Export : %n demande(s)", "", wanted.total)
        )
        task = self._tasks.begin_export(title.format(number=wanted.name), file, wanted.total)
        # the system's dialog has asked before it gave the name of a file that is there
        going = Going(str(file), asked.purpose, replacing=file.exists())
        came: list[_Came] = []

        def make() -> Changes:
            came.append(self._make(wanted, asked, going, task))
            return Changes()

        def failed(failure: Failure) -> None:
            task.end(failure)
            self._tell(task)

        def made(_: Changes) -> None:
            task.end(came[0])
            self._tell(task)

        self._bridge.do(Command(task, make, made, failed))

    def _make(self, wanted: _Wanted, asked: ExportAsked, going: Going, task: ExportTask) -> _Came:
        """On the office's thread."""
        numbers = [row.case for row in wanted.rows]
        if asked.kind == SHEET:
            return self._office.sheet(numbers[0], going)
        if asked.kind == LABELS:
            return self._office.labels(numbers, asked.form, going, asked.first)
        table = TableWanted(wanted.columns, asked.kind)
        if numbers:
            return self._office.chosen(numbers, table, going, task.progress, task.cancelled)
        return self._office.view(wanted.query, table, going, task.progress, task.cancelled)

    def _tell(self, task: ExportTask) -> None:
        if task.left:
            return
        if task.manifest is not None:
            self._say(self.tr("Enregistré : {file}").format(file=task.file), Tone.SUCCESS)
        elif task.refused:
            many = len(task.refused)
            self._say(
                self.tr("Rien n’a été imprimé : %n adresse(s) à corriger, voir les tâches.", "", many), Tone.WARNING
            )
        elif task.failure is not None and task.failure.reason == "export-cancelled":
            self._say(self.tr("Export arrêté ; aucun fichier n’est resté."), Tone.INFO)
        else:
            self._say(self.tr("Rien n’a été enregistré : la raison est dans les tâches."), Tone.WARNING)

    def _say(self, words: str, tone: Tone) -> None:
        self._page.undo.tell(words, undo=False, tone=tone)
        announce(self._page, words, urgent=tone is Tone.WARNING)
