"""What a passer-by learns from a locked desk: that it is locked, and how many came."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.lock import LockPage, Why
from backoffice_gui.gui.widgets.unlock_form import Way


@pytest.fixture
def page(qtbot: QtBot) -> LockPage:
    """The page, alone."""
    window = QWidget()
    qtbot.addWidget(window)
    return LockPage(window)


@pytest.mark.parametrize("why", list(Why))
def test_each_reason_has_its_words(page: LockPage, why: Why) -> None:
    """What locked it, and nothing else until the office has spoken."""
    page.show_why(why)
    assert page.text.endswith("\n")
    assert ("Verrouillé à" in page.text) is (why is not Why.START)


def test_the_office_says_how_it_is_opened_and_what_came(page: LockPage) -> None:
    """Counts only."""
    facts: dict[str, str | int | float] = {"passphrase": 1, "choose": 0, "seconds": 0, "waiting": 1_234}
    page.show_condition(Condition(OfficeState.LOCKED, facts=facts))
    assert [page.form.way] == [Way.PHRASE]
    assert "1\u202f234 demandes arrivées" in page.text
    page.show_condition(Condition(OfficeState.LOCKED, facts={"choose": 1, "seconds": 30}))
    assert [page.form.way] == [Way.CHOOSE]
    assert "Aucune demande" in page.text
    assert page.form.progress.text() != ""
    page.form.wait(0)
    page.show_condition(Condition(OfficeState.LOCKED))
    assert [page.form.way] == [Way.KEYRING]


def test_a_casebook_that_stays_open_is_no_secret(page: LockPage) -> None:
    """It is said with its code, until it is closed."""
    page.say_open(Failure("STO-010"))
    assert "STO-010" in page.trouble
    page.say_open(None)
    assert page.trouble == ""
