"""Theme and text size, put on the application."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.appearance import ZOOMS, Appearance
from backoffice_gui.gui.preferences import Preferences, ThemeChoice
from backoffice_gui.gui.theme import DARK, LIGHT, tokens_of


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
