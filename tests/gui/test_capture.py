"""Every window that appears is left out of captures, where that is asked for and can be done."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.capture import shield
from tests.support.systems import Calls, lend, pretend


def test_windows_are_left_out_as_they_appear(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is there, one that comes; none after the policy was lifted."""
    user, window, dialog = Calls(), QWidget(), QDialog()
    for widget in (window, dialog):
        qtbot.addWidget(widget)
    window.show()
    pretend(monkeypatch, "win32")
    lend(monkeypatch, user32=user)
    assert shield(on=True)
    assert shield(on=True)
    assert [arguments[1] for _, arguments in user.said] == [0x11]
    dialog.show()
    assert {arguments[1] for _, arguments in user.said} == {0x11}
    assert len(user.said) >= 2
    assert not shield(on=False)
    user.said.clear()
    dialog.hide()
    dialog.show()
    assert user.said == []


def test_where_it_can_not_be_done_nothing_is_claimed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux the answer is no."""
    pretend(monkeypatch, "linux")
    assert not shield(on=True)
