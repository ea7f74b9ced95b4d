"""The dialogs of *Conservation*: each names object and count, its button is the verb; nothing goes by Enter alone.

The focus is where something is to be typed, else on *Annuler*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.strip import Strip

__all__ = ["HoldDialog", "PurgeAsked", "PurgeDialog"]

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PurgeAsked:
    """What a dialog asks: its title, what it says, the count to be typed where it is above one, its verb."""

    title: str
    words: str
    count: int
    verb: str
    note: str = ""


class _Dialog(QDialog):
    """A heading, a body, and two buttons: *Annuler* and the verb."""

    def __init__(self, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.cancel = QPushButton(self.tr("Annuler"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.do_it = QPushButton(verb, self)
        self.do_it.setAutoDefault(False)
        self.trouble = Strip(Tone.ERROR, self)
        self.body = QVBoxLayout(self)
        self.body.addWidget(Heading(title, 1, self))

    def _end(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.do_it)
        self.body.addWidget(self.trouble)
        self.body.addLayout(row)
        self.resize(em(self) * 40, self.sizeHint().height())

    def _labelled(self, words: str, field: QLineEdit | QDateEdit) -> None:
        label = QLabel(words, self)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        self.body.addWidget(label)
        self.body.addWidget(field)


class PurgeDialog(_Dialog):
    """Asks before what can't be taken back; where it is about more than one, the count has to be typed.

    Enter in the field is the verb, since by itself it confirms nothing: another number is refused.
    """

    confirmed = Signal()

    def __init__(self, asked: PurgeAsked, parent: QWidget | None = None) -> None:
        super().__init__(asked.title, asked.verb, parent)
        self._count = asked.count
        self.body.addWidget(Words(asked.words, self))
        self.typed = QLineEdit(self)
        if asked.count > 1:
            self._labelled(
                self.tr("&Tapez le nombre d’éléments, {count}, pour confirmer").format(count=asked.count), self.typed
            )
        self.typed.setVisible(asked.count > 1)
        if asked.note:
            self.body.addWidget(Muted(asked.note, self))
        self.do_it.clicked.connect(self._go)
        self.typed.returnPressed.connect(self._go)
        self._end()
        (self.typed if asked.count > 1 else self.cancel).setFocus()

    def _go(self) -> None:
        said = "".join(self.typed.text().split())
        if self._count > 1 and said != str(self._count):
            self.trouble.say(
                self.tr("Ce n’est pas le nombre d’éléments : il y en a {count}.").format(count=self._count)
            )
            self.typed.setFocus()
            return
        self.confirmed.emit()
        self.accept()


class HoldDialog(_Dialog):
    """Keeps a case: which, why, until which day."""

    held = Signal(str, str, object)
    """The number that was typed, the reason, the last day (`date`)."""

    def __init__(self, number: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Prolonger la conservation"), self._verb(), parent)
        self.body.addWidget(Words(self.tr("La demande ne sera pas purgée avant la fin de ce jour, même échue."), self))
        self.number, self.reason = QLineEdit(number, self), QLineEdit(self)
        first = QDate(today.year, today.month, today.day)
        self.until = QDateEdit(first.addMonths(_MONTHS), self)
        self.until.setCalendarPopup(True)
        self.until.setMinimumDate(first)
        self.until.setDisplayFormat("dd/MM/yyyy")
        self._labelled(self.tr("&Numéro de la demande"), self.number)
        self._labelled(self.tr("&Motif (obligatoire)"), self.reason)
        self._labelled(self.tr("&Jusqu’au"), self.until)
        self.body.addWidget(
            Muted(self.tr("Le motif paraît dans le suivi de la demande. N’y écrivez aucune donnée personnelle."), self)
        )
        self.do_it.clicked.connect(self._go)
        self._end()
        (self.reason if number else self.number).setFocus()

    def _verb(self) -> str:
        return self.tr("Prolonger")

    def _go(self) -> None:
        number, reason = self.number.text().strip(), " ".join(self.reason.text().split())
        if not number or not reason:
            self.trouble.say(self.tr("Il faut le numéro de la demande et un motif."))
            (self.reason if number else self.number).setFocus()
            return
        day = self.until.date()
        self.held.emit(number, reason, date(day.year(), day.month(), day.day()))
        self.accept()
