"""What is said above the pages: offline, refused, sealed, disk full, risk, upkeep, a failure. Never modal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.monitor import Connection
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.gui import connection
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.failure import Failure, named
from backoffice_gui.gui.pages.admission import ADMISSION
from backoffice_gui.gui.risk import Danger
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.windows.upkeep_strips import UpkeepStrips

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.domain.office import Condition
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.risk import Risk
    from backoffice_gui.gui.text_outbox import LineSaid

__all__ = ["Strips"]


_TOLD_MS = 10_000
_CASEBOOK_LOST = frozenset({"STO-002", "STO-006", "STO-011"})
"""What keeps the casebook from opening for good: who works here is told the way out at once."""


class Strips(QWidget):
    """One strip a matter; each hides when its cause is gone."""

    poll_asked = Signal()
    """*Essayer*: ask the site now."""
    transfers_asked = Signal()
    """Show *Transferts*."""
    retried = Signal()
    """Look at the office again."""
    pending_asked = Signal()
    """Show what waits for the team's server."""
    server_asked = Signal()
    """Look for the team's server now, or, once it is back, what was said of it was read."""
    detail_asked = Signal(object)
    """Show this `Failure` in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site = Strip(Tone.WARNING, self)
        self.disk = Strip(Tone.ERROR, self)
        self.sealed = Strip(Tone.WARNING, self)
        self.risk = Strip(Tone.ERROR, self)
        self.failure = Strip(Tone.WARNING, self)
        self.stopped, self.update_needed = Strip(Tone.INFO, self), Strip(Tone.WARNING, self)
        self.upkeep = UpkeepStrips(self)
        self.server, self.told = Strip(Tone.WARNING, self), Strip(Tone.INFO, self)
        self._gone = QTimer(self, interval=_TOLD_MS, singleShot=True)
        self._gone.timeout.connect(self.told.hide)
        self.told.acted.connect(self.told.hide)
        self._kept: list[str] = []
        self._failed: Failure | None = None
        self._met: set[tuple[str, tuple[str, ...]]] = set()
        self._site_failure: Failure | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for strip in (self.server, self.risk, self.site, self.disk, self.sealed, self.failure, self.stopped,
                      self.update_needed, self.told):  # fmt: skip
            body.addWidget(strip)
        body.addWidget(self.upkeep)
        self.server.acted.connect(self.pending_asked)
        self.server.acted_also.connect(self.server_asked)
        self.site.acted.connect(self.poll_asked)
        self.site.acted_also.connect(lambda: self.detail_asked.emit(self._site_failure))
        self.disk.acted.connect(lambda: self.detail_asked.emit(Failure("STO-009")))
        self.risk.acted.connect(self.transfers_asked)
        self.upkeep.transfers_asked.connect(self.transfers_asked)
        self.sealed.acted.connect(self.retried)
        self.failure.acted.connect(lambda: self.detail_asked.emit(self._failed))
        self.failure.acted_also.connect(self.failure.hide)
        self.stopped.acted.connect(self._forget_stopped)
        self.update_needed.acted.connect(self.update_needed.hide)

    def show_post(self, post: Post) -> None:
        """Whether the machine's policy wants a newer program; it goes on working."""
        if post.update_needed:
            words = self.tr(
                "Mise à jour nécessaire : ce programme est en version {version}, la politique de ce poste demande "
                "{wanted}. La relève continue ; prévenez votre administrateur."
            )
            self.update_needed.say(words.format(version=post.version, wanted=post.wanted), self.tr("Fermer"))

    def show_line(self, line: LineSaid) -> None:
        """How the line to the team's server is; a new sentence is announced, at once where it wants a decision."""
        if not line.words:
            self.server.hide()
            return
        if line.words != self.server.text or self.server.isHidden():
            announce(self.server, line.words, urgent=line.decide)
        self.server.say(line.words, line.act, line.also, tone=Tone.INFO if line.well else Tone.WARNING)
        if line.away:
            self._forget_away()  # said once

    def tell(self, words: str) -> None:
        """Why nothing happened, for a moment."""
        self.told.say(words, self.tr("Fermer"))
        announce(self.told, words)
        self._gone.start()

    def show_condition(self, condition: Condition) -> None:
        """Whether the casebook is open."""
        if condition.reason in ADMISSION:
            self.sealed.say(
                self.tr("Ce poste attend d’être admis dans l’équipe."), self.tr("Réessayer"), tone=Tone.INFO
            )
        elif condition.state is OfficeState.SEALED:
            text = self.tr(
                "Coffre fermé : la liste et la relève fonctionnent, le contenu des demandes ne peut pas être lu."
            )
            code = f" ({condition.code})" if condition.code else ""
            lost = explain(Failure(condition.code, condition.reason)).advice if condition.code in _CASEBOOK_LOST else ""
            self.sealed.say(f"{text}{code} {lost}".rstrip(), self.tr("Réessayer"), tone=Tone.WARNING)
        else:
            self.sealed.hide()

    def show_state(self, monitor: Monitor, risk: Risk, passed: float, *, on_transfers: bool) -> None:
        """Offline, refused, disk full, danger."""
        self._show_site(monitor, passed)
        if monitor.connection is not Connection.NO_STORE:
            self._forget_away()
        self.upkeep.show_state(monitor)
        if any(alarm.kind is AlarmKind.DISK_FULL for alarm in monitor.alarms):
            said = explain(Failure("STO-009"))
            self.disk.say(f"{said.title}. {said.safe} {said.advice} ({said.code})", self.tr("Détail…"))
        else:
            self.disk.hide()
        if risk.danger >= Danger.URGENT and not on_transfers:
            tone = Tone.ERROR if risk.danger is Danger.CRITICAL else Tone.WARNING
            self.risk.say(risk.headline, self.tr("Voir les transferts"), tone=tone)
        else:
            self.risk.hide()

    def _show_site(self, monitor: Monitor, passed: float) -> None:
        if monitor.connection is Connection.REFUSED:
            self._site_failure = named(monitor.trouble or "TRF-003")
            said = explain(self._site_failure)
            text = f"{said.title}. {said.safe} {said.advice} ({said.code})"
            self.site.say(text, self.tr("Réessayer"), self.tr("Détail…"), tone=Tone.ERROR)
        elif monitor.connection is Connection.OFFLINE:
            self._site_failure = named(monitor.trouble or "TRF-002")
            said = explain(self._site_failure)
            plain = explain(Failure("TRF-002"))
            text = connection.offline_sentence(monitor, passed)
            if said.title != plain.title:  # another cause than the network: what to do differs
                text = f"{said.title}. {said.advice} ({said.code}) {text}"
            self.site.say(text, self.tr("Essayer"), self.tr("Détail…"), tone=Tone.WARNING)
        else:
            self.site.hide()

    def keep_stopped(self, words: list[str]) -> None:
        """What the lock has stopped; said once the desk is open again, until it is read."""
        self._kept += words

    def show_stopped(self) -> None:
        """The desk is open again."""
        if self._kept:
            self.stopped.say(" ".join(self._kept), self.tr("Fermer"))

    def _forget_stopped(self) -> None:
        self._kept.clear()
        self.stopped.hide()

    def _forget_away(self) -> None:
        if self._failed is not None and self._failed.away:
            self._failed = None
            self.failure.hide()

    def show_defect(self, failure: Failure, *, quiet: bool) -> None:
        """A fault of ours: in full the first time; met again, or on a `quiet` desk, in a line, which takes no focus."""
        same = (failure.error, failure.places)
        if quiet or same in self._met:
            self.show_failure(failure)
            return
        self._met.add(same)
        self.detail_asked.emit(failure)

    def show_failure(self, failure: Failure) -> None:
        """A failure nobody else shows."""
        self._failed = failure
        said = explain(failure)
        self.failure.say(f"{said.title}. {said.line} ({said.code})", self.tr("Détail…"), self.tr("Fermer"))
