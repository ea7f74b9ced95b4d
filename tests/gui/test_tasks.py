"""Long work for many cases."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.case_acts import Asked, CaseKey, Failed, Outcome
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.tasks import Task, Tasks
from tests.support.invented_cases import case_row
from tests.support.office import NOW


@pytest.fixture
def tasks(qapp: QApplication) -> Tasks:
    """No task yet."""
    return Tasks(qapp)


def begun(tasks: Tasks, many: int) -> Task:
    """A task for so many cases."""
    return tasks.begin(Asked(CaseAct.TAKE), tuple(case_row(n, NOW) for n in range(1, many + 1)))


def test_progress_is_told_by_the_percent(tasks: Tasks) -> None:
    """A thousand cases are a hundred words, however fast they go."""
    task = begun(tasks, 1_000)
    heard: list[int] = []
    task.changed.connect(lambda: heard.append(task.done))
    for done in range(1, 1_001):
        task.progress(done)
    QApplication.processEvents()
    assert len(heard) <= 101
    assert heard[-1] == 1_000


def test_an_end_is_an_end(tasks: Tasks) -> None:
    """What came of it, and nothing late after it."""
    task = begun(tasks, 3)
    assert (task.running, tasks.running) == (True, 1)
    task.progress(1)
    task.end(Outcome((CaseKey(1, 2),), (Failed(2, "case-changed"),)))
    QApplication.processEvents()
    assert (task.running, task.done, tasks.running) == (False, 2, 0)
    assert [one.case for one in task.failed] == [2]
    other = begun(tasks, 1)
    other.end(None, Failure("STO-010"))
    assert not other.running
    assert other.failed == ()
    assert tasks.all == [other, task]


def test_all_can_be_stopped(tasks: Tasks) -> None:
    """Each is told; what has ended is left."""
    one, two = begun(tasks, 1), begun(tasks, 1)
    one.end(Outcome(()))
    tasks.cancel_all()
    assert two.cancelled()
    assert not one.cancelled()
