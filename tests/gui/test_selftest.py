"""The walk of the self-test: all is seen in a sound window, and what is missing is named."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.errors import Defect
from backoffice_gui.gui import selftest
from backoffice_gui.gui.failure import failure_of
from backoffice_gui.gui.selftest import Tour, sentence, steps
from backoffice_gui.gui.windows.main import MainWindow
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk
from tests.support.office import MemoryOffice


@pytest.fixture
def window(qtbot: QtBot, open_window: Opener) -> MainWindow:
    """A window with a caseload whose pieces can be drawn."""
    made = open_window(MemoryOffice(30, caseload=MemoryCaseload(40)))
    at_desk(qtbot, made)
    return made


def walked(qtbot: QtBot, tour: Tour) -> str:
    """What was not seen."""
    with qtbot.waitSignal(tour.ended, timeout=60_000) as ended:
        tour.start()
    assert ended.args is not None
    return str(ended.args[0])


def test_every_page_tab_and_dialog_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    """From *Dépôts* to the keyboard's dialog, each closed behind it."""
    assert walked(qtbot, Tour(window)) == ""


@pytest.mark.parametrize("missing", ["transfers", "submissions"])
def test_a_page_that_stays_hidden_is_named(qtbot: QtBot, window: MainWindow, missing: str) -> None:
    """It is waited for, then the walk ends there."""
    assert window.house is not None
    assert window.house.workplace is not None
    page = getattr(window.house.workplace, missing)
    page.isVisible = lambda: False  # a widget that does not come to be seen
    assert walked(qtbot, Tour(window, seconds=0.3)) == missing
    assert missing in sentence(missing)


def test_a_defect_on_the_way_ends_it(qtbot: QtBot, window: MainWindow) -> None:
    """A module that was left out is a defect, whatever is seen besides."""
    tour = Tour(window)
    with qtbot.waitSignal(tour.ended) as ended:
        tour.start()
        tour.fail(failure_of(Defect("left-out")))
    assert ended.args is not None
    assert "DEF" in ended.args[0]


def test_without_a_desk_there_is_nothing_to_see(qtbot: QtBot, open_window: Opener) -> None:
    """An office without a caseload does not pass."""
    assert walked(qtbot, Tour(open_window(MemoryOffice(3)), seconds=0.3)) == "the desk"


def test_steps_have_names_of_their_own(window: MainWindow) -> None:
    """What is told names one place."""
    names = [name for name, _ in itertools.islice(steps(window), 3)]
    assert names == ["backoffice_fr.qm", "backoffice_en.qm", "submissions"]


def test_a_catalogue_that_was_left_out_is_named(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A sentence, not a traceback in the middle of the window's life."""
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    assert walked(qtbot, Tour(window, seconds=0.3)) == "backoffice_fr.qm"
