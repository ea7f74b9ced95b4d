"""Theme and text size, put on the application."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPalette, QRegion
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.appearance import ZOOMS, Appearance
from backoffice_gui.gui.preferences import Preferences, ThemeChoice
from backoffice_gui.gui.theme import DARK, LIGHT, Pair, tokens_of
from tests.gui.test_theme import contrast


@pytest.mark.parametrize(("choice", "tokens"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)])
def test_a_theme_is_put_on_and_remembered(
    qapp: QApplication, preferences: Preferences, choice: ThemeChoice, tokens: object
) -> None:
    """The application's palette is the theme's, and the choice is kept."""
    Appearance(qapp, preferences).choose_theme(choice)
    assert tokens_of(qapp.palette()) is tokens
    assert preferences.theme is choice


def test_the_system_decides_where_nothing_is_chosen(qapp: QApplication, preferences: Preferences) -> None:
    """Without a choice, a system that says nothing gets the light theme."""
    preferences.theme = ThemeChoice.SYSTEM
    Appearance(qapp, preferences)
    assert tokens_of(qapp.palette()) is LIGHT


def test_zoom_goes_by_steps_between_bounds(qapp: QApplication, preferences: Preferences) -> None:
    """Text grows to 200 %, shrinks to 80 %, and comes back to 100 %."""
    appearance = Appearance(qapp, preferences)
    usual = qapp.font().pointSizeF()
    seen = []
    for _ in range(len(ZOOMS)):
        appearance.zoom(1)
        seen.append(preferences.zoom)
    assert seen[-1] == 200
    assert qapp.font().pointSizeF() == pytest.approx(usual * 2)
    for _ in range(len(ZOOMS)):
        appearance.zoom(-1)
    assert preferences.zoom == 80
    appearance.zoom(0)
    assert qapp.font().pointSizeF() == pytest.approx(usual)


def test_high_contrast_of_the_system_goes_first(qapp: QApplication, preferences: Preferences) -> None:
    """A palette that is not ours has no tokens: the system's own colours stay."""
    assert tokens_of(QPalette(qapp.style().standardPalette())) is None


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_outline_of_a_check_box_is_seen(
    qtbot: QtBot, qapp: QApplication, preferences: Preferences, choice: ThemeChoice
) -> None:
    """Three to one against what is around it (WCAG 1.4.11), as it is painted."""
    Appearance(qapp, preferences).choose_theme(choice)
    box = QCheckBox("EXEMPLE")
    qtbot.addWidget(box)
    box.setAutoFillBackground(False)
    box.resize(box.sizeHint())
    picture = QImage(box.size(), QImage.Format.Format_RGB32)
    ground = QColor((DARK if choice is ThemeChoice.DARK else LIGHT).text.bg)
    picture.fill(ground)
    box.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    middle = picture.height() // 2
    seen = max(contrast(Pair(picture.pixelColor(x, middle).name(), ground.name())) for x in range(10))
    assert seen >= 3
