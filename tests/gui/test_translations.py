"""Everything the window says exists in French and in English, and is compiled."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from backoffice_gui.resources import resource

ROOT = Path(__file__).resolve().parents[2]
_PLACES = re.compile(r"\{\w+\}|%n")
_FRENCH_SPACE = re.compile(r"(?<=\S) (?=[;:?!»]|%(?!n))|«\u0020")


def messages(language: str) -> list[ET.Element]:
    """The catalogue's messages."""
    return list(ET.parse(resource("i18n", f"backoffice_{language}.ts")).getroot().iter("message"))


def words(message: ET.Element) -> list[str]:
    """A message's translations: one, or one a plural form."""
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def source(message: ET.Element) -> str:
    """A message's source."""
    return message.findtext("source") or ""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_unfinished(language: str) -> None:
    """No sentence lacks its translation."""
    unfinished = [source(m) for m in messages(language) if not all(words(m)) or _type(m) in {"unfinished", "vanished"}]
    assert unfinished == []


def _type(message: ET.Element) -> str | None:
    translation = message.find("translation")
    return None if translation is None else translation.get("type")


def test_translations_keep_what_is_filled_in() -> None:
    """A translation names the same values as its source."""
    wrong = [
        source(m)
        for language in ("en", "fr")
        for m in messages(language)
        for form in words(m)
        if sorted(_PLACES.findall(form)) != sorted(_PLACES.findall(source(m)))
    ]
    assert wrong == []


def test_french_has_its_no_break_spaces() -> None:
    """Before ; : ? ! % and inside « » no line breaks."""
    assert [source(m) for m in messages("en") if _FRENCH_SPACE.search(source(m))] == []


def test_english_has_no_french_punctuation() -> None:
    """English takes no space before its marks and no guillemets."""
    odd = re.compile(r"[«»]|[\u00a0 ][;:?!](?!\w)")
    assert [form for m in messages("en") for form in words(m) if odd.search(form)] == []


@pytest.mark.parametrize("where", ["Navigation", "MainWindow", "Help"])
def test_two_places_never_have_one_english_name(where: str) -> None:
    """Whoever reads or hears a page's name knows which one it is."""
    contexts = ET.parse(resource("i18n", "backoffice_en.ts")).getroot().findall("context")
    named = [words(m)[0] for c in contexts if c.findtext("name") == where for m in c.findall("message")]
    assert named
    assert {name for name in named if named.count(name) > 1} == set()


def test_no_two_menus_have_one_mnemonic() -> None:
    """Alt and a letter open one menu, in either language."""
    contexts = ET.parse(resource("i18n", "backoffice_en.ts")).getroot().findall("context")
    menus = [m for c in contexts if c.findtext("name") == "Menus" for m in c.findall("message") if "&" in source(m)]
    assert len(menus) > 3
    for titles in ([source(m) for m in menus], [words(m)[0] for m in menus]):
        letters = [title[title.index("&") + 1].lower() for title in titles]
        assert len(set(letters)) == len(letters), titles


@pytest.mark.parametrize("language", ["en", "fr"])
def test_catalogues_are_compiled_from_these_sources(language: str) -> None:
    """The compiled catalogue holds each translation."""
    catalogue = QTranslator()
    assert catalogue.load(f"backoffice_{language}", str(resource("i18n")))
    ts = ET.parse(resource("i18n", f"backoffice_{language}.ts")).getroot()
    for context in ts.findall("context"):
        name = context.findtext("name") or ""
        for message in context.findall("message"):
            plural = message.get("numerus") == "yes"
            said = catalogue.translate(name, source(message), "", 5 if plural else -1)
            assert said == words(message)[-1], (name, source(message))


def test_catalogues_know_every_sentence_of_the_sources(tmp_path: Path) -> None:
    """Gathering anew finds no sentence that the catalogue lacks."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    files = sorted(str(file) for file in (ROOT / "backoffice_gui" / "gui").rglob("*.py"))
    fresh = tmp_path / "fresh.ts"
    subprocess.run(
        [str(lupdate), "-silent", "-locations", "none", "-source-language", "fr_FR", *files, "-ts", str(fresh)],
        check=True,
    )
    found = {(c.findtext("name"), source(m)) for c in ET.parse(fresh).getroot().findall("context") for m in c}
    known = {
        (c.findtext("name"), source(m))
        for c in ET.parse(resource("i18n", "backoffice_en.ts")).getroot().findall("context")
        for m in c.findall("message")
    }
    assert {pair for pair in found if pair[1]} - known == set()
