"""Quitting while changes wait for the team's server: they are kept, and it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.labels import Heading, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["LeaveDialog"]


class LeaveDialog(QDialog):
    """Accepted: quit."""

    def __init__(self, waiting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quitter"))
        self.stay = QPushButton(self.tr("Rester"), self)
        self.leave = QPushButton(self.tr("Quitter, elles sont gardées"), self)
        self.stay.clicked.connect(self.reject)
        self.leave.clicked.connect(self.accept)
        self.leave.setDefault(True)
        body = QVBoxLayout(self)
        body.addWidget(Heading(waiting, 1, self))
        words = self.tr(
            "Rien n’est perdu : elles restent sur ce poste, chiffrées, et partiront à la prochaine ouverture, "
            "dès que le serveur répondra."
        )
        body.addWidget(Words(words, self))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.leave)
        body.addLayout(row)
        self.resize(em(self) * 40, self.sizeHint().height())
        self.leave.setFocus()
