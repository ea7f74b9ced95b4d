"""The journal's list asks once, and never by itself."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.domain.journal import JournalFilter
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.models.journal import JournalModel
from backoffice_gui.gui.pages.journal_list import JournalList
from backoffice_gui.gui.widgets.table import Table
from tests.support.journals import MemoryJournal


def test_a_question_is_asked_and_answered_in_pages(qtbot: QtBot, bridge: Bridge) -> None:
    """The first page, then how many there are; another filter is another question."""
    office, table = MemoryJournal(500), Table("Journal")
    qtbot.addWidget(table)
    model = JournalModel(table)
    table.setModel(model)
    listed = JournalList(bridge, office, model, table)
    listed.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 500)
    listed.ask(JournalFilter(agent="d.demo"))
    qtbot.waitUntil(lambda: 0 < model.rowCount() < 500)
    assert len(office.asked) == 2
