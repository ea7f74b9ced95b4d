"""A padlock beside what a policy fixes."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.padlock import Padlock


def test_it_says_who_fixed_what_stands_beside_it(qtbot: QtBot) -> None:
    """In words, by a screen reader too; gone where nobody fixed anything. It follows the text size."""
    whole = QWidget()
    qtbot.addWidget(whole)
    body, edit, lock = QVBoxLayout(whole), QLineEdit(whole), Padlock(whole)
    body.addWidget(edit)
    body.addWidget(lock)
    whole.show()
    assert not lock.isVisible()
    lock.show_fixed("policy.toml", (edit,))
    assert lock.isVisible()
    assert lock.text == "Fixé par votre administration (policy.toml)"
    assert edit.accessibleDescription() == lock.text
    before = lock._icon.pixmap().height()
    font = whole.font()
    font.setPointSizeF(2 * font.pointSizeF())
    whole.setFont(font)
    assert lock._icon.pixmap().height() > before
    lock.show_fixed("", (edit,))
    assert not lock.isVisible()
    assert not edit.accessibleDescription()
