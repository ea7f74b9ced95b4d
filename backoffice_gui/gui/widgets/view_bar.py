"""A view's name and whose it is, asked in the page itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.panel import Ground

__all__ = ["ViewBar"]


class ViewBar(Ground):
    """Hidden until asked; Enter saves, Escape leaves."""

    named = Signal(str, bool)
    """The name, and whether it is everybody's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent)
        self._name = QLineEdit(self)
        self._name.setMaxLength(80)
        self._name.returnPressed.connect(self._save)
        label = QLabel(self.tr("Nom de la vue"), self)
        label.setBuddy(self._name)
        self._name.setAccessibleName(self.tr("Nom de la vue"))
        self.shared = QCheckBox(self.tr("Partagée avec tous les agents"), self)
        save = QPushButton(self.tr("Enregistrer"), self)
        save.clicked.connect(self._save)
        leave = QPushButton(self.tr("Annuler"), self)
        leave.clicked.connect(self.hide)
        line = Flow()
        for widget in (self.shared, save, leave):
            line.addWidget(widget)
        body = QVBoxLayout(self)
        body.addWidget(label)
        body.addWidget(self._name)
        body.addLayout(line)
        self.setAccessibleName(self.tr("Enregistrer la vue"))
        self.hide()

    def ask(self, name: str, *, shared: bool) -> None:
        """Ask for a name, with the one it has."""
        self._name.setText(name)
        self._name.selectAll()
        self.shared.setChecked(shared)
        self.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name = " ".join(self._name.text().split())
        if name:
            self.hide()
            self.named.emit(name, self.shared.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
