"""What is set aside from the search for garbage, and when nothing is."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

from pytestqt.qtbot import QtBot

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


def test_on_a_locked_desk_nothing_is_set_aside_from_the_search_for_garbage(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    """What was of somebody and holds itself is gone at the lock, and what is let go later when garbage is looked for."""
    window = open_window(MemoryOffice(2, caseload=MemoryCaseload(2)))
    at_desk(qtbot, window)
    door = house_of(window).lock
    set_aside(door)
    running = _Kept()
    kept, later = weakref.ref(_Kept()), weakref.ref(running)
    gc.freeze()  # as if it had hung on the program
    try:
        gc.collect()
        assert kept() is not None
        with qtbot.waitSignals([door.shut, door.closed], timeout=10_000):
            door.shut_now(Why.ASKED)
        assert kept() is None
        assert gc.get_freeze_count() == 0
        del running
        gc.collect()
        assert later() is None
        with qtbot.waitSignal(door.opened, timeout=10_000):
            door.page.form.go.click()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
