"""The locked desk: nothing of anybody, what goes on, and the way back in (ui.md S10; reliability.md §5.7).

No logo and no name: a passer-by learns that the desk is locked and how many submissions came, nothing else.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.blocking import Centred
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Muted, Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.unlock_form import UnlockForm, Way

if TYPE_CHECKING:
    from backoffice_gui.domain.office import Condition
    from backoffice_gui.gui.connection import Said
    from backoffice_gui.gui.failure import Failure

__all__ = ["LockPage", "Why"]


class Why(enum.Enum):
    """What locked the desk."""

    START = "start"
    """It is locked from the start: nobody has opened it yet."""
    ASKED = "asked"
    """The agent."""
    IDLE = "idle"
    """Nobody was there."""
    SCREEN = "screen"
    """The system's own lock, or another person's session."""
    SLEEP = "sleep"
    """The machine went to sleep, or its lid was closed."""
    ENDED = "ended"
    """The team's server takes nobody by the agent's login any more."""


class LockPage(QWidget):
    """Instead of everything else; opaque."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._card = Card(self.tr("Poste verrouillé"), self, level=1)
        self._why = Words("", self._card)
        self._waiting = Words("", self._card)
        self._connection = Words("", self._card)
        self._connection.hide()
        self._open = Strip(Tone.ERROR, self._card)
        self._ended = False
        """Whether the server takes nobody by this login: what else it would say of the store is not known then."""
        self.form = UnlockForm(self._card)
        self._goes_on = Muted(
            self.tr("La relève continue : ce qui arrive est rangé, chiffré, et sera pris en compte au déverrouillage."),
            self._card,
        )
        body = self._card.body
        for widget in (self._why, self._waiting, self._connection, self._goes_on):
            body.addWidget(widget)
        body.addSpacing(em(self) // 2)
        body.addWidget(self._open)
        body.addWidget(self.form)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        area = Centred(self._card, self, widest=36)
        outside.addWidget(area)
        self.form.complained.connect(lambda: QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self.form.go)))

    @property
    def text(self) -> str:
        """What it says of the desk."""
        return f"{self._why.text()}\n{self._waiting.text()}"

    @property
    def trouble(self) -> str:
        """What it says of a casebook that could not be closed; nothing where it is."""
        return self._open.text if self._open.isVisibleTo(self) else ""

    def show_why(self, why: Why) -> None:
        """What locked the desk, and when."""
        now = formats.clock()[:5]
        words = {
            Why.START: self.tr("Ouvrez le poste pour lire et traiter les demandes."),
            Why.ASKED: self.tr("Verrouillé à {time}, à votre demande.").format(time=now),
            Why.IDLE: self.tr("Verrouillé à {time} : personne n’a touché le poste.").format(time=now),
            Why.SCREEN: self.tr("Verrouillé à {time}, avec la session de l’ordinateur.").format(time=now),
            Why.SLEEP: self.tr("Verrouillé à {time}, à la mise en veille.").format(time=now),
            Why.ENDED: self.tr(
                "Verrouillé à {time} : le serveur de l’équipe n’admet plus votre compte. Votre accès a pris fin, ou "
                "votre mot de passe a changé : demandez à un administrateur. Ce qui n’était pas parti reste scellé "
                "sur ce poste."
            ).format(time=now),
        }[why]
        self._why.setText(words)
        self._ended = why is Why.ENDED
        self._goes_on.setVisible(not self._ended)
        self._connection.setVisible(self._connection.isVisibleTo(self) and not self._ended)
        self._waiting.setText("")
        self._waiting.hide()
        self._open.hide()
        self.form.reset()

    def show_condition(self, condition: Condition) -> None:
        """How the desk is opened, and what came meanwhile."""
        facts = condition.facts
        self.form.ask(Way.CHOOSE if facts.get("choose") else Way.PHRASE if facts.get("passphrase") else Way.KEYRING)
        seconds = int(facts.get("seconds", 0))
        if seconds:
            self.form.wait(seconds)
        if self._ended:
            return
        many = int(facts.get("waiting", 0))
        text = (
            self.tr("%n demande(s) arrivée(s) depuis.", "", many) if many else self.tr("Aucune demande arrivée depuis.")
        )
        self._waiting.setText(text.replace(str(many), formats.number(many), 1) if many else text)
        self._waiting.show()

    def show_connection(self, said: Said) -> None:
        """Whether the site answers, as the status line says it."""
        self._connection.setText(said.text)
        self._connection.setVisible(not self._ended)

    def say_open(self, failure: Failure | None) -> None:
        """The casebook could not be closed yet, though nothing is shown; or it is closed."""
        if failure is None:
            self._open.hide()
            return
        said = explain(failure)
        self._open.say(
            self.tr("Rien n’est montré, mais le coffre n’a pas encore pu être refermé ; nouvel essai dans un instant.")
            + f" {said.title} ({said.code})"
        )
