"""The monitor, looked at again and again: one snapshot for the page, the status line and the strips.

A snapshot is asked for every five seconds, and soon after the collector spoke; between two of
them the countdowns go on by the seconds that passed (`passed`), told once a second by `ticked`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from backoffice_gui.domain.monitor import Connection
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Bridge, Query

if TYPE_CHECKING:
    from datetime import datetime

    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.domain.outbox import Line
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office

__all__ = ["Watch"]

_EVERY_MS = 5_000
_SOON_MS = 700
_AFTER_DEFECT_MS = 30_000
"""A fault of ours is likely to be met again: less often, and never given up."""


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
        self._since: datetime | None = None
        self._lost_at: datetime | None = None
        self.latest: Monitor | None = None
        self._every = QTimer(self, interval=_EVERY_MS)
        self._every.timeout.connect(self.look)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.ticked)
        bridge.collector_spoke.connect(self.look_soon)
        bridge.changed.connect(self.look_soon)
        bridge.line_said.connect(self._hear)

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

    def _look_again(self) -> None:
        self._asked = False
        if self._every.isActive():
            self.look()

    def _came(self, monitor: Monitor) -> None:
        self._asked = False
        self._lost_at = None
        self._show(monitor)

    def _show(self, monitor: Monitor) -> None:
        self.latest = monitor
        self._age.start()
        self.seen.emit(monitor)

    def _hear(self, line: Line) -> None:
        """The line to a team's server: how it was when it was read last is not how it is any more."""
        turned, self._since = line.since != self._since, line.since
        if turned:
            self.look()

    def _failed(self, failure: Failure) -> None:
        """Where the team's server is away nothing is known from here: that is shown, not what was known before."""
        if failure.defect:  # said by the bridge
            QTimer.singleShot(_AFTER_DEFECT_MS, self, self._look_again)
            return
        self._asked = False
        if failure.away and self.latest is not None:
            self._lost_at = self._since or self._lost_at or formats.now()
            unknown = replace(
                self.latest, connection=Connection.NO_STORE, trouble=failure.code, offline_since=self._lost_at,
                holder=None, waiting=False, next_poll_in=None,
            )  # fmt: skip
            self._show(unknown)
        self.failed.emit(failure)
