"""The cards of *Conservation*: two clocks, the rules, what is due, the purge that waits, holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from backoffice_gui.domain.purging import VALID, Stage
from backoffice_gui.domain.retention import SITE_MINUTES, Category
from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_retention import (
    basis_text,
    category_text,
    due_text,
    stage_text,
    start_text,
    stop_text,
)
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Muted, Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.domain.purging import Held, Purge
    from backoffice_gui.domain.retention import Plan, Rule

__all__ = ["DueCard", "HoldsCard", "PurgesCard", "RulesCard"]

_MOST = 2_000
"""What is due that is listed; the rest is counted."""
_LOOKS = {
    Stage.REQUESTED: (Tone.WARNING, Shape.CLOCK),
    Stage.APPROVED: (Tone.WARNING, Shape.FORWARD),
    Stage.UNDER_WAY: (Tone.ERROR, Shape.HALF),
    Stage.DONE: (Tone.SUCCESS, Shape.CHECK),
    Stage.WITHDRAWN: (Tone.NEUTRAL, Shape.CROSS),
    Stage.LAPSED: (Tone.NEUTRAL, Shape.CROSS),
}


class _TableCard(Card):
    """A card with a table, and a sentence where there is nothing to list."""

    def __init__(self, title: str, none: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.none = Muted(none, self)
        self.table = Table(title, self)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)

    def _model(self, headers: tuple[str, ...], widths: tuple[float, ...], stretched: int) -> SmallTable:
        model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(model)
        self.table.set_widths(widths, stretched)
        return model

    def _show(self, model: SmallTable, lines: list[Line], most: int) -> None:
        model.show_lines(lines)
        self.table.fit_to_rows(1, most)
        self.none.setVisible(not lines)
        self.table.setVisible(bool(lines))

    def _buttons(self, *buttons: QPushButton) -> None:
        row = Flow()
        for button in buttons:
            button.setParent(self)
            row.addWidget(button)
        self.body.addLayout(row)


class RulesCard(_TableCard):
    """The rules in force, and the site's own clock beside them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("Deux horloges, et les règles"))
        for widget in (self, self.table):
            widget.setAccessibleName(self.heading.text())
        clocks = Words(
            self.tr(
                "Sur le site : un dépôt est détruit au bout de 29 minutes ({minutes} sont promises). Ici : "
                "ce qui a été relevé est conservé selon les règles ci-dessous. Ce "
                "sont deux horloges : l’une n’arrête pas l’autre."
            ).format(minutes=SITE_MINUTES),
            self,
        )
        self.body.insertWidget(1, clocks)
        headers = (
            self.tr("Catégorie"),
            self.tr("Durée"),
            self.tr("À compter de"),
            self.tr("Base légale"),
            self.tr("Responsable"),
        )
        self._rows = self._model(headers, (15.0, 6.0, 12.0, 16.0, 9.0), 3)
        self._account = Muted(
            self.tr("Données de compte : notre propre preuve de la notification n’en fait pas partie, elle reste."),
            self,
        )
        self.body.addWidget(self._account)

    def show_rules(self, rules: tuple[Rule, ...]) -> None:
        """Show the rules; they are changed in the configuration or by the post's policy, never here."""
        lines = []
        for rule in rules:
            days = self.tr("%n jour(s)", "", rule.days).replace(str(rule.days), formats.number(rule.days), 1)
            owner = rule.owner or self.tr("non désigné")
            words = (category_text(rule.category), days, start_text(rule.start), basis_text(rule.basis), owner)
            lines.append(Line(rule.category.value, tuple(Cell(word, word) for word in words)))
        self._show(self._rows, lines, len(lines))


class DueCard(_TableCard):
    """What is due, each with its reason; what may go can be asked for."""

    requested = Signal()
    hold_asked = Signal(str)
    """Keep the case of this number (empty: to be typed)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("Prochaine purge"))
        for widget in (self, self.table):
            widget.setAccessibleName(self.heading.text())
        self.none.setText(self.tr("Rien n’est échu aujourd’hui."))
        self.count = Words("", self)
        self.body.insertWidget(1, self.count)
        headers = (self.tr("Demande ou dépôt"), self.tr("Raison"), self.tr("Échue depuis le"), self.tr("Ce qui part"))
        self._rows = self._model(headers, (11.0, 12.0, 9.0, 16.0), 1)
        self.request = QPushButton(self.tr("Demander la purge…"))
        self.request.clicked.connect(self.requested)
        self.hold = QPushButton(self.tr("Prolonger la conservation…"))
        self.hold.clicked.connect(self._ask_hold)
        self._buttons(self.request, self.hold)
        self._numbers: list[str] = []

    def _ask_hold(self) -> None:
        at = self.table.currentIndex().row()
        self.hold_asked.emit(self._numbers[at] if 0 <= at < len(self._numbers) else "")

    def show_plan(self, plan: Plan) -> None:
        """Show a dry run."""
        free, due = len(plan.free), len(plan.due)
        many = self.tr("%n élément(s) peuvent partir", "", free).replace(str(free), formats.number(free), 1)
        words = [self.tr("Au {when} : {many}").format(when=formats.day(plan.today), many=many)]
        parts = [f"{category_text(each)} {formats.number(many)}" for each, many in plan.counts().items()]
        stays = [f"{stop_text(each)} {formats.number(many)}" for each, many in plan.stopped().items()]
        if parts:
            words.append(" (" + ", ".join(parts) + ")")
        words.append(".")
        if stays:
            said = self.tr("Restent, au moins : {why}.") if plan.cut else self.tr("Restent : {why}.")
            words.append(" " + said.format(why=", ".join(stays)))
        if plan.coming is not None:
            on, falling = plan.coming
            many = self.tr("%n élément(s) arrivent à échéance", "", falling)
            many = many.replace(str(falling), formats.number(falling), 1)
            words.append(
                " " + self.tr("Prochaine échéance le {when} : {many}.").format(when=formats.day(on), many=many)
            )
        if due > _MOST:
            words.append(" " + self.tr("La liste en montre {many}.").format(many=formats.number(_MOST)))
        if plan.more:
            words.append(" " + self.tr("D’autres peuvent partir : la purge suivante les prendra."))
        self.count.setText("".join(words))
        shown = plan.due[:_MOST]
        self._numbers = [each.number for each in shown]
        lines = []
        for each in shown:
            why = ", ".join(stop_text(stop) for stop in each.stops) or self.tr("peut partir")
            look = (Tone.WARNING, Shape.LOCK) if each.stops else (Tone.SUCCESS, Shape.CHECK)
            what = category_text(each.category)
            cells = (Cell(due_text(each)), Cell(why, why, look), Cell(formats.day(each.on)), Cell(what, what))
            lines.append(Line(f"{each.item.category}:{each.item.subject}", cells))
        self._show(self._rows, lines, 8)
        self.request.setEnabled(bool(free))
        self.hold.setEnabled(not due or any(each.category is not Category.APART for each in plan.due))


class PurgesCard(_TableCard):
    """Purges, the newest first, and what may be done with the chosen one."""

    approved = Signal(object)
    started = Signal(object)
    withdrawn = Signal(object)
    certified = Signal(object)
    """About this `Purge`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("Purges : une personne demande, une autre approuve"))
        for widget in (self, self.table):
            widget.setAccessibleName(self.heading.text())
        self.none.setText(self.tr("Aucune purge n’a encore été demandée."))
        self.advice = Words("", self)
        self.body.insertWidget(1, self.advice)
        headers = (
            self.tr("Purge"),
            self.tr("État"),
            self.tr("Éléments"),
            self.tr("Demandée"),
            self.tr("Approuvée"),
            self.tr("Empreinte de la sélection"),
        )
        self._rows = self._model(headers, (5.0, 14.0, 6.0, 15.0, 15.0, 12.0), 5)
        self.approve = QPushButton(self.tr("Approuver…"))
        self.start = QPushButton(self.tr("Exécuter…"))
        self.withdraw = QPushButton(self.tr("Retirer la demande"))
        self.certify = QPushButton(self.tr("Enregistrer le certificat…"))
        self._buttons(self.approve, self.start, self.withdraw, self.certify)
        self._purges: tuple[Purge, ...] = ()
        self._agent, self._colleague = "", ""
        self._now, self.busy = datetime.min.replace(tzinfo=UTC), False
        for button, signal in (
            (self.approve, self.approved),
            (self.start, self.started),
            (self.withdraw, self.withdrawn),
            (self.certify, self.certified),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self._tell(signal))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())

    def _tell(self, signal: Signal) -> None:
        chosen = self.chosen
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]  # a bound signal

    @property
    def chosen(self) -> Purge | None:
        """The purge that the buttons are about: the one chosen, else the newest."""
        at = max(0, self.table.currentIndex().row())
        return self._purges[at] if at < len(self._purges) else None

    def show_purges(self, purges: tuple[Purge, ...], agent: str, now: datetime, colleague: str = "") -> None:
        """Show where each stands at this moment, for the one who sits here.

        `colleague`: the invented one of a demonstration, whom the one who sits here stands in for.
        """
        self._purges, self._agent, self._now, self._colleague = purges, agent, now, colleague
        lines = []
        for each in purges:
            stage = each.stage(now)
            asked = f"{formats.full_moment(each.requested_at)} · {each.requester}"
            agreed = "—" if each.approved_at is None else f"{formats.full_moment(each.approved_at)} · {each.approver}"
            cells = (
                Cell(str(each.purge)),
                Cell(stage_text(stage), stage_text(stage), _LOOKS[stage]),
                Cell(formats.number(each.items)),
                Cell(asked, asked),
                Cell(agreed, agreed),
                Cell(f"{each.digest[:16]}…", each.digest),
            )
            lines.append(Line(each.purge, cells))
        self._show(self._rows, lines, 6)
        self._offer()

    def set_busy(self, busy: bool) -> None:
        """A purge is being carried out: nothing else of them can be done."""
        self.busy = busy
        self._offer()

    def _offer(self) -> None:
        """Offer what may be done now; a focus that would be left without its button goes on, never to *Retirer*."""
        held = self.window().focusWidget()
        mine = held in {self.approve, self.start, self.withdraw, self.certify}
        if mine:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_offers()
        if mine:
            heirs = [button for button in (held, self.approve, self.start, self.certify) if isinstance(button, QWidget)]
            able = (heir for heir in heirs if heir.isVisibleTo(self) and heir.isEnabled())
            next(able, self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_offers(self) -> None:
        chosen = self.chosen
        stage = None if chosen is None else chosen.stage(self._now)
        mine = chosen is not None and chosen.requester.strip().lower() == self._agent.strip().lower()
        self.approve.setVisible(stage is Stage.REQUESTED)
        self.approve.setEnabled((not mine or bool(self._colleague)) and not self.busy)
        self.start.setVisible(stage in {Stage.APPROVED, Stage.UNDER_WAY})
        self.start.setEnabled(not self.busy)
        self.start.setText(self.tr("Reprendre…") if stage is Stage.UNDER_WAY else self.tr("Exécuter…"))
        self.withdraw.setVisible(stage in {Stage.REQUESTED, Stage.APPROVED})
        self.withdraw.setEnabled(not self.busy)
        self.certify.setVisible(stage is Stage.DONE)
        self.advice.setText(self._advised(chosen, stage, mine=mine))
        self.advice.setVisible(bool(self.advice.text()))

    def _advised(self, chosen: Purge | None, stage: Stage | None, *, mine: bool) -> str:
        if chosen is None or stage not in {Stage.REQUESTED, Stage.APPROVED}:
            return ""
        until = formats.full_moment((chosen.approved_at or chosen.requested_at) + VALID)
        if stage is Stage.APPROVED:
            return self.tr("L’accord vaut jusqu’au {until}.").format(until=until)
        if mine and self._colleague:
            return self.tr(
                "Vous l’avez demandée. Un collègue l’approuverait sous son propre compte ; dans la démonstration il "
                "est inventé ({colleague}), et vous approuvez à sa place."
            ).format(colleague=self._colleague)
        if mine:
            return self.tr(
                "Vous l’avez demandée : un collègue l’approuve sous son propre compte, avant le {until}."
            ).format(until=until)
        return self.tr("Demandée par {who}, à approuver avant le {until}.").format(who=chosen.requester, until=until)


class HoldsCard(_TableCard):
    """Cases that somebody keeps."""

    released = Signal(object)
    """End this `Held`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("Conservations prolongées"))
        for widget in (self, self.table):
            widget.setAccessibleName(self.heading.text())
        self.none.setText(self.tr("Aucune demande n’est retenue."))
        headers = (self.tr("Demande"), self.tr("Jusqu’au"), self.tr("Qui"), self.tr("Motif"))
        self._rows = self._model(headers, (11.0, 8.0, 9.0, 18.0), 3)
        self.release = QPushButton(self.tr("Mettre fin à la conservation prolongée"))
        self.release.clicked.connect(self._tell)
        self._buttons(self.release)
        self._holds: tuple[Held, ...] = ()
        self._alone = 0
        """The hold that one need not choose: the only one there is, where no other was offered just before."""
        self.table.selectionModel().currentChanged.connect(self._chose)

    @property
    def _chosen(self) -> Held | None:
        """The hold of the row one is at, or the only one: never one that came in while nobody looked."""
        alone = [each.hold for each in self._holds] == [self._alone]
        at = 0 if alone else self.table.currentIndex().row()
        return self._holds[at] if 0 <= at < len(self._holds) else None

    def _chose(self) -> None:
        self.release.setEnabled(self._chosen is not None)

    def _tell(self) -> None:
        if self._chosen is not None:
            self.released.emit(self._chosen)

    def show_holds(self, holds: tuple[Held, ...]) -> None:
        """Show the holds that stand; whichever was chosen stays so."""
        chosen = 0 if self._chosen is None else self._chosen.hold
        only = holds[0].hold if len(holds) == 1 else 0
        self._holds, self._alone = holds, only if chosen in {0, only} else 0
        lines = [
            Line(
                each.hold,
                (Cell(each.number), Cell(formats.day(each.until)), Cell(each.agent), Cell(each.reason, each.reason)),
            )
            for each in holds
        ]
        self._show(self._rows, lines, 6)
        at = next((n for n, each in enumerate(holds) if each.hold == chosen), None)
        if at is not None:
            self.table.selectRow(at)
        self.release.setVisible(bool(holds))
        self._chose()
