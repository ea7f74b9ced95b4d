"""The window's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui.i18n import Language, install, system_language
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_words import stage_text


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """English for one test."""
    used = install(qapp, Language.ENGLISH)
    yield
    for translator in used:
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale("fr_FR"))


def test_a_system_without_a_language_gets_french() -> None:
    """The machine of the tests says nothing: French."""
    assert system_language() in set(Language)


def test_english_has_its_words_and_plurals(english: None) -> None:
    """Words, plurals and numbers change together."""
    assert stage_text(Stage.CLOSED) == "Destruction proven"
    assert Counted().on_web(1) == "1 submission on the site"
    assert Counted().on_web(0) == "0 submissions on the site"
    assert QLocale().toString(1_234) == "1,234"


def test_french_counts_as_french_does() -> None:
    """Zero and one are singular."""
    assert [Counted().on_web(n) for n in (0, 1, 2)] == [
        "0 demande sur le site",
        "1 demande sur le site",
        "2 demandes sur le site",
    ]


def test_the_buttons_of_qt_speak_french() -> None:
    """Qt's own words are translated too."""
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
