"""What is taken out, as what, and what for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.gui.windows.export_dialog import LABELS, SHEET, ExportAsked, ExportDialog

KINDS = (*TableFormat, LABELS)


def dialog_of(qtbot: QtBot, *kinds: str) -> tuple[ExportDialog, list[ExportAsked]]:
    """A dialog on the screen, and what it told."""
    dialog = ExportDialog("Exporter", "3 demandes", (CaseColumn.NUMBER, CaseColumn.DUE), kinds)
    qtbot.addWidget(dialog)
    told: list[ExportAsked] = []
    dialog.asked.connect(told.append)
    dialog.show()
    return dialog, told


def test_without_a_purpose_nothing_goes_out(qtbot: QtBot) -> None:
    """It is asked for, in place."""
    dialog, told = dialog_of(qtbot, *KINDS)
    dialog.purpose.setText("   ")
    dialog.go.click()
    assert "obligatoire" in dialog.trouble
    assert not told
    dialog.purpose.setText("  bilan  du mois ")
    dialog.go.click()
    assert told == [ExportAsked("csv", "bilan du mois", "a4-2x7", 1)]
    assert not dialog.isVisible()


def test_labels_ask_for_their_sheet_and_place(qtbot: QtBot) -> None:
    """As many places as the sheet has; an envelope has one."""
    dialog, told = dialog_of(qtbot, *KINDS)
    assert not dialog.form.isVisible()
    dialog.kind.setCurrentIndex(KINDS.index(LABELS))
    assert dialog.form.isVisible()
    assert dialog.first.maximum() == 14
    dialog.form.setCurrentIndex(2)
    assert not dialog.first.isVisible()
    dialog.form.setCurrentIndex(1)
    dialog.first.setValue(7)
    dialog.purpose.setText("envoi")
    dialog.go.click()
    assert told == [ExportAsked("labels", "envoi", "a4-3x8", 7)]
    assert told[0].ending == "pdf"


def test_a_sheet_asks_for_its_purpose_alone(qtbot: QtBot) -> None:
    """There is no format to choose."""
    dialog, told = dialog_of(qtbot, SHEET)
    assert not dialog.kind.isVisible()
    assert not dialog.form.isVisible()
    dialog.purpose.setText("réunion")
    dialog.go.click()
    assert told[0].kind == SHEET
    assert ExportAsked("ods", "x").ending == "ods"
