"""Welcome, copies, trial."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.post import Setting
from backoffice_gui.gui.pages.setup_steps import CopiesStep, TrialStep, WelcomeStep
from backoffice_gui.gui.pages.window_form import WindowForm
from tests.support.office import a_post


def test_welcome_says_what_is_needed_and_how_the_window_looks(qtbot: QtBot) -> None:
    """The same choices as in the menus."""
    own = WindowForm({}, (), 100)
    step = WelcomeStep(own)
    qtbot.addWidget(step)
    step.show()
    assert own.zoom.isVisible()
    assert any("code de secours" in label.text() for label in step.findChildren(QLabel))


def test_copies_keep_what_was_typed_and_what_is_fixed(qtbot: QtBot) -> None:
    """Only what changed is handed on; the policy's folder has its padlock."""
    step = CopiesStep()
    qtbot.addWidget(step)
    step.show()
    settings = (Setting("store.mirror", "/miroir", fixed=True), Setting("backup.folder", "/une", fixed=False))
    post = replace(a_post(), settings=settings)
    step.show_post(post)
    assert "policy.toml" in step.rows["store.mirror"].lock.text
    with qtbot.waitSignal(step.settled) as asked:
        step.go_on()
    assert asked.args == [{}]
    step.rows["backup.folder"].edit.setText("/autre")
    step.show_post(post)
    with qtbot.waitSignal(step.settled) as asked:
        step.go_on()
    assert asked.args == [{"backup.folder": "/autre"}]


def test_work_begins_whatever_the_trial_says(qtbot: QtBot) -> None:
    """What waits on the site does not wait for us."""
    step = TrialStep()
    qtbot.addWidget(step)
    with qtbot.waitSignal(step.begun):
        step.begin.click()
