"""One case, opened."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, CaseKind, CaseState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.drafts import Drafts
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.keymap import Keymap
from backoffice_gui.gui.pages.case_detail import CaseDetailPane
from backoffice_gui.gui.preferences import Preferences
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME


class Shown:
    """The pane, and what it told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload, keys: Keymap) -> None:
        self.qtbot, self.bridge, self.caseload = qtbot, bridge, caseload
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.drafts = Drafts(bridge, caseload, self.parent)
        today = date(2026, 11, 23)
        self.pane = CaseDetailPane(
            bridge, caseload, self.drafts, today=lambda: today, keys=keys.first, parent=self.parent
        )
        self.pane.know(ME, lambda: ("d.demo", ME))
        self.pane.resize(500, 700)
        self.parent.resize(500, 700)
        self.parent.show()
        self.acted: list[tuple[CaseAct, str]] = []
        self.pane.acted.connect(lambda act, words: self.acted.append((act, words)))

    def answered(self) -> None:
        """Ask something else, and wait for the answer."""
        got: list[str] = []
        self.bridge.ask(Query(self.parent, self.caseload.me, got.append, lambda _: None))
        self.qtbot.waitUntil(lambda: bool(got))

    def open(self, state: CaseState, kind: CaseKind = CaseKind.CONTACT) -> int:
        """Open a case of ours in this state."""
        case = next(
            n for n, one in self.caseload.details.items()
            if one.row.state is state and one.row.kind is kind and one.row.agent in {"", ME}
        )  # fmt: skip
        self.pane.show_row(self.caseload.row(case))
        self.pane.open_now()
        self.qtbot.waitUntil(lambda: self.pane.detail is not None and self.pane.detail.row.case == case)
        return case


@pytest.fixture
def shown(qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload, preferences: Preferences) -> Shown:
    """An empty pane."""
    return Shown(qtbot, bridge, caseload, Keymap(preferences))


def test_nothing_chosen_says_what_to_do(shown: Shown) -> None:
    """Calm words, no head, no act."""
    assert "Choisissez une demande" in shown.pane._empty.text
    shown.pane.act(CaseAct.TAKE)
    shown.pane.write_note()
    shown.pane.see_pieces()
    shown.pane.send()
    assert shown.acted == []
    assert not shown.pane.leave()


def test_an_act_without_a_question_is_told_at_once(shown: Shown) -> None:
    """Taking asks nothing."""
    shown.open(CaseState.NEW)
    shown.pane.act(CaseAct.TAKE)
    assert shown.acted == [(CaseAct.TAKE, "")]


def test_a_reason_is_asked_in_the_pane_and_kept_as_a_draft(shown: Shown) -> None:
    """Leaving keeps what was typed; coming back shows it."""
    shown.open(CaseState.TAKEN)
    shown.pane.act(CaseAct.ASK_PIECE)
    assert shown.pane.prompt.isVisible()
    shown.qtbot.keyClicks(shown.pane.prompt._text, "photo")
    assert shown.pane.leave()
    shown.pane.act(CaseAct.ASK_PIECE)
    assert shown.pane.prompt._text.text() == "photo"
    shown.pane.prompt.go.click()
    assert shown.acted == [(CaseAct.ASK_PIECE, "photo")]
    shown.drafts.flush()


def test_sending_in_a_question_answers_that_one(shown: Shown) -> None:
    """Not the answer that is written beside it, which may be complete."""
    shown.open(CaseState.TAKEN)
    shown.parent.activateWindow()
    sent: list[object] = []
    shown.pane.answered.connect(sent.append)
    for line in shown.pane.request.answers._lines:
        line.put("accepted", "")
    shown.pane.act(CaseAct.ASK_PIECE)
    shown.qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.pane.prompt._text)
    shown.qtbot.keyClicks(shown.pane.prompt._text, "photo")
    shown.pane.send()
    assert (shown.acted, sent) == ([(CaseAct.ASK_PIECE, "photo")], [])
    shown.drafts.flush()


def test_whom_to_assign_to_is_offered(shown: Shown) -> None:
    """Those known by now, oneself last."""
    shown.open(CaseState.TAKEN)
    shown.pane.act(CaseAct.ASSIGN)
    offered = shown.pane.prompt._agents
    assert [offered.itemText(n) for n in range(offered.count())] == ["d.demo", ME]


def test_drafts_of_an_earlier_life_are_there_again(shown: Shown) -> None:
    """Note and answer, as they were when the program ended."""
    case = next(n for n, one in shown.caseload.details.items() if one.row.state is CaseState.TAKEN and one.row.agent == ME
                and one.row.about == "phone")  # fmt: skip
    shown.caseload.drafts = {(case, "note"): "À rappeler", (case, "answer"): '{"phone": ["refused", "faux numéro"]}'}
    shown.pane.show_row(shown.caseload.row(case))
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None)
    assert shown.pane.story.notes.text.toPlainText() == "À rappeler"
    assert shown.pane.request.answers.draft() == '{"phone": ["refused", "faux numéro"]}'


def test_a_case_that_cannot_be_opened_says_why(shown: Shown) -> None:
    """With a second try."""
    shown.caseload.failures["case"] = StoreBusy("locked")
    shown.pane.show_row(shown.caseload.row(1))
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: "STO-010" in shown.pane._empty.text)
    del shown.caseload.failures["case"]
    shown.pane._empty.acted.emit()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None)


def test_a_refusal_is_said_in_the_pane_and_closed(shown: Shown) -> None:
    """Never a dialog."""
    shown.open(CaseState.TAKEN)
    shown.pane.refuse(Failure("USE-001", "reason-needed"))
    assert "Il manque un motif" in shown.pane.said.text
    shown.pane.said.acted.emit()
    assert not shown.pane.said.isVisible()


def test_answering_leads_to_the_first_line(shown: Shown) -> None:
    """Wherever one was in the pane."""
    shown.open(CaseState.TAKEN)
    shown.parent.activateWindow()
    shown.pane.write_note()
    shown.pane.act(CaseAct.ANSWER)
    assert shown.pane.tabs.currentIndex() == 0
    shown.qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.pane.request.answers._lines[0].first())


def test_pieces_are_gone_through_by_one_key(shown: Shown) -> None:
    """First to the page, then from piece to piece."""
    case = next(n for n, one in shown.caseload.details.items() if one.row.parts == 2)
    shown.pane.show_row(shown.caseload.row(case))
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None)
    shown.pane.see_pieces()
    assert shown.pane.tabs.currentIndex() == 1
    assert shown.pane.pieces.list.table.currentIndex().row() == 0
    shown.pane.see_pieces()
    assert shown.pane.pieces.list.table.currentIndex().row() == 1
    shown.pane.see_pieces(-1)
    assert shown.pane.pieces.list.table.currentIndex().row() == 0


def test_asked_for_before_the_case_is_here_it_opens_on_its_pieces(shown: Shown) -> None:
    """A quick hand is not made to strike twice; the next case opens on its request again."""
    first, second = [n for n, one in shown.caseload.details.items() if one.row.parts == 2][:2]
    shown.pane.show_row(shown.caseload.row(first))
    shown.pane.see_pieces()
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None)
    assert shown.pane.tabs.currentIndex() == 1
    shown.pane.show_row(shown.caseload.row(second))
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None)
    assert shown.pane.tabs.currentIndex() == 0
    assert shown.pane.tabs.tabText(1) == "Pièces 2"


def test_the_open_case_chosen_again_stays_as_it_is(shown: Shown) -> None:
    """A list that is read anew chooses its row again: what can be done is no less; a colleague's change is read."""
    case = shown.open(CaseState.NEW)
    take = shown.pane.head.main[0]
    assert take.isEnabled()
    shown.pane.show_row(shown.caseload.row(case))
    assert take.isEnabled()
    shown.caseload.touch(case)
    shown.pane.show_row(shown.caseload.row(case))
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None and shown.pane.detail.row.agent == "d.demo")


def test_what_was_to_be_read_again_while_it_was_hidden_is_read_when_it_is_shown(shown: Shown) -> None:
    """Whoever went to another page as his act was being done comes back to the case as it is, not as it was."""
    case = shown.open(CaseState.NEW)
    shown.pane.hide()
    shown.caseload.touch(case)
    shown.pane.reload()
    shown.pane.show()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None and shown.pane.detail.row.agent == "d.demo")


def test_what_is_covered_is_read_again_when_it_is_asked_for(shown: Shown) -> None:
    """A reading is noted, and takes the news away: not of a case that lies under its cover."""
    case = shown.open(CaseState.NEW)
    shown.pane.covering.turn(True)
    assert shown.pane.covering.covered
    shown.caseload.touch(case)
    read = shown.caseload.calls.count("case")
    shown.pane.follow()
    shown.pane.hide()
    shown.pane.show()
    for _ in range(2):  # whatever else is to be read is read with these
        shown.answered()
    assert shown.caseload.calls.count("case") == read
    shown.pane.open_now()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None and shown.pane.detail.row.agent == "d.demo")


def test_a_case_that_could_not_be_read_again_can_be_asked_for(shown: Shown) -> None:
    """By the button that says so."""
    case = shown.open(CaseState.NEW)
    shown.caseload.touch(case)
    shown.caseload.failures = {"case": StoreBusy("contended")}
    shown.pane.reload()
    shown.qtbot.waitUntil(lambda: "STO-010" in shown.pane._empty.text)
    shown.caseload.failures = {}
    shown.pane._empty.acted.emit()
    shown.qtbot.waitUntil(lambda: shown.pane.detail is not None and shown.pane.detail.row.agent == "d.demo")


def test_the_same_case_chosen_again_keeps_what_met_there(shown: Shown) -> None:
    """Between the refused act and the reading that shows why, and once it is shown: else nothing at all is said."""
    case = shown.open(CaseState.NEW)
    before = shown.pane.detail
    assert before is not None
    shown.caseload.touch(case, ME)
    shown.pane.clash(Asked(CaseAct.TAKE), before)
    shown.pane.show_row(shown.caseload.row(case))
    shown.qtbot.waitUntil(shown.pane.conflict.isVisible)
    shown.pane.show_row(shown.caseload.row(case))
    assert shown.pane.conflict.isVisible()
    shown.pane.show_row(shown.caseload.row(case + 1))
    assert not shown.pane.conflict.isVisible()
