"""The journal's list asks once, and never by itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.journal import JournalFilter
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.models.journal import JournalModel
from backoffice_gui.gui.pages.journal_list import JournalList
from backoffice_gui.gui.widgets.table import Table
from tests.support.journals import MemoryJournal


def shown(qtbot: QtBot, bridge: Bridge, office: MemoryJournal) -> JournalList:
    """The whole journal on the screen."""
    table = Table("Journal")
    qtbot.addWidget(table)
    model = JournalModel(table)
    table.setModel(model)
    table.resize(600, 300)
    table.show()
    listed = JournalList(bridge, office, model, table)
    listed.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == office.events)
    return listed


@pytest.mark.parametrize("row", [250, 499])
def test_what_is_written_meanwhile_pushes_nothing_aside(qtbot: QtBot, bridge: Bridge, row: int) -> None:
    """Going down one sees what was written before, each once; the next page held what came since the first was read."""
    office = MemoryJournal(500)
    listed = shown(qtbot, bridge, office)
    office.events += 1_200
    listed.go(row)
    qtbot.waitUntil(lambda: listed._model.row_at(row) is not None)
    line = listed._model.row_at(row)
    assert line is not None
    assert line.n == 500 - row
    assert listed._model.rowCount() == 500


def test_a_question_is_asked_and_answered_in_pages(qtbot: QtBot, bridge: Bridge) -> None:
    """The first page, then how many there are; another filter is another question."""
    office = MemoryJournal(500)
    listed = shown(qtbot, bridge, office)
    model = listed._model
    listed.ask(JournalFilter(agent="d.demo"))
    qtbot.waitUntil(lambda: 0 < model.rowCount() < 500)
    assert len(office.asked) == 2
