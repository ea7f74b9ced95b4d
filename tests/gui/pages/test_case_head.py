"""The head of an opened case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import Badge as CaseBadge
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.gui.keymap import Keymap
from backoffice_gui.gui.pages.case_head import CaseHead
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.badge import Badge
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME

TODAY = date(2026, 11, 23)


@pytest.fixture
def head(qtbot: QtBot, preferences: Preferences) -> CaseHead:
    """A head on screen."""
    made = CaseHead(lambda: TODAY, Keymap(preferences).first)
    qtbot.addWidget(made)
    made.resize(480, 200)
    made.show()
    return made


def badges(head: CaseHead) -> list[str]:
    """The words on grounds."""
    shown = (head._badges.itemAt(n) for n in range(head._badges.count()))
    return [widget.text() for item in shown if item is not None and isinstance(widget := item.widget(), Badge)]


def test_state_deadlines_and_every_badge_are_shown(head: CaseHead, caseload: MemoryCaseload) -> None:
    """The acknowledgement owed to the person has a clock of its own."""
    detail = caseload.case(1)
    row = replace(detail.row, state=CaseState.NEW, due_on=TODAY, badges=CaseBadge(0b11110))
    head.show_detail(replace(detail, row=row, receipt_due_on=date(2026, 11, 20)), ME)
    assert badges(head)[:3] == ["Nouvelle", "Échéance\u00a0: aujourd’hui", "Accusé de réception dû\u00a0: retard 1 j"]
    assert len(badges(head)) == 7
    head.show_row(replace(row, state=CaseState.CLOSED))
    assert not any("Échéance" in word for word in badges(head))


def test_buttons_name_their_key_and_say_why_not(head: CaseHead, caseload: MemoryCaseload) -> None:
    """Greyed in its place, the reason in tooltip and description."""
    case = next(n for n, one in caseload.details.items() if one.row.state is CaseState.NEW)
    head.show_detail(caseload.case(case), ME)
    assert [button.text() for button in head.main] == ["Prendre  A", "Terminer  E", "Demander une pièce  R"]
    assert [button.isEnabled() for button in head.main] == [True, False, False]
    assert "Nouvelle" in head.main[1].accessibleDescription()
    assert head.why_not(Key.FINISH) == head.main[1].accessibleDescription()
    taken = caseload.case(case)
    head.show_detail(replace(taken, row=replace(taken.row, state=CaseState.TAKEN, agent="<img src='x'>")), ME)
    assert "&lt;img" in head.main[1].toolTip()
    head.show_detail(taken, ME)
    told: list[CaseAct] = []
    head.acted.connect(told.append)
    assert head.press(Key.TAKE)
    assert not head.press(Key.FINISH)
    assert told == [CaseAct.TAKE]


def test_the_others_are_in_a_menu(head: CaseHead, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is possible acts, the rest is greyed with its reason."""
    case = next(n for n, one in caseload.details.items() if one.row.state is CaseState.TAKEN and one.row.agent == ME)
    head.show_detail(caseload.case(case), ME)
    told: list[CaseAct] = []
    head.acted.connect(told.append)
    entries = {action.text().partition("\t")[0]: action for action in head._menu.actions()}
    assert not entries["Attribuer"].isEnabled()
    assert "responsables" in entries["Attribuer"].toolTip()
    entries["Rendre"].trigger()
    assert told == [CaseAct.GIVE_BACK]
    popped: list[object] = []
    monkeypatch.setattr(head._menu, "popup", popped.append)  # the platform without a screen has no menus
    head.open_others()
    assert len(popped) == 1


def test_the_position_bounds_the_steps(qtbot: QtBot, head: CaseHead) -> None:
    """3/12 with both ways open; at the ends one is closed."""
    head.show_position(3, 1_200)
    assert head._place.text() == "3/1\u202f200"
    head.show_position(1, 1)
    assert not head.previous.isEnabled()
    assert not head.next.isEnabled()
    head.show_position(0, 0)
    assert head._place.text() == ""
    steps: list[int] = []
    head.step_asked.connect(steps.append)
    head.show_position(2, 3)
    head.previous.click()
    head.next.click()
    assert steps == [-1, 1]


def test_what_the_list_says_of_it_since_is_shown(head: CaseHead, caseload: MemoryCaseload) -> None:
    """Badges that come and go without a new version, beside both deadlines; another case's, or a later one's, are not."""
    detail = caseload.details[1]
    row = replace(detail.row, state=CaseState.NEW, due_on=TODAY, badges=CaseBadge.NONE)
    head.show_detail(replace(detail, row=row, receipt_due_on=TODAY), ME)
    before = badges(head)
    said = replace(row, badges=CaseBadge.PIECE_REFUSED)
    head.follow(replace(said, version=row.version + 1))
    head.follow(replace(said, case=row.case + 1))
    assert badges(head) == before
    head.follow(said)
    assert badges(head) == [*before, "Pièce illisible"]
