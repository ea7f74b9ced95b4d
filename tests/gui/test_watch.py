"""The monitor, looked at again and again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui import watch as watch_module
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.watch import Watch
from tests.support.office import MemoryOffice, busy_monitor


@pytest.fixture
def watch(bridge: Bridge, office: MemoryOffice) -> Iterator[Watch]:
    """A watch over the office of the test."""
    parent = QObject()
    made = Watch(bridge, office, parent)
    yield made
    made.stop()


def test_the_first_look_comes_at_once(qtbot: QtBot, watch: Watch, office: MemoryOffice) -> None:
    """A snapshot is there soon after the start, and its age grows."""
    office.now_monitor = busy_monitor()
    with qtbot.waitSignal(watch.seen, timeout=2_000):
        watch.start()
    assert watch.latest is office.now_monitor
    before = watch.passed
    with qtbot.waitSignal(watch.ticked, timeout=2_500):
        pass
    assert watch.passed > before


def test_it_looks_again_when_the_collector_spoke(
    qtbot: QtBot, watch: Watch, bridge: Bridge, office: MemoryOffice
) -> None:
    """Many events make one look within the second."""
    with qtbot.waitSignal(watch.seen, timeout=2_000):
        watch.start()
    looks = office.calls.count("monitor")
    with qtbot.waitSignal(watch.seen, timeout=3_000):
        for n in range(50):
            bridge.listen(CollectorEvent(EventName.STORED, n, None))
    assert office.calls.count("monitor") == looks + 1


def test_a_defect_does_not_end_the_watch(
    qtbot: QtBot, watch: Watch, bridge: Bridge, office: MemoryOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said once; a while later the monitor is asked again."""
    monkeypatch.setattr(watch_module, "_AFTER_DEFECT_MS", 50, raising=False)
    office.failures["monitor"] = KeyError("EXEMPLE")
    with qtbot.waitSignal(bridge.failed, timeout=2_000):
        watch.start()
    del office.failures["monitor"]
    with qtbot.waitSignal(watch.seen, timeout=2_000):
        pass


def test_a_failed_look_is_told_and_tried_again(qtbot: QtBot, watch: Watch, office: MemoryOffice) -> None:
    """A busy store is told once, and the next look succeeds."""
    office.failures["monitor"] = StoreBusy("locked")
    told: list[Failure] = []
    watch.failed.connect(told.append)
    with qtbot.waitSignal(watch.failed, timeout=2_000):
        watch.start()
    assert told[0].code == "STO-010"
    del office.failures["monitor"]
    with qtbot.waitSignal(watch.seen, timeout=2_000):
        watch.look()
