"""The head of an opened case: number, kind, state, badges, deadlines, its acts, and the way to its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.authority import alone
from backoffice_gui.domain.cases import BUCKETS, Bucket, CaseAct
from backoffice_gui.domain.outbox import Fate
from backoffice_gui.gui import formats
from backoffice_gui.gui.allowed import act_allowed, keys_withheld
from backoffice_gui.gui.case_offers import main_offers, other_offers
from backoffice_gui.gui.due import Due
from backoffice_gui.gui.looks import BADGE_LOOKS, FATE_LOOKS, STATE_LOOKS
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.cases import badges_of
from backoffice_gui.gui.plain import one_line, tooltip
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.shortcuts import Key, words_of
from backoffice_gui.gui.text_cases import BADGES, badge_text, case_kind_text, state_hint, state_text
from backoffice_gui.gui.text_outbox import waiting_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Muted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.case_offers import Offer

__all__ = ["CaseHead"]


class CaseHead(QWidget):
    """Buttons stand where they stood: what can't be done is greyed, and its tooltip says why."""

    acted = Signal(object)
    """Do this `CaseAct`."""
    key_asked = Signal(object)
    """Do what this `Key` stands for."""
    step_asked = Signal(int)
    """The next (+1) or previous (-1) case of the list."""

    def __init__(self, today: Callable[[], date], keys: Callable[[Key], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._keys = today, keys
        self.title = Heading("", 1, self)
        self._about = Muted("", self)
        self._place = Muted("", self)
        self._place.setWordWrap(False)
        self.previous, self.next = QPushButton(self), QPushButton(self)
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.main = tuple(QPushButton(self) for _ in range(3))
        self._acts: list[CaseAct | None] = [None, None, None]
        for at, button in enumerate(self.main):
            button.clicked.connect(lambda _=False, at=at: self._press(at))
        self.others = QPushButton(self.tr("Autres"), self)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.others.setMenu(self._menu)
        self._badges = Flow()
        self._shown: CaseRow | None = None
        self._waiting: Mapping[int, Fate] = {}
        self._receipt: date | None = None
        self._authority, self._withheld = alone(""), frozenset[Key]()
        self._lay_out()
        self._name_steps()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.previous)
        top.addWidget(self._place)
        top.addWidget(self.next)
        acts = Flow()
        for button in (*self.main, self.others):
            acts.addWidget(button)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(top)
        body.addLayout(self._badges)
        body.addWidget(self._about)
        body.addLayout(acts)

    def _name_steps(self) -> None:
        steps = (
            (self.previous, Shape.BACK, self.tr("Demande précédente"), Key.PREVIOUS),
            (self.next, Shape.FORWARD, self.tr("Demande suivante"), Key.NEXT),
        )
        side = em(self)
        for button, shape, words, key in steps:
            ink = self.palette().color(self.palette().ColorRole.ButtonText)
            button.setIcon(shape_icon(shape, ink, side, self.devicePixelRatioF()))
            button.setIconSize(QSize(side, side))
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({self._keys(key)})")

    def allow(self, authority: Authority, *, team: bool) -> None:
        """What the one who sits here may do at all: the rest is not offered."""
        self._authority, self._withheld = authority, keys_withheld(authority, team=team)

    def show_row(self, row: CaseRow) -> None:
        """What the list knows, before the case is opened."""
        self.title.setText(row.number)
        self._show_badges(row)
        kind = case_kind_text(row.kind, row.about)
        holder = self.tr("suivie par {agent}").format(agent=one_line(row.agent)) if row.agent else self.tr("sans agent")
        received = self.tr("reçue le {when}").format(when=formats.full_moment(row.received_at))
        self._about.setText(f"{kind} · {received} · {holder}")
        for button in (*self.main, self.others):
            button.setEnabled(False)

    def follow(self, row: CaseRow) -> None:
        """The list was read again: what is said of the case beside its version is said here too."""
        if self._shown is not None and (self._shown.case, self._shown.version) == (row.case, row.version):
            self._show_badges(row, self._receipt)

    def _show_badges(self, row: CaseRow, receipt: date | None = None) -> None:
        self._shown, self._receipt = row, receipt
        self._badges.clear()
        state = Badge(self)
        state.show_word(state_text(row.state), *STATE_LOOKS[row.state])
        state.setToolTip(state_hint(row.state))
        self._badges.addWidget(state)
        if row.due_on is not None and BUCKETS[row.state] is not Bucket.DONE:
            self._add_due(self.tr("Échéance : {due}"), row.due_on)
        if receipt is not None:
            self._add_due(self.tr("Accusé de réception dû : {due}"), receipt)
        if row.case in self._waiting:
            self._add_waiting(self._waiting[row.case])
        for badge in badges_of(row.badges, len(BADGES)):
            word, rule = badge_text(badge)
            shown = Badge(self)
            shown.show_word(word, *BADGE_LOOKS[badge])
            shown.setToolTip(rule)
            self._badges.addWidget(shown)

    def _add_waiting(self, fate: Fate) -> None:
        words = waiting_text(fate)
        waits = Badge(self)
        waits.show_word(words[:1].upper() + words[1:], *FATE_LOOKS[fate])
        waits.setToolTip(
            self.tr("Elle est gardée sur ce poste et partira dès que le serveur répondra.")
            if fate is Fate.WAITING
            else self.tr("Elle est gardée sur ce poste : à vous d’en décider ({key}).").format(
                key=self._keys(Key.PENDING)
            )
        )
        self._badges.addWidget(waits)

    def show_waiting(self, cases: Mapping[int, Fate]) -> None:
        """Of these cases a change waits for the team's server, or for its agent."""
        if cases != self._waiting:
            self._waiting = cases
            if self._shown is not None:
                self._show_badges(self._shown, self._receipt)

    def _add_due(self, words: str, due: date) -> None:
        today = self._today()
        shown = Badge(self)
        look = Due.look(due, today) or (Tone.NEUTRAL, Shape.CLOCK)
        shown.show_word(words.format(due=Due().text(due, today)), *look)
        shown.setToolTip(formats.day(due))
        self._badges.addWidget(shown)

    def show_position(self, at: int, many: int) -> None:
        """Which one of the list it is."""
        self._place.setText(f"{formats.number(at)}/{formats.number(many)}" if at else "")
        self._place.setAccessibleName(self.tr("Demande {at} sur {many}").format(at=at, many=many))
        self.previous.setEnabled(at > 1)
        self.next.setEnabled(at < many)

    def show_detail(self, detail: CaseDetail, me: str) -> None:
        """What can be done."""
        self.show_row(detail.row)
        self._show_badges(detail.row, detail.receipt_due_on)
        for at, offer in enumerate(main_offers(detail, me)):
            allowed = act_allowed(self._authority, offer.act)
            self._acts[at] = offer.act if offer.possible and allowed else None
            self._show_offer(self.main[at], offer)
            self.main[at].setVisible(allowed)
        self._menu.clear()
        for offer in other_offers(detail, me):
            if not act_allowed(self._authority, offer.act):
                continue
            action = self._menu.addAction(self._worded(offer))
            action.setEnabled(offer.possible)
            action.setToolTip(tooltip(offer.why))
            action.triggered.connect(lambda _=False, act=offer.act: self.acted.emit(act))
        self._menu.addSeparator()
        sent = "" if detail.receipt_due_on is not None else self.tr("Déjà noté comme envoyé")
        for key, why in ((Key.HAND_OVER, ""), (Key.LINK, ""), (Key.RECEIPT, sent), (Key.UNREAD, ""), (Key.WHO, "")):
            if key in self._withheld:
                continue
            action = self._menu.addAction(f"{words_of(key)}\t{self._keys(key)}")
            action.setEnabled(not why)
            action.setToolTip(why)
            action.triggered.connect(lambda _=False, key=key: self.key_asked.emit(key))
        self.others.setEnabled(True)
        self.others.setVisible(any(not action.isSeparator() for action in self._menu.actions()))

    def _worded(self, offer: Offer) -> str:
        return f"{offer.words}\t{self._keys(offer.key)}" if offer.key is not None else offer.words

    def _show_offer(self, button: QPushButton, offer: Offer) -> None:
        key = "" if offer.key is None else self._keys(offer.key)
        button.setText(f"{offer.words}  {key}".strip())
        button.setAccessibleName(f"{offer.words}  {key}".strip())
        button.setToolTip(tooltip(offer.why))
        button.setAccessibleDescription(offer.why)
        button.setEnabled(offer.possible)

    def _press(self, at: int) -> None:
        act = self._acts[at]
        if act is not None and self.main[at].isEnabled():
            self.acted.emit(act)

    def press(self, key: Key) -> bool:
        """Do what the main button of this key does; whether it could be."""
        at = {Key.TAKE: 0, Key.FINISH: 1, Key.ASK_PIECE: 2}[key]
        possible = self.main[at].isEnabled() and self._acts[at] is not None
        if possible:
            self._press(at)
        return possible

    def why_not(self, key: Key) -> str:
        """Why the main button of this key can't be pressed."""
        return self.main[{Key.TAKE: 0, Key.FINISH: 1, Key.ASK_PIECE: 2}[key]].accessibleDescription()

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and hasattr(self, "next"):
            self._name_steps()

    def open_others(self) -> None:
        """Open the menu of the other acts."""
        if self.others.isEnabled():
            self.others.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))
