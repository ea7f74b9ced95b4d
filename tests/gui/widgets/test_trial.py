"""A trial of this workstation."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.domain.post import PostCheck
from backoffice_gui.gui.widgets.trial import Trial


def test_only_the_checks_that_are_wanted_are_told(qtbot: QtBot) -> None:
    """And counted; the button waits until they came."""
    trial = Trial(only=("disk", "front_end"))
    qtbot.addWidget(trial)
    with qtbot.waitSignal(trial.asked):
        trial.begin()
    assert not trial.button.isEnabled()
    checks = (PostCheck("disk", "ok"), PostCheck("store", "failed", "", "STO-002"), PostCheck("front_end", "ok"))
    with qtbot.waitSignal(trial.ended) as ended:
        trial.show_checks(checks)
    assert ended.args == [0]
    model = trial.table.model()
    assert model is not None
    assert model.rowCount() == 2
    assert trial.button.isEnabled()
    assert "Rien n’empêche la relève." in trial.text
