"""Locking and unlocking the window: what is seen goes first, whatever it is; then the casebook is closed behind it.

Locking never fails for the eyes: pages are taken away, not covered, before anybody is asked. Where the casebook can't
be closed at once, that is said on the lock page and tried again. Opening is the office's word alone.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.gui import connection
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.clearing import clear_screen
from backoffice_gui.gui.clipboard import clear_if_ours
from backoffice_gui.gui.pages.lock import LockPage, Why

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.domain.office import Changes, Condition
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import LockOffice
    from backoffice_gui.gui.windows.main import MainWindow
    from backoffice_gui.gui.windows.session import Session

__all__ = ["Lock"]

_AGAIN_MS = 5_000
_CAUSES = {Why.IDLE: LockCause.IDLE, Why.SCREEN: LockCause.SCREEN, Why.SLEEP: LockCause.SLEEP}
_HURRY_MS = 200


class Lock(QObject):
    """One for a window; built open."""

    shutting = Signal()
    """All that shows anything is to be taken away, now."""
    shut = Signal()
    """Nothing of anybody is left in the window; the casebook is being closed."""
    closed = Signal()
    """The casebook is closed: whatever was being done has ended."""
    opened = Signal()
    """The desk is open again."""

    def __init__(self, bridge: Bridge, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._session, self._window = bridge, session, window
        self.on = False
        self._can = False
        self._cause = LockCause.ASKED
        self._opening = False
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._close)
        self._ended = True
        self._hurry = QTimer(self, interval=_HURRY_MS, singleShot=True)
        self._hurry.timeout.connect(self._hasten)
        self.keeps: list[Callable[[], object]] = []
        """What keeps the drafts that may not be kept yet; done again, it changes nothing."""
        self.page = LockPage(window)
        self.page.hide()
        self.page.form.unlock_asked.connect(lambda words: self._open(lambda office: office.unlock(words)))
        self.page.form.chosen.connect(lambda new: self._open(lambda office: office.set_passphrase("", new)))
        self.page.form.recovered.connect(lambda code, new: self._open(lambda office: office.recover(code, new)))

    # shut

    def shut_now(self, why: Why) -> None:
        """Lock: from whatever state, at once. What was never opened (no store yet, no key) shows nobody, and stays."""
        if self.on or not self._can:
            return
        self.on, self._opening = True, False
        self._cause = _CAUSES.get(why, LockCause.ASKED)
        here = QApplication.activeWindow() is not None or QApplication.activePopupWidget() is not None
        clear_screen(self._window)
        if here:  # the dialog that had the keys is gone: they go on to the lock page
            self._window.activateWindow()
        self.shutting.emit()
        self._cover(why)
        clear_if_ours()
        self._close()
        QTimer.singleShot(0, self, self._sweep)

    def _cover(self, why: Why) -> None:
        self.page.show_why(why)
        self._window.cover(self.page)
        self.page.form.focus()
        announce(self.page, self.tr("Poste verrouillé"), urgent=True)

    def _sweep(self) -> None:
        """What was deleted is gone from the memory too, as far as the language can promise it."""
        gc.collect()
        self._focus()
        self.shut.emit()

    def _focus(self) -> None:
        """Whatever had it may be gone, and its window with it."""
        focus = QApplication.focusWidget()
        if self.on and (focus is None or not self._window.isAncestorOf(focus) or focus is self._window):
            self.page.form.focus()

    def _close(self) -> None:
        office = self._session.office
        if office is not None and self.on:
            self._ended = False
            cause = self._cause
            self._bridge.do(Command(self, lambda: office.lock(cause), self._closed, self._not_closed))
            self._hurry.start()

    def _hasten(self) -> None:
        """A command holds the office's thread: the casebook is closed under it; what was written is kept before."""
        office, keeps, cause = self._session.office, self.keeps, self._cause
        if office is None or not self.on or self._ended:
            return

        def lock() -> Changes:
            for keep in keeps:
                keep()
            return office.lock(cause)

        self._bridge.ask(Query(self, lock, lambda _: self.page.say_open(None), self._not_closed, apart=True))

    def _closed(self, _changes: Changes) -> None:
        self._ended = True
        self.keeps = []
        if self.on:
            self.page.say_open(None)
            self.closed.emit()

    def _not_closed(self, failure: Failure) -> None:
        if self.on:
            self.page.say_open(failure)
            self._again.start()

    # what the office says

    def takes(self, condition: Condition) -> bool:
        """Whether a condition of the office is the lock's to show, and not the work's."""
        if condition.state is OfficeState.LOCKED:
            if not self.on:
                self.on = True
                self.shutting.emit()
                self._cover(Why.START)
            self.page.show_condition(condition)
            self._focus()
            return True
        if self.on and not self._opening:  # asked before it was locked
            return True
        if condition.state in {OfficeState.OPEN, OfficeState.SEALED}:
            self._can = condition.state is OfficeState.OPEN
        if self.on:
            self._uncover()
        return False

    def hear(self, monitor: Monitor, passed: float) -> None:
        """The site's state, while nothing else is shown."""
        if self.on:
            self.page.show_connection(connection.of(monitor, passed))

    # open

    def _open(self, ask: Callable[[LockOffice], Changes]) -> None:
        office = self._session.office
        if office is None or not self.on:
            return
        self._again.stop()
        self._bridge.do(Command(self, lambda: ask(office), self._granted, self._refused))

    def _granted(self, _changes: Changes) -> None:
        self.page.form.forget()
        self._opening = True
        self._session.look()

    def _refused(self, failure: Failure) -> None:
        self.page.form.refuse(failure)

    def _uncover(self) -> None:
        self.on = self._opening = False
        self.page.form.reset()
        self._window.uncover(self.page)
        self.opened.emit()
        announce(self._window, self.tr("Poste déverrouillé"))
