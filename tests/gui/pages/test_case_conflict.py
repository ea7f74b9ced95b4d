"""Two acts met: the agent chooses, and nothing is written over unseen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState, Decision
from backoffice_gui.domain.conflicts import Side
from backoffice_gui.gui import clipboard
from backoffice_gui.gui.pages.case_conflict import CaseConflict
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.windows.desk import Desk
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, press
from tests.support.invented_cases import ME


def mine(row: CaseRow) -> bool:
    """A change of a phone number that is ours."""
    return (row.state, row.agent, row.about) == (CaseState.TAKEN, ME, "phone")


def meet(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, agent: str) -> int:
    """Our answer comes after a colleague's act; the case's number."""
    row = go_to(qtbot, desk, mine)
    desk.detail.request.answers._lines[0].put("refused", "illisible")
    desk.detail.request.answers._write()
    caseload.touch(row.case, agent)
    desk.detail.request.answers.send()
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    return row.case


def test_what_met_is_shown_three_times_and_mine_can_be_done(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The focus is on keeping theirs; by key to mine, which goes over the version that is there now."""
    case = meet(qtbot, desk, caseload, ME)
    conflict = desk.detail.conflict
    assert "écrasé" in conflict.text
    assert any("Refusé (\u2068illisible\u2069)" in label.text() for label in conflict.findChildren(Words))
    qtbot.waitUntil(conflict.theirs.hasFocus)
    conflict.copy.click()
    assert "illisible" in QGuiApplication.clipboard().text()
    clipboard.clear_if_ours()  # what is left there at the end of the process is not always taken away well
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: caseload.row(case).state is CaseState.ANSWERED)
    assert not conflict.isVisible()


def test_theirs_is_kept_and_the_draft_goes(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A colleague holds it now: mine can't be done, with its reason; theirs is shown as it is."""
    case = meet(qtbot, desk, caseload, "d.demo")
    conflict = desk.detail.conflict
    assert "d.demo" in conflict.text
    assert not conflict.mine.isEnabled()
    assert "qui la tient" in conflict.mine.toolTip()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (case, "answer") not in caseload.drafts)
    qtbot.waitUntil(lambda: desk.detail.request.answers.draft() == "")
    assert not conflict.isVisible()


def test_it_is_left_and_the_draft_stays(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Escape; and a case without an act of somebody else says so in other words."""
    meet(qtbot, desk, caseload, ME)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.detail.conflict.isVisible())
    assert "illisible" in desk.detail.request.answers.draft()
    detail = desk.detail.detail
    assert detail is not None
    desk.detail.conflict.show_clash(detail, detail, Asked(CaseAct.GIVE_BACK), ME)
    assert "a changé" in desk.detail.conflict.text


def test_drawn_anew_it_takes_the_focus_from_nobody(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Its next Space would give way; nor does it take it out of a note that is being written as it comes."""
    case = meet(qtbot, desk, caseload, ME)
    conflict, reason = desk.detail.conflict, desk.detail.request.answers._lines[0]._reason
    reason.setFocus()
    caseload.touch(case, ME)
    desk.detail.follow()
    qtbot.waitUntil(lambda: conflict._now is not None and conflict._now.row.version == caseload.row(case).version)
    reason = desk.detail.request.answers._lines[0]._reason
    assert reason.hasFocus()
    qtbot.keyClicks(reason, " bis")
    assert conflict.isVisible()
    desk.detail.leave()
    desk.detail.write_note()
    caseload.touch(case, ME)
    desk.detail.request.answers.send()
    qtbot.waitUntil(conflict.isVisible)
    assert desk.detail.story.notes.text.hasFocus()


def test_drawn_anew_it_goes_from_what_the_agent_saw(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Whoever acted first is named still, and what they changed is not taken for what was there before."""
    case = meet(qtbot, desk, caseload, "d.demo")
    conflict = desk.detail.conflict
    caseload.touch(case, ME)
    desk.detail.follow()
    qtbot.waitUntil(lambda: conflict._now is not None and conflict._now.row.version == caseload.row(case).version)
    assert "d.demo" in conflict.text


def test_giving_way_forgets_what_was_written_for_it_alone(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Not the answer, where what met is a case that was given back."""
    row = go_to(qtbot, desk, mine)
    desk.detail.request.answers._lines[0].put("refused", "illisible")
    desk.detail.request.answers._write()
    caseload.touch(row.case, ME)
    desk.detail.act(CaseAct.GIVE_BACK)
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    read = caseload.calls.count("case")
    desk.detail.conflict.theirs.click()
    qtbot.waitUntil(lambda: caseload.calls.count("case") > read)
    assert "illisible" in desk.detail.request.answers.draft()
    assert "illisible" in caseload.drafts[row.case, "answer"]


def both_changed(caseload: MemoryCaseload) -> tuple[CaseDetail, CaseDetail, Asked]:
    """Address and phone were decided by a colleague while they were by us: one of them otherwise, one the same way."""
    case = next(n for n, one in caseload.details.items() if "address phone" in one.row.about)
    before = replace(caseload.case(case), possible=frozenset(CaseAct))
    address, phone, *rest = before.changes
    now = replace(
        before,
        changes=(
            replace(address, decision=Decision.ACCEPTED),
            replace(phone, decision=Decision.ACCEPTED),
            *rest,
        ),
    )
    mine = (("address", Decision.REFUSED, "ancienne"), ("phone", Decision.REFUSED, "illisible"))
    return before, now, Asked(CaseAct.ANSWER, decisions=mine)


def test_each_field_is_chosen_by_keys_alone(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """Nothing is preset where both changed it; what is sent has each field from whom it was chosen."""
    before, now, asked = both_changed(caseload)
    conflict = CaseConflict()
    qtbot.addWidget(conflict)
    conflict.resize(700, 500)
    conflict.show_clash(before, now, asked, ME)
    with qtbot.waitActive(conflict):
        conflict.activateWindow()
    address, phone = (field for field in conflict.fields if field.key)
    assert (address.side, phone.side) == (None, None)
    assert not conflict.mine.isEnabled()
    assert "2 champs" in conflict.mine.toolTip()
    told: list[Asked] = []
    conflict.mine_chosen.connect(lambda asked, shown: told.append(asked) if shown is now else None)
    qtbot.waitUntil(lambda: address.first() is not None and address.first().hasFocus())  # type: ignore[union-attr]
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)
    qtbot.waitUntil(conflict.mine.isEnabled)
    assert (address.side, phone.side) == (Side.THEIRS, Side.MINE)
    conflict.mine.click()
    (sent,) = told
    assert sent.decisions == (("phone", Decision.REFUSED, "illisible"),)


def test_all_are_chosen_at_once(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """Everywhere mine, everywhere theirs; where the act can't be done, nothing of it can."""
    before, now, asked = both_changed(caseload)
    conflict = CaseConflict()
    qtbot.addWidget(conflict)
    conflict.show_clash(before, now, asked, ME)
    conflict.all_mine.click()
    assert {field.side for field in conflict.fields if field.key} == {Side.MINE}
    conflict.all_theirs.click()
    assert {field.side for field in conflict.fields if field.key} == {Side.THEIRS}
    with qtbot.waitSignal(conflict.theirs_chosen):
        conflict.mine.click()
    conflict.show_clash(before, replace(now, possible=frozenset()), asked, ME)
    conflict.all_mine.click()
    assert not conflict.mine.isEnabled()


def test_what_is_chosen_stays_chosen_where_it_is_drawn_anew(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """Each act of a colleague's draws it anew; what they changed once more is to be chosen again, and no other."""
    before, now, asked = both_changed(caseload)
    conflict = CaseConflict()
    qtbot.addWidget(conflict)
    conflict.show()
    conflict.show_clash(before, now, asked, ME)
    conflict.all_mine.click()
    address, phone, *rest = now.changes
    assert conflict.expect_again()
    conflict.meet(replace(now, changes=(address, replace(phone, decision=Decision.REFUSED, reason="autre"), *rest)), ME)
    assert {field.key: field.side for field in conflict.fields if field.key} == {
        "change:address": Side.MINE,
        "change:phone": None,
    }
