"""The tasks of the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.tasks import Task, Tasks
from backoffice_gui.gui.widgets.table import Table
from backoffice_gui.gui.widgets.task_drawer import TaskDrawer
from tests.support.invented_cases import case_row
from tests.support.office import NOW


class Shown:
    """A drawer with one task."""

    def __init__(self, qtbot: QtBot) -> None:
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.tasks = Tasks(self.parent)
        self.drawer = TaskDrawer(self.tasks, self.parent)
        self.drawer.show()
        self.parent.show()
        self.task = self.tasks.begin(Asked(CaseAct.TAKE), tuple(case_row(n, NOW) for n in range(1, 11)))
        self.card = self.drawer._cards[0]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """On screen."""
    return Shown(qtbot)


def test_how_far_it_is_and_how_to_stop_it(shown: Shown) -> None:
    """A bar with words while it goes on; stopping is asked once."""
    shown.task.progress(4)
    QApplication.processEvents()
    assert shown.card._bar.value() == 4
    assert shown.card.stop.isVisible()
    shown.card.stop.click()
    assert shown.task.cancelled()
    assert not shown.card.stop.isEnabled()
    assert not shown.card.retry.isVisible()


def test_every_case_has_its_result_and_failures_a_second_try(qtbot: QtBot, shown: Shown) -> None:
    """Failures first, in words; what was done can be undone."""
    done = tuple(CaseKey(n, 2) for n in range(1, 9))
    failed = (Failed(9, "case-changed"), Failed(10, "case-not-yours"))
    shown.task.end(Outcome(done, failed, Undo((1, 2))))
    assert not shown.card._bar.isVisible()
    assert "8 demandes prises. 2 échecs." in shown.card._result.text()
    shown.card.each.setChecked(True)
    model = shown.card.findChildren(Table)[0].model()
    assert model.rowCount() == 10
    assert model.index(0, 1).data() == "modifiée entre-temps"
    again: list[Task] = []
    back: list[Task] = []
    shown.drawer.retried.connect(again.append)
    shown.drawer.undone.connect(back.append)
    shown.card.retry.click()
    shown.card.undo.click()
    assert again == back == [shown.task]
    shown.card.each.setChecked(False)
    assert not shown.card.findChildren(Table)[0].isVisible()


def test_a_task_that_failed_as_a_whole_says_why(shown: Shown) -> None:
    """The sentence of its failure; only so many tasks are kept on screen."""
    shown.task.end(None, Failure("STO-010"))
    assert "STO-010" in shown.card._result.text()
    for _ in range(25):
        shown.tasks.begin(Asked(CaseAct.TAKE), ()).end(Outcome(()))
    assert len(shown.drawer._cards) == 20


def test_exports_stand_among_the_tasks(qtbot: QtBot) -> None:
    """The newest on top; only so many are kept."""
    parent = QWidget()
    qtbot.addWidget(parent)
    tasks = Tasks(parent)
    drawer = TaskDrawer(tasks, parent)
    for n in range(22):
        tasks.begin_export(f"Export {n}", Path("demandes.ods"), 3)
    assert [card.accessibleName() for card in drawer._exports[:2]] == ["Export 21", "Export 20"]
    assert len(drawer._exports) == 20
    assert tasks.running == 22
