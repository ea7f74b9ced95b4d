"""One agent at two workstations writes about the same case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.gui.windows.desk import Desk
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, opened, press
from tests.support.invented_cases import ME


def test_of_two_drafts_one_is_chosen_and_none_is_written_over(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """Said at the case with both ways, by keys; what was written elsewhere is then what one goes on with."""
    row = go_to(qtbot, desk, lambda row: (row.state, row.agent) == (CaseState.TAKEN, ME))
    key, field, said = (row.case, "note"), desk.detail.story.notes.text, desk.detail.said
    caseload.drafts[key] = "là-bas"
    desk.detail.write_note()
    qtbot.keyClicks(field, "ici")
    qtbot.waitUntil(lambda: said.isVisible() and "à un autre poste" in said.text)
    assert "Rien n’a été écrasé" in said.text
    assert (field.toPlainText(), caseload.drafts[key]) == ("ici", "là-bas")
    said._also.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: field.toPlainText() == "là-bas")
    assert not said.isVisible()
    caseload.drafts[key] = "là-bas, plus loin"
    qtbot.keyClicks(field, "ici ")
    qtbot.waitUntil(said.isVisible)
    said._act.click()
    qtbot.waitUntil(lambda: caseload.drafts[key] == "ici là-bas")


def test_a_draft_that_is_left_undecided_is_asked_about_when_one_is_back(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """It met the other only when the agent went to the next case: that is said there."""
    row = go_to(qtbot, desk, lambda row: (row.state, row.agent) == (CaseState.TAKEN, ME))
    caseload.drafts[row.case, "note"] = "là-bas"
    desk.detail.write_note()
    qtbot.keyClicks(desk.detail.story.notes.text, "ici")
    desk.page.list.step(1)
    qtbot.waitUntil(lambda: f"la demande {row.number} a rencontré" in desk.page.undo.text)
    desk.page.list.step(-1)
    opened(qtbot, desk, row.case)
    qtbot.waitUntil(lambda: "à un autre poste" in desk.detail.said.text)
    caseload.drafts.clear()
    desk.detail.reload()
    qtbot.waitUntil(lambda: caseload.drafts.get((row.case, "note")) == "ici")
