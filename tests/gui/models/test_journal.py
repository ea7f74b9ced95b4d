"""The journal's rows: a sentence for a screen reader, and everything that an event says in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.journal import JournalFilter, JournalLine
from backoffice_gui.gui.models.journal import JournalModel
from tests.support.facts import NOON
from tests.support.journals import MemoryJournal


def test_a_row_is_a_sentence_and_its_tooltip_is_the_event(qtbot: QtBot) -> None:
    """Details as they stand in the chain, harmless to look at."""
    model = JournalModel()
    qtbot.addWidget  # noqa: B018  the application is there
    model.start(MemoryJournal(5).page(JournalFilter(), 0, 5), 5)
    first = model.index(4, 0)
    assert "Recherche faite" in model.data(first, Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(4, 1), Qt.ItemDataRole.AccessibleTextRole) is None
    assert "words\u00a0: 0000" in model.data(first, Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(5, Qt.Orientation.Horizontal) == "Poste"


def test_who_is_no_person_is_a_role() -> None:
    """The collector, the program; a machine that is not known is a dash."""
    model = JournalModel()
    model.start((JournalLine(1, NOON, "stored", "collector", "submission:1", (("x", "<b>"),)),), 1)
    assert model.index(0, 1).data() == "le collecteur"
    assert model.index(0, 5).data() == "—"
    assert "&lt;b&gt;" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
