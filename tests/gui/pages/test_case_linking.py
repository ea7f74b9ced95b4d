"""*Rattacher* asks before anything is one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import Proposal
from backoffice_gui.gui.pages.case_linking import CaseLinking
from tests.support.caseload import MemoryCaseload

PERSON = Proposal(None, 7, "EXEMPLE\u202e Démo", 92, "same_person", ("same_names=92", "other_birth"))
REQUEST = Proposal(3, None, "DEMO-2026-000003 EXEMPLE", 100, "duplicate", ("same_wish",))


def linking(qtbot: QtBot) -> CaseLinking:
    """In a pane of its own."""
    pane = QWidget()
    qtbot.addWidget(pane)
    made = CaseLinking(pane)
    body = QVBoxLayout(pane)
    body.addWidget(made.question)
    body.addWidget(made.number)
    pane.show()
    return made


def test_the_question_says_what_becomes_one_and_why(qtbot: QtBot) -> None:
    """Reasons for and against; the name made safe; a request is not merged."""
    made = linking(qtbot)
    made.ask(PERSON)
    assert "autre naissance" in made.question.text
    assert "gardent tout" in made.question.text
    assert "⟨U+202E⟩" in made.question.text
    with qtbot.waitSignal(made.accepted) as told:
        made.question.go.click()
    assert told.args == [PERSON]
    made.ask(REQUEST)
    assert "Rien n’est fusionné" in made.question.text
    assert made.leave()
    assert not made.leave()


def test_a_number_is_asked_for_where_nothing_is_proposed(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """In other words where the case names nobody."""
    made = linking(qtbot)
    detail = caseload.case(1)
    made.ask_number(replace(detail, person=None))
    assert "ne nomme personne" in made.number.accessibleName()
    made.ask_number(detail)
    assert "Rien n’est proposé" in made.number.accessibleName()
    made.number._text.setText(" DEMO-2026-000003 ")
    with qtbot.waitSignal(made.linked) as told:
        made.number.go.click()
    assert told.args == ["DEMO-2026-000003"]
