"""The steps of the first run that settle little: welcome, the copies, the trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.blocking import Centred
from backoffice_gui.gui.pages.post_form import FolderRow
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.trial import Trial

if TYPE_CHECKING:
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.pages.window_form import WindowForm

__all__ = ["CopiesStep", "TrialStep", "WelcomeStep"]


def _stand(page: QWidget, card: Card) -> None:
    outside = QVBoxLayout(page)
    outside.setContentsMargins(0, 0, 0, 0)
    outside.addWidget(Centred(card, page))


class WelcomeStep(QWidget):
    """What is going to be done, what one needs for it, and how the window looks and speaks."""

    def __init__(self, own: WindowForm | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self.tr("Mettre ce poste en service"), self)
        intro = self.tr(
            "Cinq étapes, une dizaine de minutes. On peut s’arrêter à tout moment : ce qui est réglé reste réglé, et "
            "l’on reprend où l’on s’est arrêté. Rien n’est relevé avant que la base soit créée."
        )
        needed = self.tr(
            "À avoir sous la main : ce que votre administrateur a fourni (adresse du site, certificats), de quoi "
            "noter ou imprimer le code de secours, et si possible un second disque ou un partage pour les copies."
        )
        reader = self.tr(
            "Tout se fait au clavier : Tab passe d’un champ à l’autre, Entrée valide, F1 ouvre l’aide. Un lecteur "
            "d’écran annonce chaque étape et chaque résultat."
        )
        for words in (intro, needed, reader):
            card.body.addWidget(Words(words, card))
        if own is not None:
            own.setParent(card)
            card.body.addSpacing(em(self) // 2)
            card.body.addWidget(Heading(self.tr("Texte, couleurs, langue"), 3, card))
            card.body.addWidget(own)
        card.body.addWidget(Muted(self.tr("Pour essayer sans rien configurer : « backoffice-gui --demo »."), card))
        _stand(self, card)


class CopiesStep(QWidget):
    """Where everything is written a second time, and where backups go: both may be left for later."""

    settled = Signal(object)
    """Write these: a dict of keys and values; an empty one where nothing changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self.tr("Deux copies valent mieux qu’une"), self)
        mirror = self.tr(
            "La seconde copie reçoit chaque dépôt, chiffré, avant que le site ne le détruise. Choisissez un autre "
            "disque, ou un partage : une panne n’emporte alors pas tout."
        )
        backup = self.tr(
            "La sauvegarde recopie aussi les dossiers de travail, chaque jour ; chacune est éprouvée en l’ouvrant."
        )
        self.rows = {
            "store.mirror": FolderRow("store.mirror", self.tr("Dossier de la &seconde copie"), card),
            "backup.folder": FolderRow("backup.folder", self.tr("Dossier des sa&uvegardes"), card),
        }
        for words, row in zip((mirror, backup), self.rows.values(), strict=True):
            card.body.addWidget(Words(words, card))
            row.hide()
            card.body.addWidget(row)
            card.body.addSpacing(em(self) // 2)
        later = self.tr(
            "Sans dossier, on continue. Plus tard, les sauvegardes se règlent dans « Paramètres » ; la seconde copie, "
            "dans le fichier de configuration, ou par votre administrateur."
        )
        self._without = Muted(later, card)
        self._trouble = Strip(Tone.ERROR, card)
        card.body.addWidget(self._without)
        card.body.addWidget(self._trouble)
        _stand(self, card)

    @property
    def trouble(self) -> str:
        """What is wrong, as it is said."""
        return self._trouble.text if self._trouble.isVisible() else ""

    def show_post(self, post: Post) -> None:
        """What is settled already, with padlocks; what was typed here and not yet written stays."""
        known = {each.key: each for each in post.settings}
        for key, row in self.rows.items():
            typed = row.edit.text().strip()
            row.setVisible(key in known)
            if key in known:
                kept = row.kept
                row.show_setting(known[key], post.source)
                if typed not in {"", kept} and not known[key].fixed:
                    row.edit.setText(typed)

    @property
    def open(self) -> bool:
        """Whether a folder could be named that nobody has named."""
        return any(not row.isHidden() and row.edit.isEnabled() and not row.kept for row in self.rows.values())

    def go_on(self) -> None:
        """Hand on what changed."""
        self._trouble.hide()
        texts = {key: row.edit.text().strip() for key, row in self.rows.items() if row.edit.isEnabled()}
        self.settled.emit({key: text for key, text in texts.items() if text != self.rows[key].kept})

    def show_failure(self, failure: Failure) -> None:
        """Why it was not written; what was typed stays."""
        said = explain(failure)
        row = self.rows.get(str(failure.facts.get("key", "")))
        name = "" if row is None else f"{row.name} : "
        self._trouble.say(f"{name}{said.line} {said.advice} ({said.code})")
        if row is not None:
            row.edit.setFocus()


class TrialStep(QWidget):
    """Everything is there: it is tried without collecting, and then work begins."""

    begun = Signal()
    """To work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self.tr("Le poste est prêt : un essai avant de commencer"), self)
        card.body.addWidget(
            Words(
                self.tr(
                    "Chaque point est éprouvé : la liste du site est lue sans rien relever. Un point à régler "
                    "n’empêche pas de commencer ; il reste visible dans « Paramètres », onglet « Essai »."
                ),
                card,
            )
        )
        self.trial = Trial(card)
        self.begin = QPushButton(self.tr("Commencer"), card)
        self.begin.clicked.connect(self.begun)
        card.body.addWidget(self.trial, 1)
        card.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        _stand(self, card)
