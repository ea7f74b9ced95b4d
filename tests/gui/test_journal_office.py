"""The journal as the window may ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backoffice_gui.domain.journal import JournalFilter
from tests.support.journals import MemoryJournal

if TYPE_CHECKING:
    from backoffice_gui.gui.journal_office import JournalOffice


def test_the_journal_in_memory_keeps_the_promises() -> None:
    """Structurally the `JournalOffice` of the window's tests."""
    office: JournalOffice = MemoryJournal(20)
    assert office.count(JournalFilter()) == 20
    assert len(office.page(JournalFilter(), 0, 5)) == 5
