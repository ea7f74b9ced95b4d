"""Theme and text size, put on the application; the system's high contrast always goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.gui.preferences import ThemeChoice
from backoffice_gui.gui.theme import DARK, LIGHT, outlined, palette_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from backoffice_gui.gui.preferences import Preferences

__all__ = ["ZOOMS", "Appearance"]

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes offered, in per cent."""


class Appearance(QObject):
    """The one place that changes the application's palette and font."""

    zoomed = Signal(int)
    """The text size has changed to so many per cent."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app = app
        self._preferences = preferences
        self._system = app.palette()
        self._points = app.font().pointSizeF()
        app.setStyle("Fusion")
        self.apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        hints.accessibility().contrastPreferenceChanged.connect(self.apply)

    def apply(self) -> None:
        """Put theme and text size on the application."""
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            self._app.setPalette(self._system)
        else:
            choice = self._preferences.theme
            dark = choice is ThemeChoice.DARK or (
                choice is ThemeChoice.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
            )
            tokens = DARK if dark else LIGHT
            self._app.setPalette(palette_of(tokens))
            for kind in ("QCheckBox", "QRadioButton"):
                self._app.setPalette(outlined(tokens), kind)  # type: ignore[arg-type]  # text, whatever the stub says
        self._scale()

    def _scale(self) -> None:
        font = self._app.font()
        points = self._points * self._preferences.zoom / 100
        if abs(font.pointSizeF() - points) > 0.01:
            font.setPointSizeF(points)
            self._app.setFont(font)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Change the theme and remember it."""
        self._preferences.theme = choice
        self.apply()

    def zoom(self, steps: int) -> None:
        """Go so many steps up or down in `ZOOMS`; 0 goes back to 100 %."""
        now = self._preferences.zoom
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - now))
        target = ZOOMS.index(100) if steps == 0 else min(len(ZOOMS) - 1, max(0, nearest + steps))
        self.choose_zoom(ZOOMS[target])

    def choose_zoom(self, percent: int) -> None:
        """Change the text size to so many per cent and remember it."""
        self._preferences.zoom = percent
        self._scale()
        self.zoomed.emit(percent)
