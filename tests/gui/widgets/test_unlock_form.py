"""The ways in: keyring, passphrase, a first one, the recovery code; what is refused, and the wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.widgets.unlock_form import UnlockForm, Way


@pytest.fixture
def form(qtbot: QtBot) -> UnlockForm:
    """A form in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    made = UnlockForm(window)
    made.resize(600, 400)
    window.show()
    return made


def test_the_keyring_alone_asks_for_nothing(qtbot: QtBot, form: UnlockForm) -> None:
    """One button; while it opens, a second press does nothing."""
    assert not form.phrase.isVisible()
    with qtbot.waitSignal(form.unlock_asked) as asked:
        qtbot.keyClick(form.go, Qt.Key.Key_Return)
    assert asked.args == [""]
    assert not form.go.isEnabled()
    assert "Ouverture" in form.progress.text()
    form.refuse(Failure("KEY-001"))
    assert form.go.isEnabled()
    assert "KEY-001" in form.trouble.text


def test_a_wrong_passphrase_is_said_and_waited_for(qtbot: QtBot, form: UnlockForm) -> None:
    """Nothing typed is said at once; a wrong one clears the field; the wait is counted down, then over."""
    form.ask(Way.PHRASE)
    form.go.click()
    assert "Saisissez" in form.trouble.text
    form.phrase.setText("fausse phrase")
    with qtbot.waitSignal(form.unlock_asked) as asked:
        qtbot.keyClick(form.phrase, Qt.Key.Key_Return)
    assert asked.args == ["fausse phrase"]
    form.refuse(Failure("KEY-002", "passphrase-wrong", {"seconds": 2, "tries": 5}))
    assert form.phrase.text() == ""
    assert not form.go.isEnabled()
    assert "possible dans 2" in form.progress.text()
    form.phrase.setText("autre")
    with qtbot.assertNotEmitted(form.unlock_asked, wait=10):
        qtbot.keyClick(form.phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(form.go.isEnabled)
    assert form.progress.text() == ""
    form.wait(60)
    form.refuse(Failure("KEY-002", "wait", {"seconds": 0, "tries": 5}))
    assert form.go.isEnabled()


def test_the_recovery_code_is_a_way_of_its_own(qtbot: QtBot, form: UnlockForm) -> None:
    """Code and a new passphrase twice; the office's looks meanwhile don't take it away; back leads back."""
    form.ask(Way.PHRASE)
    form.other.click()
    assert [form.way] == [Way.CODE]
    form.ask(Way.PHRASE)
    assert [form.way] == [Way.CODE]
    form.go.click()
    assert "code de secours" in form.trouble.text
    form.code.setText(" EXEM-PLE2 ")
    form.new.first.setText("une phrase longue")
    form.go.click()
    assert "diffèrent" in form.trouble.text
    form.new.second.setText("une phrase longue")
    with qtbot.waitSignal(form.recovered) as asked:
        qtbot.keyClick(form.new.second, Qt.Key.Key_Return)
    assert asked.args == ["EXEM-PLE2", "une phrase longue"]
    form.refuse(Failure("USE-001", "code-differs"))
    assert form.trouble.isVisible()
    form.other.click()
    assert [form.way] == [Way.PHRASE]
    assert form.code.text() == ""


def test_a_first_passphrase_is_chosen_where_the_policy_demands_it(qtbot: QtBot, form: UnlockForm) -> None:
    """Nothing is no choice."""
    form.ask(Way.CHOOSE)
    form.go.click()
    assert "Choisissez une phrase" in form.trouble.text
    for line in (form.new.first, form.new.second):
        line.setText("phrase d’exemple")
    form.shown.setChecked(True)
    with qtbot.waitSignal(form.chosen) as asked:
        form.go.click()
    assert asked.args == ["phrase d’exemple"]
    form.reset()
    assert not form.shown.isChecked()
    assert form.new.text == ""
