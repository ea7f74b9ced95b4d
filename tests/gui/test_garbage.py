"""What is set aside from the search for garbage, and when nothing is."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Changes
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.garbage import set_aside
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk
from tests.support.lock_places import house_of
from tests.support.office import MemoryOffice


class _Kept:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def as_it_was() -> Iterator[None]:
    """Begun before the window, and so ended after it: what stands for the whole run is set aside again."""
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.mark.usefixtures("as_it_was")
def test_on_a_locked_desk_nothing_is_set_aside_from_the_search_for_garbage(
    qtbot: QtBot, open_window: Callable[..., MainWindow], bridge: Bridge
) -> None:
    """What was of somebody and holds itself is gone at the lock, or when what still ran has ended."""
    window = open_window(MemoryOffice(2, caseload=MemoryCaseload(2)))
    at_desk(qtbot, window)
    door = house_of(window).lock
    set_aside(door)
    running, gate = [_Kept()], threading.Event()
    kept, later = weakref.ref(_Kept()), weakref.ref(running[0])
    gc.freeze()  # as if it had hung on the program
    gc.collect()
    assert kept() is not None

    def hold() -> Changes:
        gate.wait(20)
        running.clear()
        return Changes()

    bridge.do(Command(window, hold))
    with qtbot.waitSignal(door.shut, timeout=10_000):
        door.shut_now(Why.ASKED)
    assert kept() is None
    assert gc.get_freeze_count() == 0
    assert later() is not None
    with qtbot.waitSignal(door.closed, timeout=10_000):
        gate.set()
    assert later() is None
    waste = weakref.ref(_Kept())
    with qtbot.waitSignal(door.opened, timeout=10_000):
        door.page.form.go.click()
    assert gc.get_freeze_count() > 0
    assert waste() is None
