"""What stands before the work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.domain.post import Setting
from backoffice_gui.errors import UsageError
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.blocking import Blocking
from backoffice_gui.gui.pages.first_run import MakeStore, NotConfigured
from backoffice_gui.gui.pages.setup import Setup
from backoffice_gui.gui.pages.setup_steps import CopiesStep, TrialStep
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.windows.doors import Doors
from backoffice_gui.gui.windows.panes import Panes
from tests.support.office import MemoryOffice


@pytest.fixture
def panes(qtbot: QtBot) -> Panes:
    """Panes on screen."""
    made = Panes()
    qtbot.addWidget(made)
    made.resize(1_300, 700)
    made.show()
    return made


@pytest.fixture
def doors(bridge: Bridge, panes: Panes, preferences: Preferences) -> Doors:
    """The doors before any work."""
    return Doors(bridge, panes, "config.toml", preferences)


def setup_of(panes: Panes) -> Setup:
    """The first run."""
    found = panes.findChild(Setup)
    assert isinstance(found, Setup)
    return found


def test_the_first_run_goes_step_by_step(
    qtbot: QtBot, doors: Doors, panes: Panes, preferences: Preferences, tmp_path: Path
) -> None:
    """Welcome, site (written, then tried), copies (written), store, trial; each can be gone back to without loss."""
    office = MemoryOffice(0, state=OfficeState.NOT_CONFIGURED)
    doors.show_need(None)
    doors.offer_form(office)
    setup = setup_of(panes)
    assert "1 sur 5" in setup.text
    assert not panes.navigation.isEnabled()
    assert not setup.back.isVisible()
    setup.forward.click()
    need = panes.findChild(NotConfigured)
    assert isinstance(need, NotConfigured)
    qtbot.waitUntil(need.form.isVisible)
    assert not setup.forward.isVisible()
    need.form.fields["transfer.client_cert"].edit.setText("/media/exemple/client.pem")
    with qtbot.waitSignal(doors.renewed):
        need.form.save.click()
    again = MemoryOffice(0, state=OfficeState.NO_STORE)
    again.now_post = replace(again.now_post, settings=(*again.now_post.settings, Setting("backup.folder", "", False)))
    doors.show_make(again)
    assert "2 sur 5" in setup.text
    qtbot.waitUntil(lambda: "1 point à régler" in need.trial.text)
    setup.forward.click()
    copies = panes.findChild(CopiesStep)
    assert isinstance(copies, CopiesStep)
    folder = copies.rows["backup.folder"]
    qtbot.waitUntil(folder.isVisible)
    assert preferences.text("setup/step") == "copies"
    folder.edit.setText(str(tmp_path))
    setup.back.click()
    setup.forward.click()
    assert folder.edit.text() == str(tmp_path)
    with qtbot.waitSignal(doors.renewed):
        setup.forward.click()
    assert again.settled == {"backup.folder": str(tmp_path)}
    doors.show_make(again)
    assert "4 sur 5" in setup.text
    make = panes.findChild(MakeStore)
    assert isinstance(make, MakeStore)
    with qtbot.waitSignal(doors.retried):
        make.made.emit()
    begun = doors.trying
    assert begun
    doors.show_trial(again)
    last = panes.findChild(TrialStep)
    assert isinstance(last, TrialStep)
    qtbot.waitUntil(lambda: "1 point à régler" in last.trial.text)
    assert not setup.back.isVisible()
    with qtbot.waitSignal(doors.retried):
        last.begin.click()
    assert not doors.trying
    assert preferences.text("setup/step") == ""


@pytest.mark.parametrize(
    ("kept", "number"), [("", 4), ("welcome", 1), ("site", 2), ("copies", 3), ("store", 4), ("nonsense", 4)]
)
def test_who_stopped_in_the_middle_goes_on_there(
    doors: Doors, panes: Panes, preferences: Preferences, kept: str, number: int
) -> None:
    """By the word that was kept; a workstation that an administrator has configured begins at its store."""
    preferences.keep_text("setup/step", kept)
    doors.show_make(MemoryOffice(0))
    assert f"{number} sur 5" in setup_of(panes).text
    preferences.keep_text("setup/step", kept)
    doors.show_need(None)
    assert (f"{number} sur 5" in setup_of(panes).text) == (kept in {"welcome", "site"})


@pytest.mark.parametrize(("open_still", "number"), [(True, 3), (False, 4)])
def test_where_a_policy_gives_the_site_it_begins_at_what_is_open(
    qtbot: QtBot, doors: Doors, panes: Panes, open_still: bool, number: int
) -> None:
    """The copies, where they may be named and are not; what is given is ticked, and who goes back sees it."""
    office = MemoryOffice(0, state=OfficeState.NO_STORE)
    given = tuple(replace(each, fixed=True) for each in office.now_post.settings if each.key.startswith("transfer."))
    office.now_post = replace(office.now_post, settings=(*given, Setting("backup.folder", "", not open_still)))
    doors.show_make(office)
    setup = setup_of(panes)
    qtbot.waitUntil(lambda: "✓" in setup.steps)
    assert f"{number} sur 5" in setup.text
    assert "2. Le site et ses certificats ✓ (fixé" in setup.steps
    assert ("3. Les copies ✓" in setup.steps) is not open_still
    setup.back.click()
    setup.forward.click()
    office.now_post = replace(office.now_post, settings=(Setting("backup.folder", "", False),))
    doors.offer_form(office)
    qtbot.waitUntil(lambda: "✓" not in setup.steps)
    assert f"{number} sur 5" in setup.text


def test_copies_are_not_needed_and_a_folder_that_is_gone_is_said(
    qtbot: QtBot, doors: Doors, panes: Panes, preferences: Preferences
) -> None:
    """Without any the way goes on; what was typed stays."""
    office = MemoryOffice(0, state=OfficeState.NO_STORE)
    office.now_post = replace(office.now_post, settings=(Setting("backup.folder", "", False),))
    preferences.keep_text("setup/step", "copies")
    doors.show_make(office)
    setup = setup_of(panes)
    copies = panes.findChild(CopiesStep)
    assert isinstance(copies, CopiesStep)
    folder = copies.rows["backup.folder"]
    qtbot.waitUntil(folder.isVisible)
    assert not copies.rows["store.mirror"].isVisible()
    folder.edit.setText("/nulle/part")
    office.failures["configure"] = UsageError("setting-folder", key="backup.folder")
    setup.forward.click()
    qtbot.waitUntil(lambda: "Dossier des sauvegardes : Ce dossier" in copies.trouble.replace("\u00a0", " "))
    assert folder.edit.text() == "/nulle/part"
    folder.edit.clear()
    setup.forward.click()
    assert "4 sur 5" in setup.text
    assert office.calls.count("configure") <= 1


def test_what_can_not_be_used_is_said_and_tried_again(qtbot: QtBot, doors: Doors, panes: Panes) -> None:
    """Calm words, and a way on."""
    doors.show_condition(Condition(OfficeState.UNAVAILABLE, code="STO-005", facts={"found": "2", "known": "1"}))
    blocking = panes.findChild(Blocking)
    assert isinstance(blocking, Blocking)
    assert blocking.isVisible()
    assert "plus récente" in blocking.text
    with qtbot.waitSignal(doors.retried):
        blocking.retried.emit()


def test_a_server_that_is_away_is_looked_for_again(qtbot: QtBot, doors: Doors, panes: Panes) -> None:
    """By itself, as long as nothing else is shown; what needs somebody waits for him."""
    doors.show_condition(Condition(OfficeState.UNAVAILABLE, code="STO-010"))
    assert not doors._again.isActive()
    doors.show_condition(Condition(OfficeState.UNAVAILABLE, code="STO-015", reason="connect"))
    assert doors._again.isActive()
    with qtbot.waitSignal(doors.retried):
        doors._again.timeout.emit()


def test_a_door_is_built_once(doors: Doors, panes: Panes) -> None:
    """Shown again, it is the same page with other words."""
    for code in ("STO-010", "STO-011"):
        doors.show_condition(Condition(OfficeState.UNAVAILABLE, code=code))
    pages = panes.findChildren(Blocking)
    assert len(pages) == 1
    assert any(label.text() == "Code STO-011" for label in pages[0].findChildren(QLabel))


def test_a_fault_in_the_file_is_said_at_once(qtbot: QtBot, doors: Doors, panes: Panes) -> None:
    """Not behind a welcome; and what can't be written is said beside the form, which goes where the file is odd."""
    office = MemoryOffice(0)
    doors.show_need(None)
    doors.offer_form(office)
    need = panes.findChild(NotConfigured)
    assert isinstance(need, NotConfigured)
    setup_of(panes).forward.click()
    qtbot.waitUntil(need.form.isVisible)
    office.failures["configure"] = UsageError("folder", folder="/exemple")
    need.form.save.click()
    qtbot.waitUntil(lambda: "/exemple" in need.form.trouble)
    doors.show_need(Failure("CFG-001", "not-toml", {"file": "config.toml"}, retry=False))
    assert "2 sur 5" in setup_of(panes).text
    assert not need.form.isVisible()
