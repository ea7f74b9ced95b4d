"""*Équipe*: who asks to be admitted, who is in the team, and what one of them may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Wanted
from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_members import (
    grouped,
    key_text,
    named_text,
    role_hint,
    role_text,
    roles_text,
    seen_text,
    services_text,
)
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words, mono
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.question_bar import QuestionBar
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.team import Member, Service
    from backoffice_gui.gui.failure import Failure

__all__ = ["TeamPage"]

_OFFERED = tuple(role for role in TeamRole if role is not TeamRole.COLLECTOR)


def _waits(member: Member) -> bool:
    return member.enabled and member.asked_at is not None and member.admitted_at is None and member.ended_at is None


def _look(member: Member) -> tuple[Tone, Shape]:
    if not member.enabled or member.ended_at is not None:
        return Tone.NEUTRAL, Shape.CROSS
    if _waits(member):
        return Tone.WARNING, Shape.CLOCK
    return (Tone.SUCCESS, Shape.CHECK) if member.admitted_at is not None else (Tone.NEUTRAL, Shape.RING)


class _Asking(Card):
    """Who asks to be admitted: each with the fingerprint that two people compare."""

    admit_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Demandent à être admis"))
        self.setAccessibleName(self.heading.text())
        self.body.addWidget(
            Words(
                self.tr(
                    "Appelez la personne, à un numéro que vous connaissez, et faites-lui lire l’empreinte que montre "
                    "son poste. N’admettez que si elle est la même, signe par signe."
                ),
                self,
            )
        )
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self._made: list[QWidget] = []
        self.buttons: tuple[QPushButton, ...] = ()

    def show_members(self, members: Sequence[Member]) -> None:
        """Show who waits; hidden where nobody does."""
        for old in self._made:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        waiting = [one for one in members if _waits(one)]
        made = [self._line(one) for one in waiting]
        self._made, self.buttons = [line for line, _ in made], tuple(button for _, button in made)
        for line in self._made:
            self._rows.addWidget(line)
        self.setVisible(bool(waiting))

    def _line(self, member: Member) -> tuple[QWidget, QPushButton]:
        line = QWidget(self)
        who, key = Heading(one_line(member.agent), 3, line), Words(grouped(member.fingerprint), line)
        key.setFont(mono(key.font()))
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        key.setAccessibleName(self.tr("Empreinte : {print}").format(print=grouped(member.fingerprint)))
        asked = "" if member.asked_at is None else formats.full_moment(member.asked_at)
        button = QPushButton(self.tr("Admettre…"), line)
        button.setAccessibleName(self.tr("Admettre… {agent}").format(agent=one_line(member.agent)))
        button.clicked.connect(lambda: self.admit_asked.emit(member))
        body = QVBoxLayout(line)
        body.setContentsMargins(0, em(self) // 2, 0, 0)
        body.setSpacing(em(self) // 4)
        for widget in (who, key, Muted(self.tr("Demandé le {when}").format(when=asked), line)):
            body.addWidget(widget)
        body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line, button


class _Rights(Card):
    """What the member one is on may do; for who may change it."""

    changed = Signal(str, object, object)
    ended = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._member: Member | None = None
        self._shown: tuple[str, Wanted, tuple[str, ...]] | None = None
        self.roles = {role: QCheckBox(self) for role in _OFFERED}
        self.everywhere = QCheckBox(self.tr("Tous les services"), self)
        self.everywhere.toggled.connect(self._everywhere)
        self._of: dict[str, QCheckBox] = {}
        self._services = Flow()
        self.save, self.end = QPushButton(self.tr("Enregistrer"), self), QPushButton(self.tr("Retirer l’accès…"), self)
        self.question = QuestionBar(self)
        self.save.clicked.connect(self._save)
        self.end.clicked.connect(self._ask)
        self.question.accepted.connect(self._end)
        self.question.left.connect(self.end.setFocus)
        self.body.addWidget(Heading(self.tr("Rôles"), 3, self))
        for role, box in self.roles.items():
            box.setText(role_text(role))
            box.setAccessibleDescription(role_hint(role))
            line = QVBoxLayout()
            line.setSpacing(0)
            line.addWidget(box)
            line.addWidget(Muted(role_hint(role), self))
            self.body.addLayout(line)
        self.body.addWidget(Heading(self.tr("Services"), 3, self))
        self.body.addWidget(self.everywhere)
        self.body.addLayout(self._services)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.end)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.question)

    def show_member(self, member: Member | None, services: Sequence[Service]) -> None:
        """Show what one may do, as it stands on the server; what is ticked since stays while that does."""
        self._member = member
        self.setVisible(member is not None)
        if member is None:
            self.question.hide()
            return
        ends = member.enabled and member.ended_at is None
        self.end.setVisible(ends)
        before, self._shown = self._shown, (member.agent, member.rights, tuple(one.name for one in services))
        if self._shown != before or not ends:
            self.question.hide()
        if self._shown != before:
            self._show(member, services)

    def _show(self, member: Member, services: Sequence[Service]) -> None:
        self.heading.setText(self.tr("Droits de {agent}").format(agent=one_line(member.agent)))
        self.setAccessibleName(self.heading.text())
        for role, box in self.roles.items():
            box.setChecked(role in member.roles)
        self._services.clear()
        self._of = {one.name: QCheckBox(one_line(one.name), self) for one in services}
        for name, box in self._of.items():
            box.setChecked(member.services is not None and name in member.services)
            self._services.addWidget(box)
        self.everywhere.setChecked(member.services is None)
        self._everywhere(member.services is None)

    def _everywhere(self, on: bool) -> None:
        for box in self._of.values():
            box.setEnabled(not on)

    def _save(self) -> None:
        if self._member is not None:
            roles = frozenset(role for role, box in self.roles.items() if box.isChecked())
            kept = self._member.roles & {TeamRole.COLLECTOR}
            some = tuple(name for name, box in self._of.items() if box.isChecked())
            wanted = Wanted(roles | kept, None if self.everywhere.isChecked() else some)
            self.changed.emit(self._member.agent, wanted, self._member.rights)

    def _ask(self) -> None:
        if self._member is not None:
            words = self.tr(
                "Retirer l’accès de {agent} ? Son compte ne s’ouvre plus, et la clé de l’équipe est refaite pour les "
                "autres."
            )
            self.question.ask(words.format(agent=one_line(self._member.agent)), self.tr("Retirer l’accès"))

    def _end(self) -> None:
        if self._member is not None:
            self.ended.emit(self._member.agent)


class TeamPage(QScrollArea):
    """One column that scrolls."""

    refresh_asked = Signal()
    """Read it again."""
    admit_asked = Signal(object)
    """Compare the fingerprint of this `Member`, and admit him."""
    changed = Signal(str, object, object)
    """Give the member with this login what a `Wanted` says, in place of what another says that was seen."""
    ended = Signal(str)
    """End the access of the member with this login."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Équipe"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._members: tuple[Member, ...] = ()
        self._services: tuple[Service, ...] = ()
        self._changing = False
        inside = QWidget(self)
        self.news = Strip(Tone.INFO, inside)
        self.asking, self.rights = _Asking(inside), _Rights(inside)
        self.table = Table(self.tr("Membres de l’équipe"), inside)
        headers = (self.tr("Membre"), self.tr("Rôles"), self.tr("Services"), self.tr("Accès"))
        self._model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((13.0, 10.5, 9.0, 16.0), 3)
        self.again = QPushButton(self.tr("Actualiser"), inside)
        self._body = QVBoxLayout(inside)
        self._lay_out(inside)
        self.setWidget(inside)
        self._connect()
        self.rights.hide()
        self._fit()

    def _lay_out(self, inside: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Équipe"), 1, inside))
        head.addStretch(1)
        head.addWidget(self.again)
        card = Card(self.tr("Membres"), inside)
        card.body.addWidget(self.table)
        self._body.addLayout(head)
        for widget in (self.news, self.asking, card, self.rights):
            self._body.addWidget(widget)
        self._body.addStretch(1)

    def _connect(self) -> None:
        self.again.clicked.connect(self.refresh_asked)
        self.asking.admit_asked.connect(self.admit_asked)
        self.rights.changed.connect(self.changed)
        self.rights.ended.connect(self.ended)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def allow(self, *, changing: bool) -> None:
        """Whether roles and services may be changed here; who may not sees them in the table."""
        self._changing = changing
        self._chosen()

    def show_team(self, members: Sequence[Member], services: Sequence[Service]) -> None:
        """Show who is in it; the member one is on stays."""
        current = self._current()
        self._members, self._services = tuple(members), tuple(services)
        self.asking.show_members(members)
        self._model.show_lines([self._line(one) for one in members])
        self.table.fit_to_rows(most=12)
        agents = [one.agent for one in members]
        if agents:
            at = agents.index(current.agent) if current is not None and current.agent in agents else 0
            self.table.selectRow(at)
        self._chosen()

    @staticmethod
    def _line(one: Member) -> Line:
        key, who = " · ".join(filter(None, (key_text(one), seen_text(one)))), named_text(one)
        cells = (
            Cell(who, who, _look(one)),
            Cell(roles_text(one), roles_text(one)),
            Cell(services_text(one), services_text(one)),
            Cell(key, key),
        )
        return Line(one.agent, cells)

    def _current(self) -> Member | None:
        at = self.table.currentIndex().row()
        return self._members[at] if 0 <= at < len(self._members) else None

    def _chosen(self, *_: object) -> None:
        self.rights.show_member(self._current() if self._changing else None, self._services)

    def tell(self, words: str, tone: Tone = Tone.SUCCESS) -> None:
        """Say what was done, above all cards."""
        self.news.say(words, tone=tone)
        self.verticalScrollBar().setValue(0)
        announce(self.news, words)

    def show_failure(self, failure: Failure) -> None:
        """Why something could not be read or done."""
        self.tell(in_a_line(failure), Tone.WARNING)

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.7))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_body"):
            self._fit()
