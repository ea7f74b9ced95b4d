"""The cases' model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from pytestqt.modeltest import ModelTester

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState
from backoffice_gui.gui.models.cases import DEFAULT_COLUMNS, CasesModel, badges_of, initials, short_number
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.shapes import shape_icon
from tests.support.invented_cases import case_row
from tests.support.office import NOW

TODAY = date(2026, 11, 23)
BASE = replace(
    case_row(4, NOW), kind=CaseKind.CERTIFICATE, about="birth", state=CaseState.NEW, due_on=TODAY, agent="", unread=True,
    applicant="EXEMPLE \u202eabc", badges=Badge.DUPLICATE | Badge.FORM_DOUBT | Badge.PIECE_REFUSED, parts=2,
)  # fmt: skip


@pytest.fixture
def model(qapp: object) -> CasesModel:
    """Four hundred cases; the first is one we know."""
    made = CasesModel(lambda _tone, shape: shape_icon(shape, QColor("#000000"), 12), lambda: TODAY)
    made.start((BASE, *(case_row(n, NOW) for n in range(10, 9 + PAGE))), 400)
    return made


def cell(model: CasesModel, column: CaseColumn, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    """What the first row says in a column."""
    return model.data(model.index(0, model.columns.index(column)), role)


def test_it_is_a_sound_model(model: CasesModel, qtmodeltester: ModelTester) -> None:
    """Qt's own checks pass, with pages here and missing."""
    qtmodeltester.check(model)


def test_every_column_can_be_shown(model: CasesModel) -> None:
    """Each says something of every row, with or without an icon."""
    model.set_columns(tuple(CaseColumn))
    assert model.rowCount() == 400
    for column in CaseColumn:
        assert cell(model, column)
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.AccessibleTextRole):
            cell(model, column, role)
    assert isinstance(cell(model, CaseColumn.DUE, Qt.ItemDataRole.DecorationRole), QIcon)


@pytest.mark.parametrize("first", list(CaseColumn))
def test_column_0_says_the_whole_row_whichever_it_is(model: CasesModel, first: CaseColumn) -> None:
    """One sentence: number, unread, kind, applicant, state, due, agent, badges."""
    model.set_columns((first, *(column for column in CaseColumn if column is not first)))
    said = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    for words in (BASE.number, "non lue", "naissance", "Nouvelle", "aujourd’hui", "sans agent", "2 pièces", "Doublon"):
        assert words in said
    assert "\u202e" not in said


def test_a_name_is_isolated_and_escaped(model: CasesModel) -> None:
    """A hidden direction is written out, and can't turn the line."""
    assert cell(model, CaseColumn.APPLICANT) == "\u2068EXEMPLE ⟨U+202E⟩abc\u2069"


def test_unread_is_bold_until_it_is_read(model: CasesModel) -> None:
    """The whole row; a change in place takes it away."""
    font = cell(model, CaseColumn.STATE, Qt.ItemDataRole.FontRole)
    assert font is not None
    model.change(replace(BASE, unread=False))
    assert cell(model, CaseColumn.STATE, Qt.ItemDataRole.FontRole) is None
    model.change(replace(BASE, case=99_999))


def test_what_is_dealt_with_is_not_due(model: CasesModel) -> None:
    """A dash, and no look of hurry."""
    assert cell(model, CaseColumn.DUE) == "aujourd’hui"
    model.change(replace(BASE, state=CaseState.CLOSED))
    assert cell(model, CaseColumn.DUE) == "—"
    assert cell(model, CaseColumn.DUE, Qt.ItemDataRole.DecorationRole) is None


def test_a_row_shows_two_badges_at_most(model: CasesModel) -> None:
    """The first two by weight; the tooltip has all with their rules."""
    assert cell(model, CaseColumn.BADGES) == "Doublon possible · Pièce illisible"
    assert str(cell(model, CaseColumn.BADGES, Qt.ItemDataRole.ToolTipRole)).count("\n") == 2
    assert badges_of(Badge.NONE) == ()


@pytest.mark.parametrize(
    ("login", "short"), [("c.roux", "CR"), ("roux", "RO"), ("", "—"), ("a-b.c", "AB"), ("x", "X"), ("..", "—")]
)
def test_an_agent_is_two_letters(login: str, short: str) -> None:
    """Of a name in two parts the first of each."""
    assert initials(login) == short


def test_a_number_is_its_end(qapp: object) -> None:
    """The whole stands in the tooltip."""
    assert short_number("DL-2026-000412") == "…000412"
    assert short_number("412") == "412"


def test_the_columns_offered_first_are_few(model: CasesModel) -> None:
    """What an agent needs at a glance fits a small screen."""
    assert model.columns == DEFAULT_COLUMNS
    assert CaseColumn.DUE in DEFAULT_COLUMNS
