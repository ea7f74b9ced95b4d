"""A fingerprint is compared by two people before anybody is admitted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.text_members import grouped
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.windows.admit_dialog import AdmitDialog
from tests.support.invented_cases import ME
from tests.support.memory_team import MemoryTeam
from tests.support.office import NOW


def test_the_end_is_typed_as_it_was_heard(qtbot: QtBot) -> None:
    """It is not on the screen; another end admits nobody."""
    member = MemoryTeam(NOW, ME).members()[2]
    dialog = AdmitDialog(member)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = " ".join(label.text() for label in dialog.findChildren(Words))
    end = member.fingerprint[-8:]
    assert grouped(member.fingerprint[:-8]) in shown
    assert grouped(end) not in shown.split("????")[0][-12:]
    told: list[tuple[str, str]] = []
    dialog.compared.connect(lambda agent, key: told.append((agent, key)))
    dialog.heard.setText("00000000")
    dialog.admit.click()
    assert dialog.trouble.isVisible()
    assert not told
    dialog.heard.setText(f"{end[:4].upper()} {end[4:]}")
    qtbot.keyClick(dialog.heard, Qt.Key.Key_Return)
    assert told == [("e.exemple", member.fingerprint)]
    assert not dialog.isVisible()
