"""The monitor, looked at again and again: one snapshot for the page, the status line and the strips.

A snapshot is asked for every five seconds, and soon after the collector spoke; between two of
them the countdowns go on by the seconds that passed (`passed`), told once a second by `ticked`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from backoffice_gui.gui.bridge import Bridge, Query

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office

__all__ = ["Watch"]

_EVERY_MS = 5_000
_SOON_MS = 700


class Watch(QObject):
    """Asks the office for its monitor and tells who listens."""

    seen = Signal(object)
    """A new `Monitor`."""
    ticked = Signal()
    """A second has passed: countdowns may move."""
    failed = Signal(object)
    """The monitor could not be read: a `Failure`."""

    def __init__(self, bridge: Bridge, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._office = office
        self._asked = False
        self._age = QElapsedTimer()
        self.latest: Monitor | None = None
        self._every = QTimer(self, interval=_EVERY_MS)
        self._every.timeout.connect(self.look)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.ticked)
        bridge.collector_spoke.connect(self.look_soon)
        bridge.changed.connect(self.look_soon)

    @property
    def passed(self) -> float:
        """Seconds since the latest snapshot."""
        return self._age.elapsed() / 1000 if self._age.isValid() else 0.0

    def start(self) -> None:
        """Look now, and go on looking."""
        self._every.start()
        self._tick.start()
        self.look()

    def stop(self) -> None:
        """Stop looking."""
        for timer in (self._every, self._soon, self._tick):
            timer.stop()

    def look_soon(self, *_: object) -> None:
        """Look within a second; many wishes make one look."""
        if not self._soon.isActive():
            self._soon.start()

    def look(self) -> None:
        """Ask for a snapshot, unless one is on its way."""
        if self._asked:
            return
        self._asked = True
        self._bridge.ask(Query(self, self._office.monitor, self._came, self._failed, replaces="monitor"))

    def _came(self, monitor: Monitor) -> None:
        self._asked = False
        self.latest = monitor
        self._age.start()
        self.seen.emit(monitor)

    def _failed(self, failure: Failure) -> None:
        self._asked = False
        self.failed.emit(failure)
