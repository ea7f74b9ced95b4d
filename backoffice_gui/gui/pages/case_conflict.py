"""Somebody acted on a case meanwhile: before, theirs, mine side by side; nothing is written over unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from backoffice_gui.gui import clipboard
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.conflicts import by_whom, differences, mine_in_words
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.case_acts import Asked
    from backoffice_gui.domain.case_detail import CaseDetail

__all__ = ["CaseConflict"]


class CaseConflict(Ground):
    """Hidden until two acts meet; the agent chooses, or copies and leaves."""

    mine_chosen = Signal(object)
    """Do this `Asked` all the same, on the case as it is now."""
    theirs_chosen = Signal()
    """Leave it as it is now, and forget what was being written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, parent)
        self._asked: Asked | None = None
        self._copied = ""
        self._words = Words("", self)
        self.table = Table(self.tr("Avant, entre-temps, vous"), self)
        headers = (self.tr("Quoi"), self.tr("Avant"), self.tr("Entre-temps"), self.tr("Vous"))
        self._model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((5.4, 5.6, 6.4, 7.0), 3)
        self.theirs, self.mine = QPushButton(self.tr("Garder ce qui est là"), self), QPushButton(self)
        self.copy = QPushButton(self.tr("Copier le mien"), self)
        self.theirs.clicked.connect(self._keep)
        self.mine.clicked.connect(self._insist)
        self.copy.clicked.connect(lambda: clipboard.copy(self._copied))
        buttons = Flow()
        for button in (self.theirs, self.mine, self.copy):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        body = QVBoxLayout(self)
        body.addWidget(self._words)
        body.addWidget(self.table)
        body.addLayout(buttons)
        self.hide()

    @property
    def text(self) -> str:
        """What is said above the table."""
        return self._words.text()

    def show_clash(self, before: CaseDetail, now: CaseDetail, asked: Asked, me: str) -> None:
        """Show what met; the act can be done all the same where the case as it is now still allows it."""
        self._asked = asked
        found = differences(before, now, asked, me)
        who = ", ".join(one_line(agent) for agent in by_whom(before, now, me))
        said = self.tr("{who} a agi sur cette demande depuis que vous l’avez ouverte.").format(who=who)
        if not who:
            said = self.tr("Cette demande a changé depuis que vous l’avez ouverte.")
        safe = self.tr("Rien n’a été écrasé, et ce que vous avez écrit est gardé.")
        self._words.setText(f"{said} {safe}")
        self.setAccessibleName(self._words.text())
        look = (Tone.WARNING, Shape.TRIANGLE)
        lines = [
            Line(n, (Cell(one.what), Cell(one.before, one.before),
                     Cell(one.theirs, one.theirs, look if one.theirs_too else None), Cell(one.mine, one.mine)))
            for n, one in enumerate(found)
        ]  # fmt: skip
        self._model.show_lines(lines)
        self.table.fit_to_rows(most=6)
        self._copied = mine_in_words(found, asked)
        self.copy.setVisible(bool(self._copied))
        self.mine.setText(self.tr("{verb} quand même").format(verb=verb_text(asked.act)))
        possible = asked.act in now.possible
        self.mine.setEnabled(possible)
        self.mine.setToolTip(
            "" if possible else self.tr("Pas possible à présent : son état, ou qui la tient, a changé.")
        )
        self.mine.setAccessibleDescription(self.mine.toolTip())
        self.show()
        self.theirs.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text(), urgent=True)

    def _keep(self) -> None:
        self.hide()
        self.theirs_chosen.emit()

    def _insist(self) -> None:
        asked, self._asked = self._asked, None
        self.hide()
        if asked is not None:
            self.mine_chosen.emit(asked)
