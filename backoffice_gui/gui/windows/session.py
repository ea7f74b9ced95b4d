"""The office's life in the window: opened by a worker after the first paint, asked how it is, closed.

The window never waits for it: what takes time goes through the bridge, and comes back as a
signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice_gui.domain.office import Changes, Condition, LockCause, OfficeState, Topic
from backoffice_gui.gui.bridge import Command, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import Unkept
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office

__all__ = ["Session"]

_STOP_MS = 6_000


class Session(QObject):
    """Opens, asks, starts and stops; shows nothing."""

    settled = Signal(object)
    """The office's `Condition`."""
    refused = Signal(object)
    """There is no office: a `Failure`."""
    stopped = Signal()
    """All is closed; the window may go."""

    def __init__(self, bridge: Bridge, open_office: Callable[[], Office], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._open_office = open_office
        self._collecting = False
        self._leaving = False
        self.office: Office | None = None
        bridge.changed.connect(self._changed)

    def open(self) -> None:
        """Make the office, or ask again how it is."""
        if self.office is None:
            self._bridge.ask(Query(self, self._open_office, self._opened, self.refused.emit, replaces="open"))
        else:
            self.look()

    def renew(self) -> None:
        """Close the office and make it anew: what it rests on was settled otherwise. Only before it collects."""
        office, self.office = self.office, None
        if office is None or self._collecting:
            self.office = office
            return
        self._bridge.do(Command(self, lambda: _closed(office), lambda _: self.open(), lambda _: self.open()))

    def look(self) -> None:
        """Ask for the office's condition."""
        office = self.office
        if office is not None:
            self._bridge.ask(Query(self, office.condition, self._settled, self.refused.emit, replaces="condition"))

    def _opened(self, office: Office) -> None:
        self.office = office
        self.look()

    def _settled(self, condition: Condition) -> None:
        self.settled.emit(condition)
        if condition.state in {OfficeState.OPEN, OfficeState.SEALED, OfficeState.LOCKED}:
            self._collect()

    def _collect(self) -> None:
        office = self.office
        if office is None or self._collecting or self._leaving:
            return
        self._collecting = True

        def start() -> Changes:
            office.start_collecting(self._bridge.listen)
            return Changes(frozenset({Topic.TRANSFER}))

        self._bridge.do(Command(self, start, None, self._not_collecting))

    def _not_collecting(self, failure: Failure) -> None:
        self._collecting = False
        if failure.code != "STO-004" and not failure.defect:  # held by another: in the status line; said by the bridge
            self._bridge.failed.emit(failure)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if Topic.STORE in changes.topics:
            self.look()

    def poll_now(self) -> None:
        """Wake the collector; never blocks."""
        if self.office is not None:
            self.office.poll_now()

    def leave(self, drafts: tuple[Unkept, ...] = (), unsaid: tuple[Unkept, ...] = ()) -> None:
        """Stop collecting cleanly and close, `drafts` kept last; `stopped` tells when, at most six seconds later.

        `unsaid`: what is on its way to the store, or about to be; where nobody answers it is kept beside it.
        """
        if self._leaving:
            return
        self._leaving = True
        office = self.office
        if office is None:
            self._end()
            return

        def stop() -> Changes:
            office.stop_collecting()
            if drafts:
                office.lock(LockCause.CLOSED, drafts)
            office.close()
            return Changes()

        QTimer.singleShot(_STOP_MS, self, self._end)
        self._bridge.at_once(Command(self, lambda: office.let_go(unsaid)))
        self._bridge.do(Command(self, stop, lambda _: self._end(), lambda _: self._end()))

    def _end(self) -> None:
        if self.office is not None or self._leaving:
            self.office = None
            self.stopped.emit()


def _closed(office: Office) -> Changes:
    office.close()
    return Changes()
