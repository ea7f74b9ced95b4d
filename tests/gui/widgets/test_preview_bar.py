"""What can be asked of a preview."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.preview_bar import PreviewBar


def test_what_cannot_be_asked_is_off(qtbot: QtBot) -> None:
    """No page before the first, none after the last; a text is neither sized nor turned; at rest nothing."""
    bar = PreviewBar()
    qtbot.addWidget(bar)
    assert not any(button.isEnabled() for button in bar.findChildren(QPushButton))
    bar.show_page(0, 3, picture=True, text=False)
    assert (bar.before.isEnabled(), bar.after.isEnabled(), bar.turn.isEnabled()) == (False, True, True)
    assert bar.pages.text() == "1/3"
    bar.show_page(2, 3, picture=True, text=True)
    assert (bar.before.isEnabled(), bar.after.isEnabled(), bar.turn.isEnabled()) == (True, False, False)
    assert bar.text.isChecked()
    bar.show_page(0, 1, picture=False, text=True)
    assert not bar.text.isEnabled()


def test_buttons_tell_what_is_asked(qtbot: QtBot) -> None:
    """And every one has a name."""
    bar = PreviewBar()
    qtbot.addWidget(bar)
    told: list[object] = []
    for signal in (bar.page_asked, bar.zoom_asked, bar.fit_asked, bar.text_asked):
        signal.connect(told.append)
    bar.turn_asked.connect(lambda: told.append("turn"))
    bar.show_page(1, 3, picture=True, text=False)
    bar.show_zoom(67, fit=False)
    buttons = (bar.before, bar.after, bar.smaller, bar.percent, bar.larger, bar.fit, bar.turn, bar.text)
    for button in buttons:
        button.click()
        assert button.accessibleName()
    assert told == [-1, 1, -1, 0, 1, True, "turn", True]
    assert bar.percent.text() == "67\u00a0%"
