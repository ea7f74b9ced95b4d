"""A form member by member."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.detail import FormShape, FormView
from backoffice_gui.domain.forms import read_form
from backoffice_gui.gui.pages.members import Members
from backoffice_gui.gui.widgets.table import Table


def parts(members: Members) -> tuple[Table, QPlainTextEdit]:
    """The table and the whole value."""
    table, whole = members.findChild(Table), members.findChild(QPlainTextEdit)
    assert isinstance(table, Table)
    assert isinstance(whole, QPlainTextEdit)
    return table, whole


def test_the_value_one_is_on_is_shown_whole(qtbot: QtBot) -> None:
    """A long text with line ends can be read by keyboard, and hidden characters are written out."""
    members = Members(read_form("photo", b'{"a": "x", "text": "une\\nlongue\\u202e phrase"}'))
    qtbot.addWidget(members)
    table, whole = parts(members)
    assert whole.toPlainText() == "x"
    table.selectRow(1)
    assert whole.toPlainText().startswith("une\nlongue⟨U+202E⟩ phrase")
    assert "caractères cachés" in whole.toPlainText()
    assert whole.isReadOnly()


def test_a_raw_form_names_its_members_in_french(qtbot: QtBot) -> None:
    """Size and text are ours, so they are translated; a path never is."""
    raw = Members(read_form("photo", b"Bonjour EXEMPLE"))
    qtbot.addWidget(raw)
    model = parts(raw)[0].model()
    assert model is not None
    assert [model.index(n, 0).data() for n in range(2)] == ["Taille en octets", "Texte"]
    generic = Members(read_form("photo", b'{"text": 1}'))
    qtbot.addWidget(generic)
    model = parts(generic)[0].model()
    assert model is not None
    assert model.index(0, 0).data() == "\u2068text\u2069"


def test_a_form_without_members_is_empty(qtbot: QtBot) -> None:
    """No table, no value."""
    members = Members(FormView(FormShape.RAW, "photo", ()))
    qtbot.addWidget(members)
    members.show()
    table, whole = parts(members)
    assert not table.isVisible()
    assert not whole.isVisible()
