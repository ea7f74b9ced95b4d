"""Part 0 in its three shapes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.detail import FieldValue, FormShape, FormView, Section
from backoffice_gui.domain.forms import read_form
from backoffice_gui.gui.pages.form_view import FormPage
from backoffice_gui.gui.theme import DARK, palette_of
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table

FORM = (
    b'{"person": {"family_name": "EXEMPLE<b>", "nationalities": ["UA", "<b>"], "birth_date": "1985-XX-XX", "sex": "F"},'
    b'"requester": {"relation": "self"}, "shoe": {"size": 41}}'
)


@pytest.fixture
def page(qtbot: QtBot) -> FormPage:
    """An empty page, on screen."""
    made = FormPage()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def labels(page: FormPage) -> list[str]:
    """All words of the form, isolates left out."""
    return [label.text().replace("\u2068", "").replace("\u2069", "") for label in page.findChildren(QLabel)]


def test_a_known_kind_is_read_in_french(page: FormPage) -> None:
    """Sections, names and closed answers are words; markup stays letters; what is odd is said beside it."""
    page.show_form(read_form("certificate_request", FORM))
    words = labels(page)
    assert {"Personne concernée", "Nom de famille", "EXEMPLE<b>", "féminin", "la personne elle-même"} <= set(words)
    assert "⚠ date incomplète" in words
    country = next(label for label in page.findChildren(QLabel) if "Ukraine, <b>" in label.text())
    assert country.toolTip() == "<p>UA, &lt;b&gt;</p>"
    assert {"shoe.size", "41"} <= set(words)


def test_a_section_can_be_read_aloud(page: FormPage) -> None:
    """It takes the focus, and its description is its lines."""
    page.show_form(read_form("certificate_request", FORM))
    cards = [card for card in page.findChildren(Ground) if card.accessibleDescription()]
    assert cards[0].focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert cards[0].accessibleDescription().startswith("Nom de famille\u00a0: EXEMPLE<b> ;")


def test_an_unknown_kind_is_shown_member_by_member(page: FormPage) -> None:
    """Paths and values in a table, hidden characters written out, with a note."""
    page.show_form(read_form("residence_photo", '{"a": {"b": ["x", "fin\u202egpj"]}}'.encode()))
    table = page.findChild(Table)
    assert isinstance(table, Table)
    model = table.model()
    assert model is not None
    cells = [
        [str(model.index(row, column).data()).strip("\u2068\u2069") for column in (0, 1)]
        for row in range(model.rowCount())
    ]
    assert cells == [["a.b[0]", "x"], ["a.b[1]", "fin⟨U+202E⟩gpj"]]
    note = page.findChild(Strip)
    assert isinstance(note, Strip)
    assert note.isVisible()
    assert "ne connaît pas ce type" in note.text


@pytest.mark.parametrize(
    ("octets", "words"),
    [(b"Bonjour EXEMPLE", "pas dans le format attendu"), (b"\xff\xfe", "pas du texte lisible"), (b"", "vide")],
)
def test_what_is_no_form_is_shown_as_what_it_is(page: FormPage, octets: bytes, words: str) -> None:
    """A note says that it is kept, octet for octet."""
    page.show_form(read_form("certificate_request", octets))
    note = page.findChild(Strip)
    assert isinstance(note, Strip)
    assert words in note.text


def test_nothing_stored_is_an_empty_page_with_a_note(page: FormPage) -> None:
    """A lost submission has no form."""
    page.show_form(FormView(FormShape.RAW, "contact_change", (), "not_stored"))
    table = page.findChild(Table)
    assert table is None or not table.isVisible()


def test_it_follows_the_theme(page: FormPage, qapp: QApplication) -> None:
    """The same form is there after the colours have changed."""
    page.show_form(FormView(FormShape.KNOWN, "x", (Section("person", None, (FieldValue("town", "LILLE"),)),)))
    qapp.setPalette(palette_of(DARK))
    qapp.processEvents()
    assert "LILLE" in labels(page)
