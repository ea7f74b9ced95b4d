"""What is called out to those who can't see it: danger at 20 and 25 minutes, offline, refused, upkeep, new items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import Connection, Expiry, expiry_of
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.risk import Danger
from backoffice_gui.gui.text_upkeep import backup_text, certificate_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.gui.risk import Risk

__all__ = ["Crier"]

_HOME = (Stage.VERIFIED, Stage.ACKNOWLEDGED, Stage.CLOSED, Stage.STORED_EXPIRED)


class Crier(QObject):
    """Speaks when something turns, never while it stays."""

    alarmed = Signal(str)
    """Something urgent, in words without a person."""
    arrived = Signal(int)
    """So many submissions came home."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._danger = Danger.SAFE
        self._connection = Connection.NEVER
        self._home: int | None = None
        self._expiry = Expiry.FAR
        self._backup = ""

    def hear(self, monitor: Monitor, risk: Risk) -> None:
        """Compare with what was heard before."""
        if risk.danger > self._danger and risk.danger >= Danger.URGENT:
            self._urgent(risk.headline)
        self._danger = risk.danger
        if monitor.connection is not self._connection:
            self._turned(monitor.connection)
            self._connection = monitor.connection
        home = sum(monitor.counts.get(stage, 0) for stage in _HOME)
        if self._home is not None and home > self._home:
            announce(self._window, self.tr("%n demande(s) arrivée(s)", "", home - self._home))
            self.arrived.emit(home - self._home)
        self._home = home
        self._upkeep(monitor)

    def _upkeep(self, monitor: Monitor) -> None:
        """Our certificate's end, 30, 7 and 1 days ahead; and backups, when they begin to fail."""
        expiry, backup = expiry_of(monitor.certificate_expires_at, monitor.at), backup_text(monitor)
        if expiry > self._expiry:
            self._urgent(certificate_text(monitor))
        if backup and not self._backup:
            self._urgent(backup)
        self._expiry, self._backup = expiry, backup

    def _urgent(self, text: str) -> None:
        announce(self._window, text, urgent=True)
        self.alarmed.emit(text)

    def _turned(self, now: Connection) -> None:
        if now is Connection.NO_STORE:
            return  # the line to the team's server says so itself
        if now is Connection.OFFLINE:
            announce(self._window, self.tr("Hors ligne : impossible de savoir ce qui attend sur le site"), urgent=True)
        elif now is Connection.REFUSED:
            announce(self._window, self.tr("Le site refuse ce poste"), urgent=True)
        elif self._connection in {Connection.OFFLINE, Connection.REFUSED}:
            announce(self._window, self.tr("De nouveau connecté au site"))
