"""The window's language."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui.i18n import Language, install, system_language
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_words import stage_text
from backoffice_gui.resources import resource


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


def test_the_dialog_of_files_speaks_french_throughout(qtbot: QtBot) -> None:
    """Qt's own catalogue lacks two of its labels, and the word for a folder."""
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    labels = [dialog.labelText(label).replace("&", "") for label in QFileDialog.DialogLabel]
    assert labels == ["Voir dans\u00a0:", "Nom de fichier\u00a0:", "Type de fichiers\u00a0:", "Ouvrir", "Annuler"]
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") == "Dossier"


@pytest.mark.parametrize("language", Language)
def test_what_is_written_of_qt_is_compiled(language: Language) -> None:
    """Every word of the source is in the catalogue that ships."""
    compiled = QTranslator()
    assert compiled.load(f"qt_words_{language.value}", str(resource("i18n")))
    for context in ET.parse(resource("i18n", f"qt_words_{language.value}.ts")).getroot().iter("context"):
        for message in context.iter("message"):
            said = [context.findtext("name"), message.findtext("source"), message.findtext("comment")]
            name, source, comment = (text or "" for text in said)
            assert compiled.translate(name, source, comment) == message.findtext("translation")
