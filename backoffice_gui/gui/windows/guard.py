"""What locks the desk without being asked: nobody there for minutes, the system's lock, sleep, another session.

A minute before the idle time is over it is said above the pages and to those who can't see it; any key or touch of the
program keeps the desk open, as the button does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.idle import Idle
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.session_signals import SessionSignals
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from backoffice_gui.gui.windows.lock import Lock

__all__ = ["Guard"]

_SAID_AGAIN = 15


class Guard(QObject):
    """One for a window: it watches while the desk is open, and rests while it is locked."""

    def __init__(self, lock: Lock, window: QWidget, elapsed: Callable[[], float]) -> None:
        super().__init__(window)
        self._lock, self._window = lock, window
        self._minutes = 0
        self._said = False
        self.idle = Idle(elapsed, self)
        self.system = SessionSignals(self)
        self.warning = Strip(Tone.WARNING, window)
        self.idle.warned.connect(self._warn)
        self.idle.calmed.connect(self._calm)
        self.idle.expired.connect(lambda: lock.shut_now(Why.IDLE))
        self.warning.acted.connect(self.idle.touch)
        self.system.asked.connect(self._asked)
        self.system.woke.connect(self.idle.look)
        lock.shutting.connect(self.idle.rest)
        lock.shut.connect(self.system.ready)

    def watch(self, minutes: int) -> None:
        """The desk is open: count to so many minutes; what is counted already goes on."""
        self.system.listen(self._window)
        if minutes != self._minutes or not self.idle.watching:
            self._minutes = minutes
            self.idle.watch(minutes)

    def _asked(self, why: Why) -> None:
        if self._lock.on:
            self.system.ready()
        self._lock.shut_now(why)

    def _warn(self, left: int) -> None:
        text = self.tr("Le poste sera verrouillé dans %n seconde(s) : personne n’y a touché.", "", left)
        self.warning.say(text, self.tr("Rester actif"))
        if not self._said or left == _SAID_AGAIN:
            self._said = True
            announce(self.warning, text + " " + self.tr("Une touche suffit pour rester actif."), urgent=True)
            QApplication.alert(self._window)

    def _calm(self) -> None:
        self._said = False
        self.warning.hide()
