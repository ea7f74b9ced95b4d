"""What an agent takes out by the window's own dialogs, and the pages of the DPO: journal, conformity, retention.

The system's dialogs for files are the one thing that is not ours: what they are told is noted, and what they offer taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog

from backoffice_gui.gui import choosing
from backoffice_gui.gui.pages.part_copy import PartCopy
from backoffice_gui.gui.widgets.navigation import Place as Page
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.export_dialog import LABELS, ExportDialog
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.purge_dialog import HoldDialog
from backoffice_gui.gui.windows.workplace import Workplace
from tests.proof.leaks.canaries import PEOPLE
from tests.proof.leaks.watching import Place, Seen

__all__ = ["Pages", "Step"]

Step = Callable[[], bool]


class _Chooser:
    """Stands where Qt's dialog for files stands."""

    def __init__(self, folder: Path, seen: Seen) -> None:
        self.folder, self._seen = folder, seen

    def getSaveFileName(self, _parent: object, title: str, offered: str, kinds: str) -> tuple[str, str]:  # noqa: N802 - Qt's name
        """The name that was offered, in the scene's folder."""
        self._seen.note("told to the system's dialog", title, offered, kinds)
        return str(self.folder / Path(offered).name), kinds

    def getExistingDirectory(self, _parent: object, title: str, offered: str) -> str:  # noqa: N802 - Qt's name
        """The scene's folder."""
        self._seen.note("told to the system's dialog", title, offered)
        return str(self.folder)


class Pages:
    """Each of them as an agent uses it, step by step."""

    def __init__(self, window: MainWindow, place: Place, seen: Seen) -> None:
        self._window, self._place = window, place
        self._chooser = _Chooser(place.asked, seen)
        choosing.QFileDialog = self._chooser  # type: ignore[assignment,attr-defined]

    @property
    def _work(self) -> Workplace:
        assert self._window.house is not None
        assert self._window.house.workplace is not None
        return self._window.house.workplace

    @property
    def _desk(self) -> Desk:
        assert self._work.desk is not None
        return self._work.desk

    def _dialog(self, kind: type[QDialog]) -> QDialog | None:
        return next((each for each in self._window.findChildren(kind) if each.isVisible()), None)

    def _idle(self) -> bool:
        return self._desk.acts.tasks.running == 0

    def _export(self, ask: Callable[[], object], kind: str, files: int) -> Iterator[Step]:
        """Through the dialog: a purpose, a kind; until so many files more lie there."""
        folder = self._chooser.folder
        before = len(list(folder.iterdir()))
        ask()
        yield lambda: self._dialog(ExportDialog) is not None
        dialog = self._dialog(ExportDialog)
        assert isinstance(dialog, ExportDialog)
        dialog.kind.setCurrentIndex(max(0, dialog.kind.findData(kind)))
        dialog.purpose.setText(PEOPLE[6].note if folder == self._place.asked else "EXEMPLE")
        dialog.go.click()
        yield lambda: self._idle() and len(list(folder.iterdir())) >= before + files

    def taken_out(self) -> Iterator[Step]:
        """The view as a table, the sheet of a case, labels (an address stops them), a copy of a piece."""
        self._chooser.folder = self._place.asked
        desk = self._desk
        detail = desk.detail.detail
        assert detail is not None
        yield from self._export(desk.exports.export, "csv", 2)
        yield from self._export(lambda: desk.exports.print_sheet(detail.row), "", 2)
        yield from self._export(lambda: desk.exports.export_rows((detail.row,)), LABELS, 0)
        copy = desk.detail.findChild(PartCopy)
        assert copy is not None
        before = len(list(self._place.asked.iterdir()))
        copy.button.click()
        copy.prompt.answered.emit(PEOPLE[5].note)
        yield lambda: len(list(self._place.asked.iterdir())) > before

    def for_the_dpo(self) -> Iterator[Step]:
        """The journal verified and taken out, the report of the month, a hold, the certificate of a purge."""
        self._chooser.folder = self._place.shown
        yield from self._journal()
        yield from self._conformity()
        yield from self._retention()
        self._window.panes.go(Page.CASES)

    def _journal(self) -> Iterator[Step]:
        journal = self._work.journal
        assert journal is not None
        self._window.panes.go(Page.JOURNAL)
        yield lambda: journal.page.model.row_at(0) is not None
        journal.page.check.click()
        yield lambda: journal.page.check.isEnabled() and journal.page.found.isVisible()
        yield from self._export(journal.page.export.click, "csv", 3)

    def _conformity(self) -> Iterator[Step]:
        page, before = self._work.conformity.page, len(list(self._place.shown.iterdir()))
        self._window.panes.go(Page.CONFORMITY)
        yield page.figures.isVisible
        page.save.click()
        yield lambda: page.news.isVisible() and len(list(self._place.shown.iterdir())) > before

    def _retention(self) -> Iterator[Step]:
        retention = self._work.retention
        assert retention is not None
        self._window.panes.go(Page.RETENTION)
        yield lambda: retention.plan is not None and retention.page.purges.chosen is not None
        retention.page.due.hold.click()
        yield lambda: self._dialog(HoldDialog) is not None
        dialog = self._dialog(HoldDialog)
        assert isinstance(dialog, HoldDialog)
        dialog.number.setText("1")
        dialog.reason.setText(PEOPLE[7].note)
        dialog.do_it.click()
        yield lambda: retention.page.holds.table.model().rowCount() == 1
        retention.page.purges.certify.click()
        yield lambda: any(self._place.shown.glob("certificat-purge-*.json"))
