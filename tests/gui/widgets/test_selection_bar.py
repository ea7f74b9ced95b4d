"""What can be done to the selected cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.gui.widgets.selection_bar import SelectionBar, fitting
from tests.support.invented_cases import ME, case_row
from tests.support.office import NOW


def rows(*states: tuple[CaseState, str]) -> tuple[CaseRow, ...]:
    """Cases in these states, held by these agents."""
    return tuple(
        replace(case_row(n, NOW), state=state, agent=agent) for n, (state, agent) in enumerate(states, start=1)
    )


MIXED = rows(*[(CaseState.NEW, "")] * 5, (CaseState.TAKEN, ME), (CaseState.CLOSED, ME), (CaseState.CLOSED, ME))


def test_an_act_fits_those_it_can_move() -> None:
    """By state and holder; what I hold is not taken again; assigning is a lead's."""
    fits = fitting(MIXED, ME, lead=False)
    assert {act: len(fit) for act, fit in fits.items()} == {
        CaseAct.TAKE: 5, CaseAct.GIVE_BACK: 1, CaseAct.ASK_PIECE: 1, CaseAct.CLOSE: 1, CaseAct.REOPEN: 2,
        Mark.RECEIPT: 6, Mark.UNREAD: 8 - sum(row.unread for row in MIXED),
    }  # fmt: skip
    assert len(fitting(MIXED, ME, lead=True)[CaseAct.ASSIGN]) == 6
    assert fitting(rows((CaseState.TAKEN, "d.demo")), ME, lead=False).keys() == {
        CaseAct.TAKE,
        *Mark,
    }


@pytest.fixture
def bar(qtbot: QtBot) -> SelectionBar:
    """A bar with the mixed selection."""
    made = SelectionBar()
    qtbot.addWidget(made)
    made.show_count(8, 143, 20_000)
    made.show_fits(MIXED, fitting(MIXED, ME, lead=False))
    return made


def test_an_act_that_fits_fewer_says_how_many_and_why(bar: SelectionBar) -> None:
    """On the button, and in a sentence with what is done then."""
    assert bar.button(CaseAct.TAKE).text() == "Prendre (5 sur 8)"
    assert "3 demandes sur 8 ne s’y prêtent pas\u00a0: agir sur les 5 autres" in bar.text
    assert not bar.button(CaseAct.RESUME).isVisible()
    assert "143" in bar.all_button.text()


def test_pressing_tells_the_act_and_the_rows_it_fits(qtbot: QtBot, bar: SelectionBar) -> None:
    """Not the others."""
    told: list[tuple[CaseAct, tuple[CaseRow, ...]]] = []
    bar.asked.connect(lambda act, fit: told.append((act, fit)))
    bar.button(CaseAct.TAKE).click()
    assert [(act, len(fit)) for act, fit in told] == [(CaseAct.TAKE, 5)]


def test_nothing_that_fits_is_said(bar: SelectionBar) -> None:
    """And the whole view selected offers no more of it."""
    bar.show_count(143, 143, 20_000)
    assert not bar.all_button.isVisible()
    assert "Lecture" in bar.text
    bar.show_fits(rows((CaseState.TAKEN, "d.demo"))[:0], {})
    assert "Aucune action" in bar.text
    fitting_all = rows((CaseState.NEW, ""), (CaseState.NEW, ""))
    bar.show_fits(fitting_all, fitting(fitting_all, ME, lead=False))
    assert bar.button(CaseAct.TAKE).text() == "Prendre"


def test_a_view_beyond_what_can_be_selected_says_so(bar: SelectionBar) -> None:
    """On the button before, in a sentence after: nobody takes the first 20,000 for all of them."""
    bar.show_count(8, 31_000, 20_000)
    assert bar.all_button.text() == "Sélectionner les 20\u202f000 premières"
    bar.show_fits(MIXED, fitting(MIXED, ME, lead=False))
    assert "31" not in bar.text
    bar.show_count(20_000, 31_000, 20_000)
    assert not bar.all_button.isVisible()
    bar.show_fits(MIXED, fitting(MIXED, ME, lead=False))
    assert "La vue a 31\u202f000 demandes" in bar.text
