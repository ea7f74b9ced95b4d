"""One submission, opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Row
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.errors import StoreDamaged, UsageError
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages.detail import DetailPane
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice


@pytest.fixture
def pane(qtbot: QtBot, bridge: Bridge, office: MemoryOffice) -> DetailPane:
    """A pane on screen."""
    made = DetailPane(bridge, office)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    return made


def said(pane: QWidget) -> str:
    """All visible words, isolates left out."""
    words = "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())
    return words.replace("\u2068", "").replace("\u2069", "")


def of_kind(office: MemoryOffice, kind: str, stage: Stage = Stage.CLOSED) -> Row:
    """A row of this kind and stage."""
    return next(row for row in office.rows if row.kind == kind and row.stage is stage)


def test_nothing_chosen_says_what_to_do(pane: DetailPane) -> None:
    """An empty pane is no riddle."""
    assert "Choisissez une demande" in said(pane)


def test_a_chosen_row_is_opened_after_a_moment(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """Its form in French, its parts counted, its number and stage at the top."""
    row = of_kind(office, "certificate_request")
    pane.show_row(row)
    qtbot.waitUntil(lambda: "Personne concernée" in said(pane))
    assert f"Demande {row.seq} — Copie d’acte" in said(pane)
    assert pane._tabs.tabText(1) == f"Pièces {row.parts}"


def test_hurrying_through_the_list_opens_only_where_one_stays(
    qtbot: QtBot, pane: DetailPane, office: MemoryOffice
) -> None:
    """Opening is audited: rows passed by are not opened."""
    for row in office.rows[:20]:
        pane.show_row(row)
    qtbot.waitUntil(lambda: office.calls.count("detail") == 1)
    qtbot.waitUntil(lambda: pane.opened == office.rows[19].row)
    assert office.calls.count("detail") == 1


def test_the_same_row_is_not_opened_twice(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """Newer facts of a row that is open don't open it again."""
    row = of_kind(office, "contact_change")
    pane.show_row(row)
    qtbot.waitUntil(lambda: pane.opened == row.row)
    pane.show_row(row)
    pane.open_now()
    assert not pane._stay.isActive()
    assert office.calls.count("detail") == 1


def test_an_unverified_copy_has_its_warning(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """Quarantined: shown, with words that say not to act on it."""
    row = next(row for row in office.rows if row.stage is Stage.QUARANTINED)
    pane.show_row(row)
    qtbot.waitUntil(lambda: "Copie non vérifiée, en quarantaine" in said(pane))


@pytest.mark.parametrize("known", [False, True])
def test_without_the_key_it_says_why_calmly(
    qtbot: QtBot, pane: DetailPane, office: MemoryOffice, *, known: bool
) -> None:
    """The list stays; the contents are sealed, whole, and it can be tried again."""
    if known:
        office.state = Condition(OfficeState.SEALED)
    else:  # made here: an exception that outlives its test keeps the frames it went through, and the pane in them
        office.failures["detail"] = UsageError("sealed")
    pane.show_row(office.rows[0])
    qtbot.waitUntil(lambda: "Contenu scellé" in said(pane))
    assert any(b.text() == "Réessayer" and b.isVisible() for b in pane.findChildren(QPushButton))


def test_a_copy_that_does_not_open_is_said_with_its_code(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """A damaged store: what happened, what is safe, what to do, the code."""
    office.failures["detail"] = StoreDamaged("sealed")
    pane.show_row(office.rows[0])
    qtbot.waitUntil(lambda: "STO-011" in said(pane))


def test_a_hidden_pane_opens_nothing(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """What is chosen while it is hidden is opened when it shows."""
    pane.hide()
    pane.show_row(office.rows[0])
    pane.open_now()
    assert "detail" not in office.calls
    pane.show()
    qtbot.waitUntil(lambda: pane.opened == office.rows[0].row)


def test_the_neighbours_can_be_asked_for(qtbot: QtBot, pane: DetailPane, office: MemoryOffice) -> None:
    """Previous and next follow the list."""
    pane.show_row(office.rows[0])
    steps: list[int] = []
    pane.step_asked.connect(steps.append)
    for text in ("Suivante", "Précédente"):
        next(b for b in pane.findChildren(QPushButton) if b.text() == text).click()
    assert steps == [1, -1]


def test_what_would_never_become_a_case_is_retained_by_a_persons_word(
    qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload
) -> None:
    """Asked why, never by a dialog; then its number is said, and nothing is offered any more."""
    office = MemoryOffice(40, caseload=caseload)
    pane = DetailPane(bridge, office)
    qtbot.addWidget(pane)
    pane.show()
    row = next(row for row in office.rows if row.stage is Stage.FOREIGN)
    pane.show_row(row)
    qtbot.waitUntil(lambda: "une personne en décide" in said(pane))
    act = next(button for button in pane.findChildren(QPushButton) if button.text() == "Retenir…")
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    assert ("sans nom de personne" in said(pane), act.isVisible()) == (True, False)
    assert pane.leave(), "Escape leaves it from anywhere in the pane"
    assert not pane.leave()
    assert (pane._prompt.isVisible(), act.isVisible()) == (False, True)
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    caseload.failures["retain"] = UsageError("retain-comes")
    qtbot.keyClicks(pane.focusWidget(), "EXEMPLE de motif")
    qtbot.mouseClick(pane._prompt.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Il est à nous, ou en chemin" in said(pane))
    caseload.failures.clear()
    assert pane._prompt.isVisible(), "what was typed stays"
    qtbot.mouseClick(pane._prompt.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"C’est la demande DL-2026-{row.row:06}" in said(pane).replace("\u00a0", " "))
    assert (caseload.reasons, act.isVisible(), pane._prompt.isVisible()) == (["EXEMPLE de motif"], False, False)


def test_who_may_not_take_in_is_offered_nothing(qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload) -> None:
    """Nor is a question left open over another row."""
    caseload.authority = Authority("EXEMPLE", frozenset({TeamRole.DPO}))
    office = MemoryOffice(40, caseload=caseload)
    pane = DetailPane(bridge, office)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_row(next(row for row in office.rows if row.stage is Stage.FOREIGN))
    qtbot.waitUntil(lambda: "une personne en décide" in said(pane))
    assert "Retenir…" not in {button.text() for button in pane.findChildren(QPushButton)}
