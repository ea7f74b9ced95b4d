"""Dialogs before what can't be taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.windows.purge_dialog import HoldDialog, PurgeAsked, PurgeDialog


def shown(qtbot: QtBot, dialog: QWidget) -> None:
    """On the screen, with the focus where it belongs."""
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()


def test_nothing_goes_by_enter_alone(qtbot: QtBot) -> None:
    """The field has the focus, the verb is no default, and Enter confirms the right count and no other."""
    dialog = PurgeDialog(PurgeAsked("Exécuter la purge", "EXEMPLE : 3 éléments.", 3, "Purger"))
    shown(qtbot, dialog)
    heard: list[bool] = []
    dialog.confirmed.connect(lambda: heard.append(True))
    assert dialog.focusWidget() is dialog.typed
    assert not dialog.do_it.isDefault()
    assert not dialog.do_it.autoDefault()
    assert dialog.do_it.text() == "Purger"
    for count in ("", "2", "33"):
        dialog.typed.setText(count)
        qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
        assert heard == []
        assert dialog.trouble.isVisible()
    dialog.typed.setText(" 3 ")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert heard == [True]
    assert not dialog.isVisible()


def test_one_is_not_counted(qtbot: QtBot) -> None:
    """The verb is enough."""
    dialog = PurgeDialog(PurgeAsked("Exécuter la purge", "EXEMPLE : 1 élément.", 1, "Purger"))
    shown(qtbot, dialog)
    assert not dialog.typed.isVisible()
    assert dialog.focusWidget() is dialog.cancel
    with qtbot.waitSignal(dialog.confirmed):
        dialog.do_it.click()


def test_a_hold_is_never_of_a_day_that_is_past(qtbot: QtBot) -> None:
    """A year from today unless one says otherwise."""
    dialog = HoldDialog("", date(2026, 11, 27))
    shown(qtbot, dialog)
    assert dialog.until.minimumDate().toPython() == date(2026, 11, 27)
    dialog.number.setText("DL-2026-000001")
    dialog.reason.setText("EXEMPLE")
    heard: list[tuple[object, ...]] = []
    dialog.held.connect(lambda *said: heard.append(said))
    dialog.do_it.click()
    assert heard == [("DL-2026-000001", "EXEMPLE", date(2027, 11, 27))]
