"""How a locked desk is opened: a button where the keyring alone does, a passphrase, a first one, the recovery code."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Muted, Words, mono
from backoffice_gui.gui.widgets.new_phrase import NewPhrase, caption, secret_line
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure

__all__ = ["UnlockForm", "Way"]

_REFUSED = "KEY-002"


class Way(enum.Enum):
    """What is asked of the agent."""

    KEYRING = "keyring"
    """Nothing: the system's keyring opens the desk."""
    PHRASE = "phrase"
    """The passphrase."""
    CHOOSE = "choose"
    """A first passphrase: the policy demands one."""
    CODE = "code"
    """The recovery code, and another passphrase."""


class UnlockForm(QWidget):
    """Asks, says what was refused, and counts down what is to be waited for."""

    unlock_asked = Signal(str)
    """Open with this passphrase; empty where none is asked for."""
    chosen = Signal(str)
    """Set this first passphrase, and open."""
    complained = Signal()
    """Something is said in `trouble`, which may be out of sight."""
    recovered = Signal(str, str)
    """Open with this recovery code and set this passphrase, or none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = self.way = Way.KEYRING
        self._busy = False
        self._deadline = QDeadlineTimer(0)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._tick)
        words = self.tr("&Phrase de passe")
        self.phrase = secret_line(words.replace("&", ""), self)
        self._phrase_label = caption(words, self.phrase, self)
        words = self.tr("&Code de secours")
        self.code = secret_line(words.replace("&", ""), self)
        self.code.setFont(mono(self.font()))
        self._code_label = caption(words, self.code, self)
        self.new = NewPhrase(self)
        self.shown = QCheckBox(self.tr("&Afficher ce que je saisis"), self)
        self._note = Words("", self)
        self.trouble = Strip(Tone.ERROR, self)
        self.go = QPushButton(self)
        self.go.setDefault(True)
        self.other = QPushButton(self)
        self.other.setFlat(True)
        self.progress = Muted("", self)
        self._lay_out()
        self._connect()
        self.ask(Way.KEYRING)

    def _lay_out(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        asked = (self._phrase_label, self.phrase, self._code_label, self.code, self.new, self.shown)
        for widget in (self._note, *asked, self.trouble):
            body.addWidget(widget)
        row = Flow()
        row.addWidget(self.go)
        row.addWidget(self.other)
        body.addLayout(row)
        body.addWidget(self.progress)

    def _connect(self) -> None:
        self.phrase.returnPressed.connect(self._go)
        self.code.returnPressed.connect(self.new.first.setFocus)
        self.new.entered.connect(self._go)
        self.go.clicked.connect(self._go)
        self.other.clicked.connect(self._turn)
        self.shown.toggled.connect(self._show_words)

    # what is asked

    def ask(self, way: Way) -> None:
        """Ask for this; what is being typed for the same stays."""
        if way is not self._asked or self.way is not Way.CODE:
            had = any(widget.hasFocus() for widget in (self.go, self.phrase))
            self._asked = way
            self._show(way)
            if had:
                self.focus()

    def _show(self, way: Way) -> None:
        if way is not self.way:
            self.forget()
        self.way = way
        code, choose = way is Way.CODE, way is Way.CHOOSE
        for widget in (self._phrase_label, self.phrase):
            widget.setVisible(way is Way.PHRASE)
        for widget in (self._code_label, self.code):
            widget.setVisible(code)
        self.new.setVisible(code or choose)
        self.shown.setVisible(way is not Way.KEYRING)
        self._note.setText(self._notes(way))
        self._note.setVisible(bool(self._note.text()))
        self.go.setText(self.tr("Choisir et déverrouiller") if choose else self.tr("Déverrouiller"))
        self.other.setText(self.tr("Revenir") if code else self.tr("Code de secours…"))
        self._able()

    def _notes(self, way: Way) -> str:
        if way is Way.CHOOSE:
            return self.tr(
                "Votre administration demande une phrase de passe sur ce poste. Choisissez-la longue, et connue de "
                "vous seul : elle vous sera demandée à chaque déverrouillage."
            )
        if way is Way.CODE:
            return self.tr(
                "Le code de secours est sous enveloppe, dans le coffre de votre service. Choisissez en même temps une "
                "nouvelle phrase de passe ; laissez-la vide pour vous en passer, si votre administration le permet."
            )
        return ""

    def _turn(self) -> None:
        self.trouble.hide()
        self._show(self._asked if self.way is Way.CODE else Way.CODE)
        self.focus()

    def _show_words(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for line in (self.phrase, self.code):
            line.setEchoMode(mode)
        self.new.show_words(on)

    def focus(self) -> None:
        """The focus to what comes next."""
        firsts: dict[Way, QWidget] = {
            Way.KEYRING: self.go, Way.PHRASE: self.phrase, Way.CHOOSE: self.new.first, Way.CODE: self.code
        }  # fmt: skip
        firsts[self.way].setFocus()

    def forget(self) -> None:
        """Nothing of what was typed stays."""
        for line in (self.phrase, self.code):
            line.setText("")
        self.new.clear()
        self.shown.setChecked(False)

    def reset(self) -> None:
        """As if nobody had been here."""
        self.forget()
        self.trouble.hide()
        self.wait(0)
        self.idle()
        self._show(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus: outside of a dialog none takes it by itself."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.go.hasFocus():
            self._go()
            return
        super().keyPressEvent(event)

    # going

    def _go(self) -> None:
        if not self.go.isEnabled():
            return
        self.trouble.hide()
        if self.way is Way.KEYRING:
            self._begin()
            self.unlock_asked.emit("")
        elif self.way is Way.PHRASE:
            if not self.phrase.text():
                self._complain(self.tr("Saisissez la phrase de passe."), self.phrase)
                return
            self._begin()
            self.unlock_asked.emit(self.phrase.text())
        else:
            self._go_new()

    def _go_new(self) -> None:
        new = self.new.text
        if self.way is Way.CODE and not self.code.text().strip():
            self._complain(self.tr("Saisissez le code de secours."), self.code)
        elif new is None:
            self._complain(self.tr("Les deux saisies diffèrent."), self.new.second)
        elif self.way is Way.CHOOSE and not new:
            self._complain(self.tr("Choisissez une phrase de passe."), self.new.first)
        else:
            self._begin()
            if self.way is Way.CHOOSE:
                self.chosen.emit(new)
            else:
                self.recovered.emit(self.code.text().strip(), new)

    def _begin(self) -> None:
        self._busy = True
        self.progress.setText(self.tr("Ouverture du coffre…"))
        self._able()

    def idle(self) -> None:
        """What was asked has ended."""
        self._busy = False
        self.progress.setText("")
        self._able()

    def _able(self) -> None:
        waits = not self._deadline.hasExpired() and self.way is Way.PHRASE
        self.go.setEnabled(not self._busy and not waits)
        for widget in (self.phrase, self.code, self.new, self.other):
            widget.setEnabled(not self._busy)

    # refused

    def refuse(self, failure: Failure) -> None:
        """Say why the desk stays locked, and what can be done."""
        self.idle()
        if failure.code == _REFUSED:
            self.wait(int(failure.facts.get("seconds", 0)))
            if failure.reason == "passphrase-needed":
                self.ask(Way.PHRASE)
                self._complain(self.tr("Saisissez la phrase de passe."), self.phrase)
            elif failure.reason == "passphrase-wrong":
                self.phrase.setText("")
                self._complain(
                    self.tr("Phrase de passe refusée. Rien n’a changé : vérifiez-la, puis recommencez."), self.phrase
                )
            return
        said = explain(failure)
        first = {Way.CODE: self.code, Way.CHOOSE: self.new.first}.get(self.way, self.go)
        self._complain(f"{said.title}. {said.happened} {said.advice} ({said.code})", first)

    def _complain(self, words: str, field: QWidget) -> None:
        self.trouble.say(words, tone=Tone.ERROR)
        announce(self, words, urgent=True)
        field.setFocus()
        self.complained.emit()

    def wait(self, seconds: int) -> None:
        """So long nothing can be tried."""
        self._deadline = QDeadlineTimer(seconds * 1_000)
        if seconds > 0:
            self._second.start()
            self._tick()
            announce(self, self.progress.text())
        else:
            self._second.stop()
            self.progress.setText("")
        self._able()

    def _tick(self) -> None:
        left = -(-self._deadline.remainingTime() // 1_000)
        if left > 0:
            self.progress.setText(
                self.tr("Trop d’essais : le prochain sera possible dans {left}.").format(left=formats.countdown(left))
            )
            return
        self._second.stop()
        self.progress.setText("")
        self._able()
        announce(self, self.tr("Vous pouvez essayer de nouveau."))
