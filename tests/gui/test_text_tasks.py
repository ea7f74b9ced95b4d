"""What was done to cases, counted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.case_acts import Asked, CaseKey, Failed, Outcome
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.tasks import Tasks
from backoffice_gui.gui.text_tasks import Told
from tests.support.invented_cases import case_row
from tests.support.office import NOW


@pytest.mark.parametrize("act", list(CaseAct))
def test_each_act_is_said_for_one_and_for_many(qapp: object, act: CaseAct) -> None:
    """Two sentences, the second with its number grouped."""
    told = Told()
    assert told.done(act, 1).endswith(".")
    assert "1\u202f200" in told.done(act, 1_200)


def test_a_tasks_end_names_what_was_done_and_what_not(qapp: QApplication) -> None:
    """Done, failed, stopped; nothing where nothing was."""
    rows = tuple(case_row(n, NOW) for n in (1, 2, 3))
    task = Tasks(qapp).begin(Asked(CaseAct.TAKE), rows)
    assert Told().ended(task) == ""
    task.end(Outcome((CaseKey(1, 2), CaseKey(2, 2)), (Failed(3, "case-changed"),), cancelled=True))
    assert Told().ended(task).startswith("2 demandes prises. 1 échec. Arrêté")
    task.end(Outcome(()))
    assert Told().ended(task) == "Rien n’a été fait."
    task.end(Outcome((CaseKey(1, 2),), (), cancelled=True, waiting=(CaseKey(2, 2),)))
    stopped = Told().stopped(task).replace("\u00a0", " ")
    assert "Demande prise." in stopped
    assert "1 modification gardée" in stopped
    assert stopped.endswith("Les autres sont inchangées.")
    task.end(Outcome((CaseKey(1, 2), CaseKey(3, 2)), (), cancelled=True, waiting=(CaseKey(2, 2),)))
    assert Told().stopped(task).startswith("2 demandes prises. 1 modification gardée")
    assert "inchangées" not in Told().stopped(task)
    assert Told().tasks(0) == "Tâches"
    assert Told().tasks(1) == "1 tâche en cours"
    assert Told().undone(3) == "Action annulée pour 3 demandes."
    assert Told().retry(2) == "Réessayer pour 2 demandes"
