"""This workstation has asked to be admitted to the team: its fingerprint, to be read aloud, until somebody admits it.

It looks again by itself: whoever is admitted meanwhile need not do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import clipboard
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text_members import grouped
from backoffice_gui.gui.widgets.labels import Muted, Words, mono
from backoffice_gui.gui.widgets.panel import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from backoffice_gui.domain.office import Condition

__all__ = ["ADMISSION", "AdmissionPage"]

ADMISSION = frozenset({"not-admitted", "key-elsewhere"})
"""The reasons of a casebook that is not open because nobody has admitted this workstation's key."""

_AGAIN_MS = 30_000


class AdmissionPage(QScrollArea):
    """Stands in the place of *Demandes*."""

    retried = Signal()
    """Look whether somebody has admitted it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget(self)
        card = Card("", inside, level=1)
        self._card, self._fingerprint = card, ""
        self._why, self._what = Words("", card), Words("", card)
        self._print = Words("", card)
        self._print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = QPushButton(self.tr("Voir si je suis admis"), card)
        self.copy = QPushButton(self.tr("Copier l’empreinte"), card)
        self.again.clicked.connect(self.retried)
        self.copy.clicked.connect(lambda: clipboard.copy(grouped(self._fingerprint)))
        self._calm = Muted("", card)
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        for widget in (self._why, self._print, self._what):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        card.body.addWidget(self._calm)
        self._body = QVBoxLayout(inside)
        self._body.addWidget(card)
        self._body.addStretch(1)
        self.setWidget(inside)
        self._look_again = QTimer(self, interval=_AGAIN_MS)
        self._look_again.timeout.connect(self.retried)
        self._fit()

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(label.text() for label in (self._card.heading, self._why, self._print, self._what, self._calm))

    def show_condition(self, condition: Condition) -> None:
        """Say what is waited for, by the reason why the casebook is not open."""
        self._fingerprint = str(condition.facts.get("fingerprint", ""))
        elsewhere = condition.reason == "key-elsewhere"
        title = self.tr("Ce compte est admis depuis un autre poste") if elsewhere else self.tr("Accès demandé")
        self._card.heading.setText(title)
        self._card.setAccessibleName(title)
        self.setAccessibleName(title)
        if elsewhere:
            self._why.setText(
                self.tr(
                    "L’équipe connaît ce compte par la clé d’un autre poste. Son empreinte est ci-dessous ; la clé de "
                    "ce poste-ci n’ouvre rien."
                )
            )
            self._what.setText(
                self.tr(
                    "Travaillez sur l’autre poste, ou demandez à un administrateur de retirer l’accès : la demande de "
                    "ce poste partira alors toute seule."
                )
            )
        else:
            self._why.setText(self.tr("Ce poste a demandé à entrer dans l’équipe. Voici l’empreinte de sa clé :"))
            self._what.setText(
                self.tr(
                    "Un responsable ou un administrateur vous appelle, ou vous l’appelez : lisez-lui ces signes, tous, "
                    "à voix haute. Il vous admet s’il voit les mêmes."
                )
            )
        self._print.setText(grouped(self._fingerprint))
        self._print.setAccessibleName(self.tr("Empreinte : {print}").format(print=grouped(self._fingerprint)))
        self._print.setVisible(bool(self._fingerprint))
        self.copy.setVisible(bool(self._fingerprint))
        self._calm.setText(
            self.tr("Cette page se vérifie toute seule, toutes les 30 secondes. La relève, s’il y en a une, continue.")
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Look again from time to time, while somebody may see it."""
        super().showEvent(event)
        self._look_again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits here."""
        super().hideEvent(event)
        self._look_again.stop()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        font = mono(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._print.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_body"):
            self._fit()
