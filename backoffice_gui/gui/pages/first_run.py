"""The first run: what an administrator must supply, and the making of the store.

The recovery code is shown once and must come back once, typed or pasted, before anything is
made: a code nobody kept is no recovery.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.blocking import Centred
from backoffice_gui.gui.pages.connection_form import ConnectionForm
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words, mono
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.trial import Trial

if TYPE_CHECKING:
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.office import Office

__all__ = ["SITE_CHECKS", "MakeStore", "NotConfigured"]

SITE_CHECKS = ("configuration", "key", "client_certificate", "disk", "front_end", "clock")
"""What can be tried before there is a store."""

_EXAMPLE = """[transfer]
url = "https://…/transfer/v1"
ca_file = "ca.pem"
client_cert = "client.pem"
client_key = "client.key"
front_end_keys = "front-end.jwks.json"
"""


class NotConfigured(QWidget):
    """No configuration yet: says what is needed, from whom, and where it goes."""

    retried = Signal()
    """The agent wants to look again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self.tr("Ce poste n’est pas encore configuré"), self, level=1)
        self._why = Words("", card)
        self._file = Words("", card)
        self._file.setFont(mono(self.font()))
        example = QPlainTextEdit(_EXAMPLE, card)
        example.setReadOnly(True)
        example.setTabChangesFocus(True)
        example.setAccessibleName(self.tr("Exemple de fichier de configuration"))
        example.setFont(mono(self.font()))
        example.setFixedHeight(example.fontMetrics().lineSpacing() * 8)
        self._explain(card, example)
        self.form = ConnectionForm(card)
        card.body.addWidget(self.form)
        self.vouched = Muted("", card)
        self.trial = Trial(card, only=SITE_CHECKS)
        self.trial.hide()
        card.body.insertWidget(2, self.vouched)
        card.body.insertWidget(3, self.trial)
        self._card = card
        self._offer(card)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(Centred(card, self))

    def _explain(self, card: Card, example: QWidget) -> None:
        body = card.body
        body.addWidget(self._why)
        body.addSpacing(em(self) // 2)
        body.addWidget(Heading(self.tr("Ce que votre administrateur fournit"), 2, card))
        needed = (
            self.tr("• l’adresse du site (« https ») ;"),
            self.tr("• le fichier de l’autorité de confiance du site (ca.pem) ;"),
            self.tr("• le certificat de ce poste et sa clé (client.pem, client.key) ;"),
            self.tr("• les clés publiques de signature du site (front-end.jwks.json)."),
        )
        body.addWidget(Words("\n".join(needed), card))
        body.addSpacing(em(self) // 2)
        body.addWidget(Heading(self.tr("Où le placer"), 2, card))
        body.addWidget(self._file)
        body.addWidget(example)

    def _offer(self, card: Card) -> None:
        body = card.body
        row = QHBoxLayout()
        self.retry = QPushButton(self.tr("Réessayer"), card)
        self.retry.clicked.connect(self.retried)
        copy = QPushButton(self.tr("Copier le chemin"), card)
        copy.clicked.connect(lambda: clipboard.copy(self._file.text()))
        row.addWidget(self.retry)
        row.addWidget(copy)
        row.addStretch(1)
        body.addSpacing(em(self) // 2)
        body.addLayout(row)
        body.addWidget(Muted(self.tr("Pour essayer sans rien configurer : « backoffice-gui --demo »."), card))

    def show_post(self, post: Post) -> None:
        """What is settled already, and who vouches for the site and for this workstation."""
        self.form.show_post(post)
        told = []
        if post.authority:
            told.append(self.tr("Autorité de confiance du site : {name}").format(name=post.authority))
        if post.certificate_until is not None:
            told.append(
                self.tr("Certificat de ce poste : {name}, jusqu’au {until}").format(
                    name=post.certificate_subject, until=formats.full_moment(post.certificate_until)
                )
            )
        self.vouched.setText("\n".join(told))
        self.vouched.setVisible(bool(told))

    def show_known(self, file: str) -> None:
        """The site is settled: it can be tried, and changed while nothing rests on it."""
        self._name(self.tr("Le site de ce poste est réglé"))
        self._why.setText(self.tr("On peut l’essayer, le corriger ci-dessous, ou passer à la suite."))
        self._file.setText(file)
        self.trial.show()

    def _name(self, title: str) -> None:
        self._card.heading.setText(title)
        self._card.setAccessibleName(title)

    def try_site(self) -> None:
        """What was written is tried: the list is read, nothing is collected."""
        self.form.save.setEnabled(True)
        self.trial.show()
        self.trial.begin()

    def show_need(self, file: str, failure: Failure | None = None) -> None:
        """Say which file is looked for, and what is wrong with it where one is there."""
        self.vouched.hide()
        self.trial.hide()
        self._name(self.tr("Ce poste n’est pas encore configuré"))
        calm = self.tr(
            "Rien n’est cassé et rien n’a été relevé : le programme ne sait pas encore à quel site s’adresser."
        )
        self._why.setText(calm if failure is None else f"{explain(failure).line}\n{explain(failure).advice}")
        self._file.setText(file)


class MakeStore(QWidget):
    """No store yet: the code is shown, comes back, and the store is made."""

    made = Signal()
    """The store is there."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._office: Office | None = None
        self._code = ""
        self._card = Card(self.tr("Créer la base de ce poste"), self, level=1)
        intro = self.tr(
            "La base reçoit les demandes, chiffrées. Sa clé est gardée par le trousseau du système ; "
            "si ce poste est perdu, seul le code de secours permet de la rouvrir."
        )
        self._card.body.addWidget(Words(intro, self._card))
        self.prepare_code = QPushButton(self.tr("Préparer le code de secours"), self._card)
        self.prepare_code.clicked.connect(self.prepare)
        self._steps = QWidget(self._card)
        self._shown = QLineEdit(self._steps)
        self._typed = QLineEdit(self._steps)
        self._make = QPushButton(self.tr("Créer la base"), self._card)
        self._make.clicked.connect(self._go)
        self._trouble = Strip(Tone.ERROR, self._card)
        self._progress = Muted("", self._card)
        self._lay_out_steps()
        self._card.body.addSpacing(em(self) // 2)
        self._card.body.addWidget(self.prepare_code, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.addWidget(self._steps)
        self._card.body.addWidget(self._trouble)
        self._card.body.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.addWidget(self._progress)
        self._steps.hide()
        self._make.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(Centred(self._card, self))

    def _lay_out_steps(self) -> None:
        body = QVBoxLayout(self._steps)
        body.setContentsMargins(0, 0, 0, 0)
        self._shown.setReadOnly(True)
        self._shown.setFont(mono(self.font()))
        self._shown.setAccessibleName(self.tr("Code de secours"))
        copy = QPushButton(self.tr("Copier le code"), self._steps)
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(self._shown, 1)
        row.addWidget(copy)
        first = Heading(self.tr("1. Notez le code de secours"), 2, self._steps)
        once = self.tr(
            "Il n’est montré qu’une fois. Imprimez-le ou notez-le, puis mettez-le sous enveloppe, dans un coffre."
        )
        second = Heading(self.tr("2. Saisissez-le ou collez-le, pour l’éprouver"), 2, self._steps)
        self._typed.setFont(mono(self.font()))
        self._typed.setAccessibleName(self.tr("Code de secours, saisi pour l’éprouver"))
        self._typed.setPlaceholderText(self.tr("Code de secours"))
        self._typed.returnPressed.connect(self._go)
        body.addWidget(first)
        body.addWidget(Words(once, self._steps))
        body.addLayout(row)
        body.addSpacing(em(self) // 2)
        body.addWidget(second)
        body.addWidget(self._typed)

    def use(self, office: Office) -> None:
        """The office was made anew: a code that the other one showed opens nothing here."""
        if office is self._office:
            return
        self._office = office
        if self._code:
            self._code = ""
            self._shown.clear()
            self._typed.clear()
            self._steps.hide()
            self._make.hide()
            self.prepare_code.show()
            self._progress.setText(self.tr("Le code déjà préparé ne vaut plus : jetez-le, et préparez-en un autre."))
        self.prepare_code.setEnabled(True)

    @property
    def untouched(self) -> bool:
        """Whether no code was asked for."""
        return not self._code and self.prepare_code.isEnabled()

    def prepare(self) -> None:
        """Ask the office for a code; nothing is committed by that."""
        office = self._office
        if office is None:
            return
        self.prepare_code.setEnabled(False)
        self._progress.setText("")
        self._trouble.hide()
        self._bridge.ask(Query(self, office.prepare_store, self._prepared, self._not_prepared, replaces="prepare"))

    def _prepared(self, code: str) -> None:
        self._code = code
        self.prepare_code.hide()
        self._make.show()
        if code:
            self._shown.setText(code)
            self._shown.setCursorPosition(0)
            self._steps.show()
            self._typed.setFocus()
        else:
            self._progress.setText(
                self.tr("La clé est un fichier fourni par l’administrateur : sa copie est la clé de secours.")
            )

    def _copy(self) -> None:
        clipboard.copy(self._code)

    def _go(self) -> None:
        typed = self._typed.text().strip()
        if self._code and not typed:
            self._trouble.say(self.tr("Saisissez ou collez le code de secours avant de créer la base."))
            self._typed.setFocus()
            return
        office = self._office
        if office is None:
            return
        self._trouble.hide()
        self._make.setEnabled(False)
        self._progress.setText(self.tr("Création de la base : la clé est éprouvée avant de servir…"))
        self._bridge.do(Command(self, lambda: office.make_store(typed), self._done, self._refused))

    def _done(self, _changes: Changes) -> None:
        self._code = ""
        self._shown.clear()
        self._typed.clear()
        self.made.emit()

    def _refused(self, failure: Failure) -> None:
        self._make.setEnabled(True)
        self._progress.setText("")
        if failure.code in {"USE-001", "STO-007"}:
            self._trouble.say(
                self.tr("Ce n’est pas le code de secours affiché. Vérifiez-le, puis recommencez. Rien n’a été créé.")
            )
            self._typed.setFocus()
            self._typed.selectAll()
            return
        said = explain(failure)
        self._trouble.say(f"{said.title}. {said.line} {said.advice} ({said.code})")

    def _not_prepared(self, failure: Failure) -> None:
        self.prepare_code.setEnabled(True)
        said = explain(failure)
        self._trouble.say(f"{said.title}. {said.line} {said.advice} ({said.code})")
