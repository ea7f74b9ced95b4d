"""What stands before the work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.errors import UsageError
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.blocking import Blocking
from backoffice_gui.gui.pages.first_run import MakeStore, NotConfigured
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


def test_each_closed_door_has_its_page_and_each_can_be_tried_again(qtbot: QtBot, bridge: Bridge, panes: Panes) -> None:
    """No configuration, no store, a store that can't be used; the navigation waits meanwhile."""
    doors = Doors(bridge, panes, "config.toml")
    doors.show_need(None)
    need = panes.findChild(NotConfigured)
    assert isinstance(need, NotConfigured)
    assert need.isVisible()
    assert not panes.navigation.isEnabled()
    with qtbot.waitSignal(doors.retried):
        need.retried.emit()
    doors.show_make(MemoryOffice(0))
    make = panes.findChild(MakeStore)
    assert isinstance(make, MakeStore)
    assert make.isVisible()
    with qtbot.waitSignal(doors.retried):
        make.made.emit()
    doors.show_condition(Condition(OfficeState.UNAVAILABLE, code="STO-005", facts={"found": "2", "known": "1"}))
    blocking = panes.findChild(Blocking)
    assert isinstance(blocking, Blocking)
    assert blocking.isVisible()
    assert "plus récente" in blocking.text
    with qtbot.waitSignal(doors.retried):
        blocking.retried.emit()


def test_a_door_is_built_once(bridge: Bridge, panes: Panes) -> None:
    """Shown again, it is the same page with other words."""
    doors = Doors(bridge, panes, "config.toml")
    for code in ("STO-010", "STO-011"):
        doors.show_condition(Condition(OfficeState.UNAVAILABLE, code=code))
    pages = panes.findChildren(Blocking)
    assert len(pages) == 1
    assert any(label.text() == "Code STO-011" for label in pages[0].findChildren(QLabel))


def test_what_is_needed_can_be_filled_in(qtbot: QtBot, bridge: Bridge, panes: Panes) -> None:
    """Once the office says what is settled already; it is written, and the office made anew. A fault in the file hides it."""
    doors, office = Doors(bridge, panes, "config.toml"), MemoryOffice(0)
    doors.show_need(None)
    doors.offer_form(office)
    need = panes.findChild(NotConfigured)
    assert isinstance(need, NotConfigured)
    qtbot.waitUntil(need.form.isVisible)
    need.form.fields["transfer.client_cert"].edit.setText("/media/exemple/client.pem")
    with qtbot.waitSignal(doors.renewed):
        need.form.save.click()
    assert office.settled == {"transfer.client_cert": "/media/exemple/client.pem"}
    office.failures["configure"] = UsageError("folder", folder="/exemple")
    need.form.save.setEnabled(True)
    need.form.save.click()
    qtbot.waitUntil(lambda: "/exemple" in need.form.trouble)
    doors.show_need(Failure("CFG-001", "not-toml", {"file": "config.toml"}, retry=False))
    assert not need.form.isVisible()
