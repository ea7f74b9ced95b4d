"""Above the pages: our certificate ends, backups are not made. Each closes until it gets worse, or begins anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice_gui.domain.monitor import Expiry, expiry_of
from backoffice_gui.gui.text_upkeep import backup_text, certificate_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor

__all__ = ["UpkeepStrips"]


class UpkeepStrips(QWidget):
    """A strip for the certificate and one for backups, for whoever has an administrator to tell."""

    transfers_asked = Signal()
    """Show *Transferts*, where the alarm stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.certificate = Strip(Tone.WARNING, self)
        self.backup = Strip(Tone.WARNING, self)
        self._closed_at = Expiry.FAR
        self._expiry = Expiry.FAR
        self._backup_closed = False
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for strip in (self.certificate, self.backup):
            body.addWidget(strip)
        self.certificate.acted.connect(self._close_certificate)
        self.backup.acted.connect(self.transfers_asked)
        self.backup.acted_also.connect(self._close_backup)

    def show_state(self, monitor: Monitor) -> None:
        """What stands now."""
        self._show_certificate(monitor)
        text = backup_text(monitor)
        self._backup_closed = self._backup_closed and bool(text)
        if text and not self._backup_closed:
            self.backup.say(text, self.tr("Voir les transferts"), self.tr("Fermer"))
        else:
            self.backup.hide()

    def _show_certificate(self, monitor: Monitor) -> None:
        """One that ends within a day can't be closed: then nothing comes in any more."""
        self._expiry = expiry_of(monitor.certificate_expires_at, monitor.at)
        self._closed_at = min(self._closed_at, self._expiry)
        if self._expiry <= self._closed_at:
            self.certificate.hide()
            return
        near = self._expiry >= Expiry.DAY
        tone = Tone.ERROR if near else Tone.WARNING
        self.certificate.say(certificate_text(monitor), "" if near else self.tr("Fermer"), tone=tone)

    def _close_certificate(self) -> None:
        self._closed_at = self._expiry
        self.certificate.hide()

    def _close_backup(self) -> None:
        self._backup_closed = True
        self.backup.hide()
