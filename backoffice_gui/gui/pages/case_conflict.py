"""Somebody acted on a case meanwhile: before, theirs, mine side by side; nothing is written over unseen.

Where both changed the same field the agent chooses, field by field or all at once. Whoever leaves keeps what they
wrote as a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.domain.conflicts import Side
from backoffice_gui.gui import clipboard
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.conflicts import by_whom, chosen, differences, mine_in_words
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Muted, Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.three_ways import ThreeWays

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from backoffice_gui.domain.case_acts import Asked
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.conflicts import Difference

__all__ = ["CaseConflict"]

_LEAST_EM = 5


class _Fields(QScrollArea):
    """As high as what is in it, where there is room; else it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Avant, entre-temps, vous"))

    def sizeHint(self) -> QSize:
        """What is in it, at this width."""
        inside = self.widget()
        layout = None if inside is None else inside.layout()
        if layout is None:
            return super().sizeHint()
        wide = self.viewport().width()
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(layout.sizeHint().width(), high + 2)

    def minimumSizeHint(self) -> QSize:
        """A field at least."""
        return QSize(1, min(self.sizeHint().height(), em(self) * _LEAST_EM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _usable(focus: QWidget | None) -> bool:
    return focus is not None and focus.isVisible() and focus.isEnabled()


class CaseConflict(Ground):
    """Hidden until two acts meet; the agent chooses, or copies and leaves."""

    mine_chosen = Signal(object, object)
    """Do this `Asked` all the same, on this `CaseDetail`: the case as it was shown."""
    theirs_chosen = Signal(object)
    """Leave it as it is now, and forget this `Asked`, with what was written for it."""
    left = Signal()
    """Nothing is chosen: what met stays undecided, and is not shown again by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, parent)
        self._asked: Asked | None = None
        self._before: CaseDetail | None = None
        self._now: CaseDetail | None = None
        self._copied = self._verb = ""
        self._possible = False
        self._expected: tuple[CaseDetail, Asked] | None = None
        self._found: tuple[Difference, ...] = ()
        self.fields: tuple[ThreeWays, ...] = ()
        self._words = Words("", self)
        self._area = _Fields(self)
        self._foot = QWidget(self)
        """Below the fields, in what scrolls: it has no room of its own where text is large."""
        self.all_theirs = QPushButton(self.tr("Partout le leur"), self._foot)
        self.all_mine = QPushButton(self.tr("Partout le mien"), self._foot)
        self.theirs, self.mine = QPushButton(self.tr("Garder ce qui est là"), self), QPushButton(self)
        self.copy = QPushButton(self.tr("Copier le mien"), self)
        self._draft = Muted(
            self.tr("Échap : rien n’est envoyé, ce que vous avez écrit reste en brouillon."), self._foot
        )
        self.all_theirs.clicked.connect(lambda: self._choose_all(Side.THEIRS))
        self.all_mine.clicked.connect(lambda: self._choose_all(Side.MINE))
        self.theirs.clicked.connect(self._keep)
        self.mine.clicked.connect(self._insist)
        self.copy.clicked.connect(lambda: clipboard.copy(self._copied))
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        everywhere, buttons = Flow(), Flow()
        for button in (self.all_theirs, self.all_mine):
            everywhere.addWidget(button)
        for button in (self.theirs, self.mine, self.copy):
            buttons.addWidget(button)
        for button in (self.all_theirs, self.all_mine, self.theirs, self.mine, self.copy):
            button.setAutoDefault(False)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addLayout(everywhere)
        foot.addWidget(self._draft)
        body = QVBoxLayout(self)
        body.addWidget(self._words)
        body.addWidget(self._area)
        body.addLayout(buttons)

    @property
    def asked(self) -> Asked | None:
        """What the agent is asked about now, where this is shown."""
        return self._asked if self.isVisible() else None

    @property
    def text(self) -> str:
        """What is said above the fields."""
        return self._words.text()

    def expect(self, before: CaseDetail, asked: Asked) -> None:
        """What was asked of the case as it was `before` met something: it is shown once the case was read again."""
        self._expected = (before, asked)

    def meet(self, now: CaseDetail, me: str) -> None:
        """The case was read: show what is waited for, where it is of this one."""
        expected, self._expected = self._expected, None
        if expected is not None and expected[0].row.case == now.row.case:
            self.show_clash(expected[0], now, expected[1], me)

    def expect_again(self) -> bool:
        """The case that is shown moved on once more: the same is drawn anew by it; whether anything is shown."""
        if self.asked is not None and self._before is not None:
            self._expected = (self._before, self.asked)
        return self._expected is not None

    def forget(self) -> None:
        """Another case was chosen: nothing of this one is shown there."""
        self._expected = None
        self.hide()

    def leave(self) -> None:
        """Choose nothing."""
        self.hide()
        self.left.emit()

    def show_clash(self, before: CaseDetail, now: CaseDetail, asked: Asked, me: str) -> None:
        """Show what met; the act can be done all the same where the case as it is now still allows it."""
        leads, kept = self._may_lead(), self._sides() if self.asked == asked else {}
        self._asked, self._before, self._now = asked, before, now
        found = self._found = differences(before, now, asked, me)
        who = ", ".join(one_line(agent) for agent in by_whom(before, now, me))
        said = self.tr("{who} a agi sur cette demande depuis que vous l’avez ouverte.").format(who=who)
        if not who:
            said = self.tr("Cette demande a changé depuis que vous l’avez ouverte.")
        safe = self.tr("Rien n’a été écrasé, et ce que vous avez écrit est gardé.")
        self._words.setText(f"{said} {safe}")
        self.setAccessibleName(self._words.text())
        inside = QWidget(self._area)
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, em(self) // 2, 0)
        name = self.tr("Entre-temps ({who})").format(who=who) if who else self.tr("Entre-temps")
        self.fields = tuple(ThreeWays(one, name, inside) for one in found)
        for field, one in zip(self.fields, found, strict=True):
            if one in kept:
                field.choose(kept[one])
            field.chosen.connect(self._weigh)
            body.addWidget(field)
        self._foot.setParent(self)  # else it would go with the fields of before
        body.addWidget(self._foot)
        self._foot.show()
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._copied = mine_in_words(found, asked)
        self.copy.setVisible(bool(self._copied))
        several = sum(bool(field.key) for field in self.fields) > 1
        self.all_theirs.setVisible(several)
        self.all_mine.setVisible(several)
        self._verb, self._possible = verb_text(asked.act), asked.act in now.possible
        self._weigh()
        self.show()
        if leads:
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        elif not _usable(QApplication.focusWidget()):  # what was being written can't be any more: no key does harm here
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text(), urgent=True)

    def _sides(self) -> dict[Difference, Side]:
        """What is chosen now."""
        fields = zip(self.fields, self._found, strict=True)
        return {one: field.side for field, one in fields if field.side is not None}

    def _may_lead(self) -> bool:
        """Whether the focus comes here: not from elsewhere when it is drawn anew, nor out of what is being written."""
        focus = QApplication.focusWidget()
        if focus is None or self.isVisible():
            return focus is None or self.isAncestorOf(focus)
        return not isinstance(focus, (QLineEdit, QPlainTextEdit))

    def _first(self) -> QWidget:
        """Where the work begins: at the first field to choose, else at what changes nothing."""
        undecided = (field.first() for field in self.fields if field.undecided and self._possible)
        return next((widget for widget in undecided if widget is not None), self.theirs)

    def _weigh(self) -> None:
        """Whether what is chosen can be done, and why not."""
        choice = any(field.key for field in self.fields)
        words = self.tr("Enregistrer ces choix") if choice else self.tr("{verb} quand même").format(verb=self._verb)
        undecided = sum(field.undecided for field in self.fields)
        why = self.tr("Choisissez d’abord : %n champ(s).", "", undecided) if undecided else ""
        if not self._possible:
            why = self.tr("Pas possible à présent : son état, ou qui la tient, a changé.")
        self.mine.setText(words)
        self.mine.setEnabled(not why)
        self.mine.setToolTip(why)
        self.mine.setAccessibleDescription(why)

    def _choose_all(self, side: Side) -> None:
        for field in self.fields:
            field.choose(side)

    def _keep(self) -> None:
        asked, self._asked = self._asked, None
        self.hide()
        self.theirs_chosen.emit(asked)

    def _insist(self) -> None:
        asked, now = self._asked, self._now
        self._asked = self._now = None
        self.hide()
        if asked is not None and now is not None:
            sides = {field.key: field.side for field in self.fields if field.side is not None}
            left = chosen(self._found, asked, now, sides)
            if left is None:
                self.theirs_chosen.emit(asked)
            else:
                self.mine_chosen.emit(left, now)
