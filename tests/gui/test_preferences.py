"""How the window was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from backoffice_gui.gui.i18n import Language
from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice


def again(file: Path) -> Preferences:
    """The same file, read by another start."""
    return Preferences(QSettings(str(file), QSettings.Format.IniFormat))


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    """Theme, density, size, language, letters, geometry and columns are kept."""
    file = tmp_path / "window.ini"
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    kept = Preferences(settings)
    kept.theme, kept.density, kept.zoom = ThemeChoice.DARK, Density.COMPACT, 150
    kept.language, kept.letter_keys = Language.ENGLISH, False
    kept.keep_widths("columns", (12.5, 4.0))
    kept.keep_state("geometry", QByteArray(b"where"))
    settings.sync()
    read = again(file)
    assert (read.theme, read.density, read.zoom) == (ThemeChoice.DARK, Density.COMPACT, 150)
    assert (read.language, read.letter_keys) == (Language.ENGLISH, False)
    assert read.widths("columns") == (12.5, 4.0)
    assert read.state("geometry") == QByteArray(b"where")


@pytest.mark.parametrize("odd", ["", "nonsense", "[[["])
def test_nonsense_in_the_file_means_the_default(tmp_path: Path, odd: str) -> None:
    """A damaged file never stops the window."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    for key in (
        "appearance/theme",
        "appearance/zoom",
        "appearance/density",
        "appearance/language",
        "window/columns",
        "window/geometry",
    ):
        settings.setValue(key, odd)
    read = Preferences(settings)
    assert (read.theme, read.density, read.zoom) == (ThemeChoice.SYSTEM, Density.NORMAL, 100)
    assert read.widths("columns") == ()
    assert read.state("geometry").isEmpty()
    assert read.language in set(Language)


def test_the_text_size_stays_within_bounds(preferences: Preferences) -> None:
    """80 to 200 per cent."""
    preferences.zoom = 1_000
    assert preferences.zoom == 200
    preferences.zoom = 1
    assert preferences.zoom == 80
