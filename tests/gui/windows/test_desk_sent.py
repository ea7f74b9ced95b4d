"""What is on its way, and the way back that is asked for meanwhile."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.errors import StoreBusy, StoreUnreachable
from backoffice_gui.gui.failure import DEFECT, Failure
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, opened
from tests.support.invented_cases import ME


def new(desk: Desk, many: int, but: CaseRow) -> tuple[CaseRow, ...]:
    """Some that nobody has."""
    rows = (row for n in range(60) if (row := desk.page.model.row_at(n)) is not None)
    return tuple(row for row in rows if row.state is CaseState.NEW and row.case != but.case)[:many]


def taken(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> CaseRow:
    """A case that was taken first, and is not what is to be taken back."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    desk.detail.act(CaseAct.TAKE)
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME and "prise" in desk.page.undo.text)
    return row


@pytest.mark.parametrize("what", [Asked(CaseAct.TAKE), Mark.RECEIPT])
def test_what_is_under_way_is_taken_back_not_what_was_done_before(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, what: Asked | Mark
) -> None:
    """Of many at once, and of a mark: it is said that it will be, and only that is."""
    before = taken(qtbot, desk, caseload)
    gate = caseload.gate = threading.Event()
    rows = new(desk, 3, before)
    task = desk.acts.bulk(what, rows)
    desk.acts.undo()
    assert "sera annulée" in desk.page.undo.text
    desk.acts.redo()
    assert "en cours" in desk.page.undo.text
    gate.set()
    qtbot.waitUntil(lambda: not task.running)
    qtbot.waitUntil(lambda: "annulée pour 3" in desk.page.undo.text)
    assert caseload.row(before.case).agent == ME
    assert {caseload.row(row.case).agent for row in rows} == {""}


def test_pressed_twice_one_thing_is_taken_back(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The first press seems to do nothing while the line is silent: the second is told so."""
    before = taken(qtbot, desk, caseload)
    (row,) = new(desk, 1, before)
    desk.acts.bulk(Asked(CaseAct.TAKE), (row,))
    qtbot.waitUntil(lambda: not desk.acts.tasks.running and caseload.row(row.case).agent == ME)
    gate = caseload.gate = threading.Event()
    desk.acts.undo()
    desk.acts.undo()
    assert "Annulation en cours" in desk.page.undo.text
    gate.set()
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    assert (caseload.row(row.case).agent, caseload.row(before.case).agent) == ("", ME)


def test_the_way_back_is_from_what_it_was_asked_of(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Not from what is done after it was asked; what the strip offers is taken back, not what is under way by then."""
    one = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    many, more = new(desk, 3, one), new(desk, 5, one)[3:]
    gate = caseload.gate = threading.Event()
    task = desk.acts.bulk(Asked(CaseAct.TAKE), many)
    desk.acts.undo()
    desk.detail.act(CaseAct.TAKE)
    gate.set()
    qtbot.waitUntil(lambda: caseload.calls.count("undo") == 1 and "annulée" in desk.page.undo.text)
    assert not task.running
    assert {caseload.row(row.case).agent for row in many} == {""}
    assert caseload.row(one.case).agent == ME
    desk.acts.redo()
    qtbot.waitUntil(lambda: "rétablie pour 3" in desk.page.undo.text)
    gate = caseload.gate = threading.Event()
    desk.acts.bulk(Asked(CaseAct.TAKE), more)
    desk.page.undo.acted.emit()
    gate.set()
    qtbot.waitUntil(lambda: "annulée pour 3" in desk.page.undo.text)
    assert {caseload.row(row.case).agent for row in more} == {ME}


def test_a_way_back_that_was_promised_and_fails_is_said(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Where the act was refused there is nothing to take back; where it can't be, the case is shown as it is now."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    caseload.refuse = {row.case: "case-not-yours"}
    gate = caseload.gate = threading.Event()
    desk.detail.act(CaseAct.TAKE)
    desk.acts.undo()
    gate.set()
    qtbot.waitUntil(desk.detail.said.isVisible)
    assert "Rien à annuler" in desk.page.undo.text
    caseload.refuse, caseload.failures["undo"] = {}, StoreBusy("locked")
    gate = caseload.gate = threading.Event()
    desk.detail.act(CaseAct.TAKE)
    desk.acts.undo()
    gate.set()
    qtbot.waitUntil(lambda: "Base occupée" in desk.page.undo.text)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.version == caseload.row(row.case).version)


def test_an_undo_that_the_line_broke_off_can_be_asked_for_again(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """The way back is not used up by a server that was away; a fault elsewhere ends nothing that is on its way."""
    row = taken(qtbot, desk, caseload)
    caseload.failures["undo"] = StoreUnreachable("lost")
    desk.acts.undo()
    qtbot.waitUntil(lambda: "injoignable" in desk.page.undo.text)
    caseload.failures = {}
    gate = caseload.gate = threading.Event()
    desk.acts.bulk(Mark.RECEIPT, new(desk, 1, row))
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window._bridge.failed.emit(Failure(DEFECT))
    desk.acts.undo()
    assert "sera annulée" in desk.page.undo.text
    gate.set()
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    assert caseload.row(row.case).agent == ME
    desk.acts.undo()
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == "")


def test_ones_own_act_is_no_conflict_before_it_was_read(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The second press comes after the outcome, before the case is read as it is now; another act is told to wait."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    pressed = list[bool]()

    def press_again(*_: object) -> None:
        for act in (CaseAct.TAKE, CaseAct.GIVE_BACK) if not pressed else ():
            desk.detail.acted.emit(act, "")
            pressed.append(desk.detail.said.isVisible())

    desk.acts.did.connect(press_again)
    desk.detail.act(CaseAct.TAKE)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.agent == ME)
    assert (pressed, caseload.calls.count("do")) == ([False, True], 1)
    assert not desk.detail.conflict.isVisible()
    assert "rien n’a été fait" not in desk.page.undo.text
    gate = threading.Event()

    def change() -> Outcome:
        gate.wait(20)
        return Outcome((CaseKey(row.case, row.version + 1),))

    desk.detail.said.hide()
    desk.acts.change(opened(qtbot, desk).row, change, "Fait.")
    desk.detail.act(CaseAct.GIVE_BACK)
    assert "en cours" in desk.detail.said.text
    assert desk.detail.said.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: "déjà ainsi" in desk.page.undo.text)
    assert caseload.calls.count("do") == 1
