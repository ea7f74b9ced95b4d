"""The journal's words in English: the console says what the window says."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from backoffice_gui.documents import journal_words, journal_words_en
from backoffice_gui.resources import resource


def test_the_console_says_what_the_window_says() -> None:
    """Every verb has its English, and it is the window's own for the same French words."""
    assert journal_words_en.VERBS.keys() == journal_words.VERBS.keys()
    catalogue = ET.parse(resource("i18n", "backoffice_en.ts"))
    windows = next(each for each in catalogue.iter("context") if each.findtext("name") == "Journal")
    english = {one.findtext("source"): str(one.findtext("translation")) for one in windows.iter("message")}
    said = {verb: english[french].replace("'", "’") for verb, french in journal_words.VERBS.items()}
    assert said == dict(journal_words_en.VERBS)
