"""What is answered to each certificate, and to each contact detail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.cases import Answer, CaseAct, CaseState, Decision
from backoffice_gui.gui.pages.case_answers import AnswerCard, _Certificate, _Changed
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME


def taken(about: str) -> CaseDetail:
    """A case of ours about this."""
    caseload = MemoryCaseload(120)
    case = next(n for n, one in caseload.details.items() if one.row.about == about and one.row.badges)
    known = caseload.details[case]
    caseload.details[case] = replace(known, row=replace(known.row, state=CaseState.TAKEN, agent=ME))
    return caseload.case(case)


class Shown:
    """A card over a case, and what it told."""

    def __init__(self, qtbot: QtBot, detail: CaseDetail) -> None:
        self.card = AnswerCard()
        qtbot.addWidget(self.card)
        self.card.resize(460, 600)
        self.sent: list[Asked] = []
        self.written: list[str] = []
        self.card.sent.connect(self.sent.append)
        self.card.written.connect(self.written.append)
        self.detail = detail
        self.card.show_detail(detail, "Ctrl+Entrée")
        self.card.show()

    def certificates(self) -> list[_Certificate]:
        """The lines of certificates."""
        return [line for line in self.card._lines if isinstance(line, _Certificate)]

    def changes(self) -> list[_Changed]:
        """The lines of contact details."""
        return [line for line in self.card._lines if isinstance(line, _Changed)]


def test_tab_goes_through_the_answers_and_then_to_the_button(qtbot: QtBot) -> None:
    """Also once another case is shown: they are made anew, and what is made later would come last in the window."""
    shown = Shown(qtbot, taken("birth"))
    shown.card.show_detail(taken("birth marriage"), "Ctrl+Entrée")
    first, second = shown.certificates()
    stops = [first._answer, first._reason, second._answer, second._reason, shown.card.send_button]
    chain: list[QWidget] = [shown.card]
    while (following := chain[-1].nextInFocusChain()) not in {None, shown.card}:
        assert following is not None
        chain.append(following)
    assert [widget for widget in chain if widget in stops] == stops


def test_nothing_is_preset_and_what_is_missing_is_said(qtbot: QtBot) -> None:
    """Sending at once goes to the first line that lacks something."""
    shown = Shown(qtbot, taken("birth marriage"))
    shown.card.send()
    assert shown.sent == []
    assert "Il manque 2" in shown.card.trouble.text
    assert not shown.card.complete
    assert shown.card.draft() == ""


def test_each_certificate_has_its_answer_and_reason(qtbot: QtBot) -> None:
    """A remark where it helps, a reason where the law wants one."""
    shown = Shown(qtbot, taken("birth marriage"))
    first, second = shown.certificates()
    first._answer.setCurrentIndex(first._answer.findData(Answer.ISSUED))
    assert not first._reason.isVisible()
    second._answer.setCurrentIndex(second._answer.findData(Answer.NOT_ENTITLED))
    assert second._reason.isVisible()
    shown.card.send()
    assert shown.sent == []
    second._reason.setText(" sans  mandat ")
    shown.card.send()
    certificates = ((1, Answer.ISSUED, ""), (2, Answer.NOT_ENTITLED, "sans mandat"))
    assert shown.sent == [Asked(CaseAct.ANSWER, certificates=certificates)]


def test_before_and_after_stand_side_by_side(qtbot: QtBot) -> None:
    """With the cautions beside each field, and whether the old value is known here."""
    shown = Shown(qtbot, taken("address phone"))
    words = " ".join(label.text() for label in shown.card.findChildren(QLabel))
    for said in (
        "3 RUE DÉMO",
        "14 RUE DE L'EXEMPLE",
        "Avant (connu ici)",
        "Après",
        "ancienne adresse",
        "domiciliation",
    ):
        assert said in words


def test_each_field_is_accepted_or_refused_with_a_reason(qtbot: QtBot) -> None:
    """A refusal without its reason is not sent; the button says what was chosen."""
    shown = Shown(qtbot, taken("address phone"))
    address, phone = shown.changes()
    address._accept.click()
    assert address._accept.text() == "✓ Accepté"
    phone._refuse.click()
    shown.card.send()
    assert shown.sent == []
    phone._reason.setText("numéro partagé")
    shown.card.send()
    decisions = (("address", Decision.ACCEPTED, ""), ("phone", Decision.REFUSED, "numéro partagé"))
    assert shown.sent == [Asked(CaseAct.ANSWER, decisions=decisions)]
    phone._accept.click()
    assert not phone._reason.isVisible()


def test_a_draft_is_one_text_that_comes_back(qtbot: QtBot) -> None:
    """Written with each change, restored without telling; a broken one is no loss."""
    shown = Shown(qtbot, taken("address phone"))
    shown.changes()[1]._refuse.click()
    shown.changes()[1]._reason.setText("à voir")
    draft = shown.card.draft()
    assert shown.written
    other = Shown(qtbot, shown.detail)
    other.card.restore(draft)
    assert other.card.draft() == draft
    assert other.written == []
    for broken in ("{", "[]", '{"address": 3}', '{"address": ["odd", 1]}', ""):
        other.card.restore(broken)


def test_enter_goes_on_to_what_is_missing_or_sends(qtbot: QtBot) -> None:
    """From anywhere in the card."""
    shown = Shown(qtbot, taken("birth"))
    line = shown.certificates()[0]
    qtbot.keyClick(line._answer, "d")
    assert line._answer.currentData() is Answer.ISSUED
    qtbot.keyClick(line._answer, Qt.Key.Key_Return)
    assert [asked.act for asked in shown.sent] == [CaseAct.ANSWER]


def test_who_may_not_answer_sees_why(qtbot: QtBot) -> None:
    """What was asked is there, greyed; the way to it is named."""
    detail = taken("birth")
    shown = Shown(qtbot, replace(detail, possible=frozenset({CaseAct.TAKE})))
    assert not shown.card.send_button.isVisible()
    assert "Prenez la demande" in shown.card._why.text()
    done = replace(detail, possible=frozenset(), row=replace(detail.row, state=CaseState.CLOSED))
    assert "rouvrez" in Shown(qtbot, done).card._why.text()


@pytest.mark.parametrize("about", ["birth marriage", "address phone"])
def test_every_control_has_a_name(qtbot: QtBot, about: str) -> None:
    """Which certificate or field it is about."""
    shown = Shown(qtbot, taken(about))
    names = [button.accessibleName() for button in shown.card.findChildren(QPushButton) if "ccept" in button.text()]
    assert all("\u00a0: " in name for name in names)
    assert all(line.first().accessibleName() for line in shown.card._lines)


def test_what_one_had_begun_is_not_shown_as_the_answer_that_a_colleague_gave(qtbot: QtBot) -> None:
    """The card shows what was answered; the draft comes back where the case can be answered again."""
    detail = taken("phone")
    draft = Shown(qtbot, detail)
    draft.changes()[0].put("accepted", "")
    begun = draft.card.draft()
    refused = tuple(replace(each, decision=Decision.REFUSED, reason="illisible") for each in detail.changes)
    answered = replace(detail, row=replace(detail.row, state=CaseState.ANSWERED), changes=refused)
    shown = Shown(qtbot, answered)
    shown.card.restore(begun)
    assert shown.changes()[0].said() == ("refused", "illisible")
    shown.card.show_detail(detail, "Ctrl+Entrée")
    shown.card.restore(begun)
    assert shown.changes()[0].said() == ("accepted", "")
