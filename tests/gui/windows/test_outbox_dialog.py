"""*En attente*: what waits, and what is left to do about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import Answer, CaseAct
from backoffice_gui.domain.outbox import Act, Fate, Line, Looked, Marked, Noted, Pending
from backoffice_gui.gui.windows.outbox_dialog import OutboxDialog
from tests.support.office import NOW

WAITING = Pending("aa", 1, "DEMO-2026-000001", Act(Asked(CaseAct.TAKE)), 1, 2, NOW)
CLASHED = Pending("bb", 2, "DEMO-2026-000002", Act(Asked(CaseAct.ANSWER)), 1, 2, NOW, Fate.CLASHED)
SEVERAL = Pending("cc", 0, "", Marked(Mark.RECEIPT), 1, 2, NOW)
LOOKED = Pending("dd", 1, "DEMO-2026-000001", Looked(), 1, 1, NOW)
AWAY = Line(reachable=False, since=NOW, waiting=2, clashed=1)


def shown(qtbot: QtBot) -> OutboxDialog:
    """With three that wait, and one that is not to be seen."""
    dialog = OutboxDialog()
    qtbot.addWidget(dialog)
    dialog.show_pending((WAITING, CLASHED, SEVERAL, LOOKED), AWAY)
    dialog.show()
    return dialog


def test_what_when_and_which_case_are_listed(qtbot: QtBot) -> None:
    """A look is no change; that the server is away, and that all is kept, stands above."""
    dialog = shown(qtbot)
    model = dialog._model
    assert model.rowCount() == 3
    assert [model.index(0, column).data() for column in range(4)] == [
        "Prendre", "En attente du serveur", "DEMO-2026-000001", "23/11/2026 10:00",
    ]  # fmt: skip
    assert dialog._heading.text() == "2 modifications en attente, 1 à trancher"
    assert f"{dialog._heading.text()}." in dialog._said.text()
    assert "chiffré" in dialog._said.text()
    with qtbot.waitSignal(dialog.retried):
        dialog.retry.click()
    dialog.show_pending((), Line())
    assert dialog._heading.text() == "Rien n’attend"
    assert not dialog.retry.isVisible()
    assert not dialog.discard.isVisible()


@pytest.mark.parametrize("zoom", [1, 2])
def test_where_it_stands_is_seen_without_scrolling(qtbot: QtBot, zoom: int) -> None:
    """Also with twice the text on a small screen: it is why one looks."""
    dialog = shown(qtbot)
    font = dialog.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    dialog.setFont(font)
    dialog.table.setFont(font)
    dialog.resize(800, 600)
    headers = [dialog._model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    cell = dialog._model.index(0, headers.index("Où elle en est"))
    qtbot.waitUntil(lambda: dialog.table.viewport().width() > 700)
    assert dialog.table.viewport().rect().contains(dialog.table.visualRect(cell))


def test_nothing_is_given_up_without_being_asked(qtbot: QtBot) -> None:
    """Escape leaves it; the row one is on stays while others go."""
    dialog = shown(qtbot)
    gone: list[str] = []
    dialog.discarded.connect(gone.append)
    dialog.table.selectRow(1)
    dialog.discard.click()
    assert "DEMO-2026-000002" in dialog.question.text
    qtbot.keyClick(dialog.question, Qt.Key.Key_Escape)
    assert not gone
    dialog.discard.click()
    dialog.question.go.click()
    assert gone == ["bb"]
    dialog.show_pending((CLASHED, SEVERAL), AWAY)
    assert dialog.table.currentIndex().row() == 0


def test_what_has_no_fields_is_done_all_the_same_or_given_up(qtbot: QtBot) -> None:
    """A mark that met another change: there is nothing to put beside it."""
    dialog = shown(qtbot)
    assert not dialog.redo.isVisible()
    dialog.show_pending((replace(SEVERAL, fate=Fate.CLASHED, case=3),), AWAY)
    told: list[str] = []
    dialog.redone.connect(told.append)
    assert dialog.settle.text() == "Voir la demande"
    dialog.redo.click()
    assert told == ["cc"]


def test_what_was_refused_can_be_read_copied_and_sent_again(qtbot: QtBot) -> None:
    """Its agent's words are nowhere else any more; what just waits shows none, and a discreet dialog neither."""
    dialog = shown(qtbot)
    assert (dialog.words.isVisible(), dialog.copy.isVisible()) == (False, False)
    refused = Asked(CaseAct.ANSWER, certificates=((1, Answer.NO_MATCH, "EXEMPLE de motif"), (2, Answer.ISSUED, "")))
    dialog.show_pending((replace(WAITING, change=Act(refused), fate=Fate.REFUSED, code="too-old"),), Line())
    assert "1. Aucun dossier correspondant — EXEMPLE de motif\n2. Délivré" in dialog.words.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "1. Aucun dossier correspondant — EXEMPLE de motif\n2. Délivré"
    told: list[str] = []
    dialog.redone.connect(told.append)
    assert dialog.redo.text() == "Envoyer de nouveau"
    dialog.redo.click()
    assert told == ["aa"]
    dialog.discreet = True
    dialog.show_pending((replace(WAITING, change=Noted("EXEMPLE de note"), fate=Fate.REFUSED),), Line())
    assert (dialog.words.isVisible(), dialog.copy.isVisible()) == (False, True)


def test_a_clash_is_settled_at_its_case(qtbot: QtBot) -> None:
    """One of several cases leads to none."""
    dialog = shown(qtbot)
    assert dialog.settle.text() == "Voir la demande"
    dialog.table.selectRow(2)
    assert not dialog.settle.isVisible()
    dialog.table.selectRow(1)
    assert dialog.settle.text() == "Trancher…"
    told: list[Pending] = []
    dialog.settled.connect(told.append)
    dialog.settle.click()
    assert told == [CLASHED]
    assert not dialog.isVisible()
