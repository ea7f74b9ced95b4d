"""*En attente*: what was done while the team's server was away, and what is left to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout

from backoffice_gui.domain.outbox import Act, Fate
from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.looks import FATE_LOOKS
from backoffice_gui.gui.measure import fit
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import escaped
from backoffice_gui.gui.text_outbox import Waits, change_text, fate_text, written_text
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.question_bar import QuestionBar
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.outbox import Line as ServerLine
    from backoffice_gui.domain.outbox import Pending

__all__ = ["OutboxDialog"]

_WIDTHS = (11.0, 13.0, 10.5, 9.5)
_LINES = 5
_FATE = 1
"""Where it stands is the second column: with large text the last ones are scrolled to, and this is why one looks."""


class OutboxDialog(QDialog):
    """What, when, which case, what became of it; nothing is forgotten without being asked."""

    retried = Signal()
    """Look for the server now."""
    settled = Signal(object)
    """Show the case of this `Pending`, and what met there."""
    redone = Signal(str)
    """Do the one with this key once more, over what is there now."""
    discarded = Signal(str)
    """Forget the one with this key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("En attente"))
        self._pending: tuple[Pending, ...] = ()
        self._heading, self._said = Heading("", 1, self), Words("", self)
        self.table = Table(self.windowTitle(), self)
        headers = (self.tr("Quoi"), self.tr("Où elle en est"), self.tr("Demande"), self.tr("Quand"))
        self._model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths(_WIDTHS, _FATE)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("Ce qui était écrit"))
        self.discreet = False
        """What was written is not shown, and can be copied all the same."""
        self.copy = QPushButton(self.tr("Copier ce qui était écrit"), self)
        self.question = QuestionBar(self)
        self.retry, self.settle = QPushButton(self.tr("Réessayer maintenant"), self), QPushButton(self)
        self.redo = QPushButton(self)
        self.discard = QPushButton(self.tr("Abandonner cette modification…"), self)
        self.close_it = QPushButton(self.tr("Fermer"), self)
        buttons = Flow()
        for button in (self.retry, self.settle, self.redo, self.copy, self.discard, self.close_it):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        body = QVBoxLayout(self)
        for widget in (self._heading, self._said):
            body.addWidget(widget)
        body.addWidget(self.table, 1)
        body.addWidget(self.words)
        body.addWidget(self.question)
        body.addLayout(buttons)
        self._connect()
        fit(self, 60, 30)

    def _connect(self) -> None:
        self.retry.clicked.connect(self.retried)
        self.settle.clicked.connect(self._settle)
        self.redo.clicked.connect(self._redo)
        self.copy.clicked.connect(self._copy)
        self.discard.clicked.connect(self._ask)
        self.question.accepted.connect(self._discard)
        self.question.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.close_it.clicked.connect(self.accept)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(self._settle)

    def show_pending(self, pending: Sequence[Pending], line: ServerLine) -> None:
        """What waits now; the row one is on stays."""
        current = self._current()
        self._pending = tuple(one for one in pending if one.shown)
        self._heading.setText(Waits().counts(line) if self._pending else self.tr("Rien n’attend"))
        said = "" if line.reachable else Waits().line(line)
        safe = self.tr("Ce qui attend est gardé sur ce poste, chiffré, même si le programme est fermé.")
        self._said.setText(f"{said} {safe}".strip() if self._pending else said)
        self._said.setVisible(bool(self._said.text()))
        self._model.show_lines([self._line(one) for one in self._pending])
        keys = [one.key for one in self._pending]
        if keys:
            self.table.selectRow(keys.index(current.key) if current is not None and current.key in keys else 0)
        self.retry.setVisible(not line.reachable)
        self._chosen()

    @staticmethod
    def _line(one: Pending) -> Line:
        fate = fate_text(one)
        cells = (
            Cell(change_text(one.change)),
            Cell(fate, fate, FATE_LOOKS[one.fate]),
            Cell(one.number),
            Cell(formats.full_moment(one.at)),
        )
        return Line(one.key, cells)

    def _current(self) -> Pending | None:
        at = self.table.currentIndex().row()
        return self._pending[at] if 0 <= at < len(self._pending) else None

    def _chosen(self, *_: object) -> None:
        one = self._current()
        self.question.hide()
        self.discard.setVisible(one is not None)
        self.settle.setVisible(one is not None and bool(one.case))
        clashed = one is not None and one.fate is Fate.CLASHED
        beside = one is not None and isinstance(one.change, Act)
        self.settle.setText(self.tr("Trancher…") if clashed and beside else self.tr("Voir la demande"))
        refused = one is not None and one.fate is Fate.REFUSED
        self.redo.setVisible((clashed and not beside) or refused)
        self.redo.setText(self.tr("Envoyer de nouveau") if refused else self.tr("Appliquer quand même"))
        self._show_words(written_text(one.change) if one is not None and (clashed or refused) else "")

    def _show_words(self, words: str) -> None:
        """What did not go through is its agent's only here: it can be read, and taken elsewhere."""
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LINES)
        self.words.setPlainText(escaped(words))
        self.words.setVisible(bool(words) and not self.discreet)
        self.copy.setVisible(bool(words))

    def _copy(self) -> None:
        one = self._current()
        if one is not None:
            clipboard.copy(written_text(one.change))

    def _settle(self, *_: object) -> None:
        one = self._current()
        if one is not None and one.case:
            self.settled.emit(one)
            self.accept()

    def _redo(self) -> None:
        one = self._current()
        if one is not None:
            self.redone.emit(one.key)

    def _ask(self) -> None:
        one = self._current()
        if one is not None:
            words = self.tr("Abandonner « {what} » ({number}) ? Elle ne sera pas appliquée, et ne se retrouve pas.")
            self.question.ask(words.format(what=change_text(one.change), number=one.number), self.tr("Abandonner"))

    def _discard(self) -> None:
        one = self._current()
        if one is not None:
            self.discarded.emit(one.key)
