"""The list of the journal: newest first; it never renews by itself: reading it is an event of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backoffice_gui.domain.journal import JournalFilter, JournalLine
from backoffice_gui.gui.pages.paged_list import PagedList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.journal_office import JournalOffice
    from backoffice_gui.gui.models.journal import JournalModel

__all__ = ["JournalList"]


class JournalList(PagedList[JournalLine, JournalFilter]):
    """The events in their table."""

    def __init__(self, bridge: Bridge, office: JournalOffice, model: JournalModel, view: QTableView) -> None:
        super().__init__(bridge, model, view, JournalFilter())
        self._office = office

    def _read(self, query: JournalFilter, start: int, size: int) -> tuple[JournalLine, ...]:
        return self._office.page(query, start, size)

    def _total(self, query: JournalFilter) -> int:
        return self._office.count(query)

    def _pushed(self, query: JournalFilter, known: int) -> int:
        """It only grows, at its head, and an office writes much in a minute: so many stand before them."""
        return max(0, self._total(query) - known)

    def _interrupt(self) -> None:
        self._office.interrupt()

    def _number(self, row: JournalLine) -> int:
        return row.n
