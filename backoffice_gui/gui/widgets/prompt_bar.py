"""A question in the pane itself: a reason, or to whom; never a dialog. What was typed comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.widgets.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PromptBar"]

_MOST = 1_000


class PromptBar(Question):
    """Hidden until asked; Enter answers, Escape leaves."""

    answered = Signal(str)
    """What was typed, not empty."""
    typed = Signal(str)
    """What is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._text = QLineEdit(self)
        self._text.setMaxLength(_MOST)
        self._text.textEdited.connect(self.typed)
        self._text.returnPressed.connect(self._answer)
        self._agents = QComboBox(self)
        self._agents.setEditable(True)
        self._agents.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self._agents.lineEdit()
        if isinstance(edit, QLineEdit):
            edit.setMaxLength(_MOST)
            edit.returnPressed.connect(self._answer)
        self.go = QPushButton(self)
        self.go.clicked.connect(self._answer)
        leave = QPushButton(self.tr("Annuler"), self)
        leave.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._agents, 1)
        row.addWidget(self.go)
        row.addWidget(leave)
        body = QVBoxLayout(self)
        body.addWidget(self._label)
        body.addLayout(row)
        self._by_name = False
        self.hide()

    def ask(self, question: str, verb: str, typed: str = "", agents: Sequence[str] | None = None) -> None:
        """Ask for a sentence, or for one of these agents (another may be typed)."""
        self._by_name = agents is not None
        self._label.setText(question)
        self._text.setVisible(not self._by_name)
        self._agents.setVisible(self._by_name)
        field: QWidget = self._agents if self._by_name else self._text
        field.setAccessibleName(question)
        self._label.setBuddy(field)
        self.go.setText(verb)
        self._text.setText(typed)
        self._agents.clear()
        self._agents.addItems(list(agents or ()))
        self._agents.setCurrentText("")
        self.setAccessibleName(question)
        self.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        text = " ".join((self._agents.currentText() if self._by_name else self._text.text()).split())
        if text and self.isVisible():
            self.hide()
            self.answered.emit(text)
