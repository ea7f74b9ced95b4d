"""One submission, opened: form, parts, what happened to it. No preview, no opening of attachments.

Opening is audited, so it waits until the agent stays on a row; what was asked for a row that was
left is thrown away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.discreet import covered_act
from backoffice_gui.gui.looks import STAGE_LOOKS
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.form_view import FormPage
from backoffice_gui.gui.pages.parts import PartsPage, TimelinePage
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_words import kind_text, stage_hint, stage_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.state_panel import StatePanel
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.detail import Detail
    from backoffice_gui.domain.listing import Row
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office

__all__ = ["DetailPane"]

_STAY_MS = 220
_NAME = "detail"
_SEALING = frozenset({"STO-007", "KEY-001", "CFG-001"})
"""Why the casebook may not be open: the list stays, the contents are sealed."""
_APART = frozenset({Stage.FOREIGN, Stage.DISPUTED, Stage.LOST, Stage.MISSING})
"""Where nobody expects a case."""


class _Head(QWidget):
    """Number, kind, stage, and the way to the neighbours."""

    def __init__(self, pane: DetailPane) -> None:
        super().__init__(pane)
        self.title = Heading("", 1, self)
        self.about = Muted("", self)
        self.badge = Badge(self)
        self.previous = QPushButton(self.tr("Précédente"), self)
        self.next = QPushButton(self.tr("Suivante"), self)
        self.previous.setToolTip(self.tr("Demande précédente de la liste (K)"))
        self.next.setToolTip(self.tr("Demande suivante de la liste (J)"))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        below = QHBoxLayout()
        below.addWidget(self.badge)
        below.addWidget(self.about, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(top)
        body.addLayout(below)

    def show_row(self, row: Row) -> None:
        """What the clear facts say."""
        self.title.setText(self.tr("Demande {seq} — {kind}").format(seq=row.seq, kind=kind_text(row.kind)))
        self.badge.show_word(stage_text(row.stage), *STAGE_LOOKS[row.stage])
        self.badge.setToolTip(stage_hint(row.stage))
        self.about.setText(self.tr("reçue le {when}").format(when=formats.full_moment(row.first_seen_at)))


class DetailPane(QWidget):
    """Shows what was chosen in the list."""

    step_asked = Signal(int)
    """The agent wants the next (+1) or previous (-1) row of the list."""

    def __init__(self, bridge: Bridge, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Détail de la demande"))
        self._bridge, self._office = bridge, office
        self._row: Row | None = None
        self._opened: int | None = None
        self._discreet = False
        self._stay = QTimer(self, interval=_STAY_MS, singleShot=True)
        self._stay.timeout.connect(self._open)
        self._head = _Head(self)
        self._head.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self._head.next.clicked.connect(lambda: self.step_asked.emit(1))
        self._warning = Strip(Tone.WARNING, self)
        self._prompt = PromptBar(self)
        self._warning.acted.connect(self._ask_why)
        self._prompt.answered.connect(self._retain)
        self._prompt.left.connect(self._left)
        self.form = FormPage(self)
        self.parts = PartsPage(self)
        self.timeline = TimelinePage(self)
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(self.tr("Détail de la demande"))
        self._tabs.addTab(self.form, self.tr("Demande"))
        self._tabs.addTab(self.parts, self.tr("Pièces"))
        self._tabs.addTab(self.timeline, self.tr("Suivi"))
        self._said = StatePanel(self)
        self._said.acted.connect(self._open)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._said)
        self._stack.addWidget(self._tabs)
        self._body = QVBoxLayout(self)
        for widget in (self._head, self._warning, self._prompt):
            self._body.addWidget(widget)
        self._body.addWidget(self._stack, 1)
        self._fit()
        self.show_row(None)

    @property
    def row(self) -> Row | None:
        """The row it is about."""
        return self._row

    @property
    def opened(self) -> int | None:
        """The row number of what is shown opened, or nothing."""
        return self._opened

    def show_row(self, row: Row | None) -> None:
        """Another row was chosen: say what the clear facts say, and open it if the agent stays."""
        if self._row is None or row is None or row.row != self._row.row:
            self._prompt.hide()
        self._row = row
        self._head.setVisible(row is not None)
        self._warning.hide()
        self._bridge.drop(self, _NAME, self._office.interrupt)
        if row is None:
            self._opened = None
            self._stay.stop()
            self._stack.setCurrentIndex(0)
            self._said.say("", self.tr("Choisissez une demande dans la liste pour la lire ici."))
            return
        self._head.show_row(row)
        if self._opened != row.row:
            self._stack.setCurrentIndex(0)
            self._said.say("", "")
            self._wait()

    def _wait(self) -> None:
        """Open it if the agent stays; in discreet mode, if the agent asks."""
        if self._discreet:
            self._said.say("", *covered_act())
        else:
            self._stay.start()

    def set_discreet(self, on: bool) -> None:
        """Whether a submission is shown only where somebody asks for it; what is open now is covered at once."""
        self._discreet = on
        if self._row is None:
            return
        if on:
            self._stay.stop()
            self._opened = None
            self._stack.setCurrentIndex(0)
            self._wait()
        else:
            self.open_now()

    def open_now(self) -> None:
        """Open what is chosen without waiting."""
        if self._row is not None and self._opened != self._row.row:
            self._open()

    def _open(self) -> None:
        self._stay.stop()
        row = self._row
        if row is None or not self.isVisibleTo(self.window()):
            return
        number = row.row
        self._bridge.ask(Query(self, lambda: self._office.detail(number), self._show, self._failed, replaces=_NAME))

    def showEvent(self, event: QShowEvent) -> None:
        """What was chosen while it was hidden is opened now."""
        super().showEvent(event)
        if self._row is not None and self._opened != self._row.row:
            self._wait()

    def _show(self, detail: Detail) -> None:
        if self._row is None or detail.row.row != self._row.row:
            return
        self._opened = detail.row.row
        self._head.show_row(detail.row)
        self._caution(detail)
        self.form.show_form(detail.form)
        self.parts.show_parts(detail.parts)
        self.timeline.show_detail(detail)
        self._tabs.setTabText(1, self.tr("Pièces {n}").format(n=len(detail.parts)))
        self._stack.setCurrentIndex(1)

    def _caution(self, detail: Detail) -> None:
        """What is to be known before anybody relies on it, and what a person may do about it."""
        apart = detail.retainable or (bool(detail.case) and detail.row.stage in _APART)
        if detail.verified and not apart:
            self._warning.hide()
            return
        said = [self._unverified(detail.row.stage)] if not detail.verified else []
        if detail.case:
            said.append(self.tr("C’est la demande {number}.").format(number=detail.case))
        elif detail.retainable:
            said.append(self.tr("Elle ne devient pas une demande d’elle-même : une personne en décide."))
        act = self.tr("Retenir…") if detail.retainable and self._may_retain() else ""
        self._warning.say(" ".join(said), act)

    def _may_retain(self) -> bool:
        desk = self._office.cases()
        return desk is not None and desk.authority.may(Action.TAKE_IN)

    def _ask_why(self, typed: str = "") -> None:
        question = self.tr("Pourquoi la retenir ? Le motif est journalisé, sans nom de personne.")
        self._warning.say(self._warning.text)  # the question has the way on; large text needs the room
        self._prompt.ask(question, self.tr("Retenir"), typed)

    def _left(self) -> None:
        self._warning.say(self._warning.text, self.tr("Retenir…"))

    def leave(self) -> bool:
        """Leave the question; whether it was asked."""
        asked = self._prompt.isVisible()
        if asked:
            self._prompt.leave()
        return asked

    def _retain(self, reason: str) -> None:
        row, desk = self._row, self._office.cases()
        self._prompt.hide()
        if row is None or desk is None:
            return

        def refused(failure: Failure) -> None:
            said = explain(failure)
            self._warning.say(f"{said.line} {said.advice}")
            if self._row is not None and self._row.row == row.row:
                self._ask_why(reason)

        self._bridge.do(Command(self, lambda: desk.retain(row.row, reason), self._retained, refused))

    def _retained(self, _changes: Changes) -> None:
        self._opened = None
        self.open_now()

    def _unverified(self, stage: Stage) -> str:
        if stage is Stage.QUARANTINED:
            return self.tr(
                "Copie non vérifiée, en quarantaine : elle peut être incomplète ou modifiée. N’agissez pas sur sa foi."
            )
        return self.tr("Copie non vérifiée : elle n’a pas encore été relue et contrôlée.")

    def _failed(self, failure: Failure) -> None:
        if self._row is None:
            return
        if failure.code in _SEALING or failure.reason == "sealed":
            self._said.say(
                self.tr("Contenu scellé"),
                self.tr(
                    "Le coffre de ce poste n’est pas ouvert : la liste reste visible, le contenu ne peut pas être lu. "
                    "La demande est entière et chiffrée."
                )
                + f"\n({failure.code})",
                self.tr("Réessayer"),
            )
        else:
            said = explain(failure)
            self._said.say(said.title, f"{said.line}\n{said.advice}\n({said.code})", self.tr("Réessayer"))
        self._stack.setCurrentIndex(0)

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
