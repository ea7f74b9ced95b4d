"""A page, painted from pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.preview import Picture
from backoffice_gui.gui.widgets.page_view import PageView


def view_of(qtbot: QtBot) -> PageView:
    """A small view on the screen."""
    view = PageView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    return view


def test_the_pixels_are_those_that_came(qtbot: QtBot) -> None:
    """Red, green, blue, opaque, line by line; the words are for a screen reader."""
    view = view_of(qtbot)
    view.show_picture(Picture(3, 2, b"\xff\0\0\xff\0\xff\0\xff\0\0\xff\xff" + b"\x10\x20\x30\xff" * 3), "Page 1 sur 1")
    assert (view.image.width(), view.image.height()) == (3, 2)
    assert [view.image.pixelColor(x, 0) for x in range(3)] == [QColor(c) for c in ("#ff0000", "#00ff00", "#0000ff")]
    assert view.image.pixelColor(2, 1) == QColor("#102030")
    assert view.accessibleName() == "Page 1 sur 1"
    view.grab()


def test_pixels_that_do_not_count_up_are_not_painted(qtbot: QtBot) -> None:
    """A size that lies reads no memory of ours."""
    view = view_of(qtbot)
    view.show_picture(Picture(300, 200, b"\xff" * 16), "Page 1 sur 1")
    assert view.image.isNull()


def test_space_goes_on_by_a_screenful_and_past_the_end_to_the_next_page(qtbot: QtBot) -> None:
    """Shift goes back; the last lines stay in sight."""
    view = view_of(qtbot)
    asked: list[int] = []
    view.passed.connect(asked.append)
    view.show_picture(Picture(100, 500, b"\xee\xee\xee\xff" * 50_000), "Page 1 sur 2")
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Space)
        if asked:
            break
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert asked == [1]
    view.begin_at(end=False)
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [1, -1]
    view.begin_at(end=True)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_plus_and_minus_ask_for_another_size(qtbot: QtBot) -> None:
    """With or without Shift; with Ctrl they are the window's."""
    view = view_of(qtbot)
    asked: list[int] = []
    view.zoomed.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, -1]
