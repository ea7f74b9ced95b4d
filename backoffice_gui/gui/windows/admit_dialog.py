"""Somebody is admitted to the team: the fingerprint is compared by two people, and part of it typed as it was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_members import grouped
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Words, mono
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.team import Member

__all__ = ["AdmitDialog"]

_HEARD = 8
"""So many of its last signs are typed as they were read aloud: nobody admits without having listened."""


class AdmitDialog(QDialog):
    """The last two groups are not shown: they are what the other one reads."""

    compared = Signal(str, str)
    """Admit the agent with this login, whose key has this fingerprint."""

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member = member
        who = one_line(member.agent)
        self.setWindowTitle(self.tr("Admettre {agent}").format(agent=who))
        shown = grouped(member.fingerprint[:-_HEARD])
        key = Words(f"{shown} ???? ????", self)
        key.setFont(mono(key.font()))
        key.setAccessibleName(self.tr("Empreinte sans ses huit derniers signes : {print}").format(print=shown))
        self.heard = QLineEdit(self)
        label = QLabel(self.tr("Les &huit derniers signes, tels que vous les entendez :"), self)
        label.setBuddy(self.heard)
        self.heard.setAccessibleName(label.text().replace("&", ""))
        self.trouble = Strip(Tone.ERROR, self)
        self.cancel, self.admit = QPushButton(self.tr("Annuler"), self), QPushButton(self.tr("Admettre"), self)
        self.cancel.setAutoDefault(False)
        self.admit.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.admit.clicked.connect(self._compare)
        self.heard.returnPressed.connect(self._compare)
        body = QVBoxLayout(self)
        body.addWidget(Heading(self.windowTitle(), 1, self))
        words = self.tr(
            "Appelez {agent} à un numéro que vous connaissez. Qu’on vous lise l’empreinte que montre son poste : elle "
            "doit commencer ainsi, et vous en tapez la fin."
        )
        body.addWidget(Words(words.format(agent=who), self))
        body.addWidget(key)
        body.addWidget(label)
        body.addWidget(self.heard)
        body.addWidget(Words(self.tr("Admis, ce membre pourra lire ce que ses droits lui ouvrent."), self))
        body.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.admit)
        body.addLayout(row)
        self.resize(em(self) * 42, self.sizeHint().height())
        self.heard.setFocus()

    def _compare(self) -> None:
        heard = "".join(self.heard.text().split()).replace(":", "").casefold()
        if heard != self._member.fingerprint[-_HEARD:].casefold():
            self.trouble.say(
                self.tr(
                    "Ce n’est pas la fin de cette empreinte. Faites relire ; si elle reste autre, n’admettez pas et "
                    "prévenez votre administrateur."
                )
            )
            self.heard.selectAll()
            self.heard.setFocus()
            return
        self.compared.emit(self._member.agent, self._member.fingerprint)
        self.accept()
