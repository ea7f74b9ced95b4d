"""Labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.theme import DARK, palette_of
from backoffice_gui.gui.widgets.labels import Heading, Muted, PlainLabel, Words, mono


def test_words_from_outside_are_never_markup(qtbot: QtBot) -> None:
    """Tags stay letters, hidden characters are written out, nothing is a link."""
    label = PlainLabel("<a href='https://exemple.invalid'>x</a>\u202e")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert not label.openExternalLinks()
    assert label.accessibleName() == "<a href='https://exemple.invalid'>x</a>⟨U+202E⟩"
    assert label.toolTip() == ""
    label.show_untrusted("")
    assert label.accessibleName() == "—"


def test_our_own_words_are_plain_too(qtbot: QtBot) -> None:
    """No label guesses."""
    label = Words("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_follows_the_text_size(qtbot: QtBot, qapp: QApplication, level: int) -> None:
    """Larger text, larger heading."""
    card = QWidget()
    qtbot.addWidget(card)
    heading = Heading("Demandes", level, card)
    card.show()
    before = heading.fontInfo().pixelSize()
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    qapp.processEvents()
    assert heading.fontInfo().pixelSize() == pytest.approx(before * 2, abs=1)


def test_a_remark_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    """Its colour is the muted one of the theme."""
    remark = Muted("reçue le 23/11/2026")
    qtbot.addWidget(remark)
    remark.show()
    qapp.setPalette(palette_of(DARK))
    qapp.processEvents()
    assert remark.palette().color(QPalette.ColorRole.WindowText).name() == DARK.muted.fg


def test_digits_of_one_width(qapp: QApplication) -> None:
    """A fixed font is asked for by style, whatever the machine has."""
    assert mono(qapp.font()).styleHint() is QFont.StyleHint.Monospace
