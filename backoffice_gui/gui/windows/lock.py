"""Locking and unlocking the window: what is seen goes first, whatever it is; then the casebook is closed behind it.

Locking never fails for the eyes: pages are taken away, not covered, before anybody is asked. Where the casebook can't
be closed at once, that is said on the lock page and tried again. Opening is the office's word alone.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.office import Changes, LockCause, OfficeState
from backoffice_gui.gui import connection
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.anywhere import Anywhere
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.clearing import clear_screen
from backoffice_gui.gui.clipboard import clear_if_ours
from backoffice_gui.gui.pages.lock import LockPage, Why
from backoffice_gui.gui.shortcuts import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import Unkept
    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.domain.office import Condition
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import LockOffice
    from backoffice_gui.gui.windows.main import MainWindow
    from backoffice_gui.gui.windows.session import Session

__all__ = ["Lock"]

_AGAIN_MS = 5_000
_CAUSES = {
    Why.IDLE: LockCause.IDLE,
    Why.SCREEN: LockCause.SCREEN,
    Why.SLEEP: LockCause.SLEEP,
    Why.ENDED: LockCause.ENDED,
}


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
        self._opening = self._asking = self._void_now = False
        self._closing = 0
        self._pressed: Callable[[LockOffice, int], Changes] | None = None
        """What was asked for before the lock had run: it is asked once that has, and counts."""
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._close)
        self.drafts: tuple[Unkept, ...] = ()
        """What was being written and is not kept yet; the lock keeps it."""
        self.dropped = False
        """Whether a dialog went with what was typed in it."""
        self.page = LockPage(window)
        self.page.hide()
        form = self.page.form
        anywhere = Anywhere(lambda: window.keys.keymap.sequences(Key.LOCK), self)
        anywhere.pressed.connect(lambda: self.shut_now(Why.ASKED))
        form.unlock_asked.connect(lambda words: self._open(lambda office, turn: office.unlock(words, turn)))
        form.chosen.connect(lambda new: self._open(lambda office, turn: office.set_passphrase("", new, turn)))
        form.recovered.connect(lambda code, new: self._open(lambda office, turn: office.recover(code, new, turn)))

    # shut

    def shut_now(self, why: Why) -> None:
        """Lock: from whatever state, at once. What was never opened (no store yet, no key) shows nobody, and stays."""
        if self.on:
            self._void(why)
            return
        if not self._can:
            return
        self.on, self._opening = True, False
        self._cause = _CAUSES.get(why, LockCause.ASKED)
        here = QApplication.activeWindow() is not None or QApplication.activePopupWidget() is not None
        self.dropped = clear_screen(self._window)
        if here:  # the dialog that had the keys is gone: they go on to the lock page
            self._window.activateWindow()
        self.shutting.emit()
        self._cover(why)
        clear_if_ours()
        self._close()
        QTimer.singleShot(0, self, self._sweep)

    def _void(self, why: Why) -> None:
        """Somebody is opening it just now, and it is locked again: that opens nothing any more."""
        if self._pressed is not None:
            self._pressed = None
            self.page.form.forget()
        elif not (self._asking or self._opening):
            return
        self._opening, self._void_now = False, self._asking
        self._cause = _CAUSES.get(why, LockCause.ASKED)
        self.page.show_why(why)
        self._close()
        self._session.look()

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
        """At once, whatever the office is doing: what can be broken off is, what can't comes to nothing."""
        office, cause, drafts = self._session.office, self._cause, self.drafts
        if office is not None and self.on:
            self._closing += 1
            lock = Command(self, lambda: office.lock(cause, drafts), self._shut, self._not_closed)
            self._bridge.at_once(lock)

    def _has_run(self) -> None:
        """A lock has taken the desk away: what is asked for from now on opens it, as does what was pressed before."""
        self._closing -= 1
        pressed = self._pressed
        if pressed is not None and not self._closing:
            self._pressed = None
            self._open(pressed)

    def _shut(self, _changes: Changes) -> None:
        """The casebook is closed; what was being done has ended once the office gets to the next command."""
        self.drafts = ()
        if self.on:
            self.page.say_open(None)
            self._bridge.do(Command(self, Changes, self._closed))
        self._has_run()

    def _closed(self, _changes: Changes) -> None:
        if self.on:
            gc.collect()  # what still ran when the desk was swept has ended
            self.closed.emit()

    def _not_closed(self, failure: Failure) -> None:
        if self.on:
            self.page.say_open(failure)
            self._again.start()
        self._has_run()

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

    def _open(self, ask: Callable[[LockOffice, int], Changes]) -> None:
        office = self._session.office
        if office is None or not self.on:
            return
        if self._closing:
            self._pressed = ask
            return
        self._again.stop()
        self._asking, self._void_now = True, False
        turn = office.turn()  # of now: it may have to wait, and a lock that comes meanwhile makes it void
        self._bridge.do(Command(self, lambda: ask(office, turn), self._granted, self._refused))

    def _granted(self, _changes: Changes) -> None:
        self._asking = False
        self.page.form.forget()
        self._opening = not self._void_now
        if self._void_now:  # whatever it opened all the same
            self._close()
        self._session.look()

    def _refused(self, failure: Failure) -> None:
        self._asking = False
        self.page.form.refuse(failure)

    def _uncover(self) -> None:
        self.on = self._opening = False
        self.page.form.reset()
        self._window.uncover(self.page)
        self.opened.emit()
        announce(self._window, self.tr("Poste déverrouillé"))
