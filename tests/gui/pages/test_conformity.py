"""The page *Conformité*."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.conformity import ConformityPage
from backoffice_gui.gui.theme import Tone
from tests.support.conformities import a_bad_month, a_good_month

_NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def _page(qtbot: QtBot) -> ConformityPage:
    page = ConformityPage(lambda: date(2026, 12, 2))
    qtbot.addWidget(page)
    page.resize(1_100, 800)
    page.show()
    return page


def test_the_first_line_answers_whether_the_promise_was_kept(qtbot: QtBot) -> None:
    """By words and tone; a month that runs is provisional, on the page and on the button."""
    page = _page(qtbot)
    assert not page.figures.isVisible()
    page.show_conformity(a_good_month(), _NOW)
    assert page.verdict.text.startswith("Novembre 2026\u00a0: La promesse de 30 minutes a été tenue")
    assert (page.verdict.tone, page.save.text()) == (Tone.SUCCESS, "Enregistrer le rapport…")
    page.show_conformity(a_bad_month(), _NOW)
    assert (page.verdict.tone, page.save.text()) == (Tone.ERROR, "Enregistrer le rapport provisoire…")
    assert "Sort encore inconnu pour 1 dépôt." in page.verdict.text
    page.show_conformity(replace(a_good_month(), received=0), _NOW)
    assert page.verdict.tone is Tone.INFO


def test_what_it_asks_is_what_is_chosen(qtbot: QtBot) -> None:
    """A period, and the report of the period that is chosen."""
    page = _page(qtbot)
    with qtbot.waitSignal(page.period_asked) as told:
        page.periods.which.setCurrentIndex(0)
    assert told.args is not None
    assert told.args[0].name == "2026-12"
    with qtbot.waitSignal(page.save_asked) as told:
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0].name == "2026-12"


def test_a_report_on_its_way_can_be_stopped_and_not_begun_twice(qtbot: QtBot) -> None:
    """Progress by files; then what came of it."""
    page = _page(qtbot)
    page.begin_writing(3)
    page.show_written(2)
    assert (page.progress.value(), page.progress.isVisible(), page.save.isEnabled()) == (2, True, False)
    with qtbot.waitSignal(page.stop_asked):
        qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    page.end_writing()
    page.tell("EXEMPLE", Tone.SUCCESS)
    assert (page.progress.isVisible(), page.save.isEnabled(), page.news.text) == (False, True, "EXEMPLE")


def test_without_figures_it_says_why(qtbot: QtBot) -> None:
    """Nothing old is left in sight."""
    page = _page(qtbot)
    page.show_conformity(a_good_month(), _NOW)
    page.show_failure(Failure("STO-001", "busy", {}, retry=True))
    assert "STO-001" in page.verdict.text
    assert not page.figures.isVisible()
