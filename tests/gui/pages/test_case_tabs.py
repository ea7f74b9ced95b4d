"""The three sides of a case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.case_tabs import CaseTabs
from tests.support.caseload import MemoryCaseload


def test_the_pieces_are_counted_without_the_form(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """Three tabs; the middle one says how many pieces came."""
    parent = QWidget()
    qtbot.addWidget(parent)
    tabs = CaseTabs(QWidget(), QWidget(), QWidget(), parent)
    case = next(n for n, one in caseload.details.items() if one.row.parts == 2)
    tabs.count_pieces(caseload.details[case])
    assert [tabs.tabText(n) for n in range(3)] == ["Demande", "Pièces 2", "Suivi"]
