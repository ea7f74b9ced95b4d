"""What resembles a case, whom it is about, and every field as declared."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import Badge, CaseKind
from backoffice_gui.gui.pages.case_request import CaseRequest
from backoffice_gui.gui.pages.members import Members
from tests.support.caseload import MemoryCaseload


def words(page: CaseRequest) -> str:
    """All visible words."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_person_fields_and_warnings_are_shown(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """As declared, isolated, with the warning beside the field."""
    page = CaseRequest()
    qtbot.addWidget(page)
    page.resize(500, 900)
    page.show()
    case = next(n for n, one in caseload.details.items() if one.row.kind is CaseKind.CERTIFICATE)
    page.show_detail(caseload.case(case), "Ctrl+Entrée")
    qtbot.waitUntil(lambda: "Personne rattachée" in words(page))
    for said in ("Actes demandés", "??/??/1985", "date incomplète", "Adresse d’envoi", "12 RUE DE L'EXEMPLE"):
        assert said in words(page)


def test_what_resembles_says_why_and_leads_there(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """Score and reasons; the button shows the other case."""
    page = CaseRequest()
    qtbot.addWidget(page)
    page.show()
    case = next(n for n, one in caseload.details.items() if one.row.badges & Badge.DUPLICATE and n > 8)
    page.show_detail(caseload.case(case), "")
    qtbot.waitUntil(lambda: "mêmes noms (100\u00a0%)" in words(page))
    see = next(button for button in page.findChildren(QPushButton) if button.text() == "Voir")
    with qtbot.waitSignal(page.case_asked) as told:
        see.click()
    assert told.args == [case - 7]
    dismiss = next(button for button in page.findChildren(QPushButton) if button.text() == "Écarter")
    with qtbot.waitSignal(page.dismissed) as said:
        dismiss.click()
    assert said.args[0].case == case - 7


def test_a_form_that_could_not_be_read_is_shown_raw(qtbot: QtBot, caseload: MemoryCaseload) -> None:
    """With the note that says so, and nothing to answer; the next case takes its place."""
    page = CaseRequest()
    qtbot.addWidget(page)
    page.show()
    unread = next(n for n, one in caseload.details.items() if one.row.kind is CaseKind.UNREAD)
    page.show_detail(caseload.case(unread), "")
    assert not page.answers.isVisible()
    assert any(isinstance(made, Members) for made in page._made)
    page.show_detail(caseload.case(1), "")
    assert not any(isinstance(made, Members) for made in page._made)
