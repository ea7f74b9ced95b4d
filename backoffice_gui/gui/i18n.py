"""The window's language: French as written in the sources, or English; Qt's own words with it.

French has a catalogue too, for its plurals only; `qt_words` is what Qt's own catalogues lack, and the keys by the
names that stand on them.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

__all__ = ["Language", "install", "system_language"]


class Language(enum.Enum):
    """The languages offered."""

    FRENCH = "fr"
    ENGLISH = "en"


_LOCALES = {Language.FRENCH: "fr_FR", Language.ENGLISH: "en_GB"}


def system_language() -> Language:
    """English where the system speaks English, else French."""
    first = next(iter(QLocale.system().uiLanguages()), "fr")
    return Language.ENGLISH if first.startswith("en") else Language.FRENCH


def install(app: QCoreApplication, language: Language) -> list[QTranslator]:
    """Speak this language from now on; returns the catalogues in use, which live as long as `app`."""
    QLocale.setDefault(QLocale(_LOCALES[language]))
    ours = str(resource("i18n"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    used = []
    for name, folder in (("qtbase", qt), ("qt_words", ours), ("backoffice", ours)):  # the last is asked first
        translator = QTranslator(app)
        if translator.load(f"{name}_{language.value}", folder):
            app.installTranslator(translator)
            used.append(translator)
    return used
