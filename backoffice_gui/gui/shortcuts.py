"""Every key of the window, in one list: menus, tooltips and the sheet are made of it (ui.md §4.6).

AZERTY: no digit, no `/ ? [ ]`, never Ctrl+Alt. Single letters act in lists only, and can be
switched off.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["Key", "also_of", "sequences", "words_of"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Bound:
    """Sequences, words, whether it is a letter without Ctrl, and other words by which it is looked for."""

    sequences: tuple[str, ...]
    words: str
    letter: bool = False
    also: str = ""


class Key(enum.Enum):
    """What a key does: its sequences, its words, whether it is a single letter."""

    LOCK = _Bound(("Ctrl+L",), QT_TRANSLATE_NOOP("Keys", "Verrouiller le poste"))
    PALETTE = _Bound(("Ctrl+K",), QT_TRANSLATE_NOOP("Keys", "Tout chercher, tout faire"))
    POLL = _Bound(("F5",), QT_TRANSLATE_NOOP("Keys", "Relever maintenant"))
    FILTER = _Bound(("Ctrl+F",), QT_TRANSLATE_NOOP("Keys", "Filtrer cette liste"))
    REFRESH = _Bound(("Ctrl+R",), QT_TRANSLATE_NOOP("Keys", "Actualiser la liste"))
    NEXT_PANE = _Bound(("F6",), QT_TRANSLATE_NOOP("Keys", "Volet suivant"))
    PREVIOUS_PANE = _Bound(("Shift+F6",), QT_TRANSLATE_NOOP("Keys", "Volet précédent"))
    BACK = _Bound(("Esc",), QT_TRANSLATE_NOOP("Keys", "Revenir, effacer, fermer"))
    OPEN = _Bound(("Return",), QT_TRANSLATE_NOOP("Keys", "Ouvrir la demande"))
    NEXT = _Bound(("J",), QT_TRANSLATE_NOOP("Keys", "Demande suivante"), letter=True)
    PREVIOUS = _Bound(("K",), QT_TRANSLATE_NOOP("Keys", "Demande précédente"), letter=True)
    TAKE = _Bound(("A",), QT_TRANSLATE_NOOP("Keys", "Prendre, reprendre ou rouvrir"), letter=True)
    ASSIGN = _Bound(("Shift+A",), QT_TRANSLATE_NOOP("Keys", "Attribuer à…"), letter=True)
    HAND_OVER = _Bound(
        ("T",), QT_TRANSLATE_NOOP("Keys", "Confier à un autre service…"), letter=True,
        also=QT_TRANSLATE_NOOP("Keys", "transférer transmettre réorienter"),
    )  # fmt: skip
    FINISH = _Bound(("E",), QT_TRANSLATE_NOOP("Keys", "Terminer : répondre, puis clore"), letter=True)
    ASK_PIECE = _Bound(("R",), QT_TRANSLATE_NOOP("Keys", "Demander une pièce manquante…"), letter=True)
    STATE = _Bound(("S",), QT_TRANSLATE_NOOP("Keys", "Changer d’état…"), letter=True)
    NOTE = _Bound(("N",), QT_TRANSLATE_NOOP("Keys", "Écrire une note interne"), letter=True)
    LINK = _Bound(("M",), QT_TRANSLATE_NOOP("Keys", "Rattacher : même personne, même demande…"), letter=True)
    RECEIPT = _Bound(("Shift+R",), QT_TRANSLATE_NOOP("Keys", "Noter l’accusé de réception envoyé"), letter=True)
    UNREAD = _Bound(("U",), QT_TRANSLATE_NOOP("Keys", "Marquer comme non lue"), letter=True)
    PIECES = _Bound(("P",), QT_TRANSLATE_NOOP("Keys", "Voir les pièces, puis la suivante"), letter=True)
    PIECE_BEFORE = _Bound(("Shift+P",), QT_TRANSLATE_NOOP("Keys", "Voir la pièce précédente"), letter=True)
    SEND = _Bound(("Ctrl+Return", "Ctrl+Enter"), QT_TRANSLATE_NOOP("Keys", "Enregistrer la réponse ou la note"))
    SELECT = _Bound(("X",), QT_TRANSLATE_NOOP("Keys", "Sélectionner la ligne"), letter=True)
    SELECT_ALL = _Bound(("Ctrl+A",), QT_TRANSLATE_NOOP("Keys", "Tout sélectionner dans la vue"))
    EXPORT = _Bound(("Ctrl+E",), QT_TRANSLATE_NOOP("Keys", "Exporter la sélection ou la vue…"))
    PRINT = _Bound(("Ctrl+P",), QT_TRANSLATE_NOOP("Keys", "Fiche PDF de la demande…"))
    WHO = _Bound(("Ctrl+J",), QT_TRANSLATE_NOOP("Keys", "Qui a ouvert cette demande"))
    UNDO = _Bound(("Ctrl+Z",), QT_TRANSLATE_NOOP("Keys", "Annuler la dernière action"))
    REDO = _Bound(("Ctrl+Y",), QT_TRANSLATE_NOOP("Keys", "Rétablir ce qui vient d’être annulé"))
    COPY = _Bound(("C",), QT_TRANSLATE_NOOP("Keys", "Copier le numéro"), letter=True)
    GO_TODO = _Bound(("G, A",), QT_TRANSLATE_NOOP("Keys", "Aller à : À traiter"), letter=True)
    GO_MINE = _Bound(("G, M",), QT_TRANSLATE_NOOP("Keys", "Aller à : Mes demandes"), letter=True)
    GO_SUBMISSIONS = _Bound(("G, D",), QT_TRANSLATE_NOOP("Keys", "Aller à : Dépôts"), letter=True)
    GO_TRANSFERS = _Bound(("G, T",), QT_TRANSLATE_NOOP("Keys", "Aller à : Transferts"), letter=True)
    DISCREET = _Bound(("Ctrl+Shift+D",), QT_TRANSLATE_NOOP("Keys", "Mode discret : masquer ou montrer les noms"))
    GO_CONFORMITY = _Bound(
        ("G, C",), QT_TRANSLATE_NOOP("Keys", "Aller à : Conformité"), letter=True,
        also=QT_TRANSLATE_NOOP("Keys", "preuve rapport délais chiffres exposition"),
    )  # fmt: skip
    GO_JOURNAL = _Bound(
        ("G, J",), QT_TRANSLATE_NOOP("Keys", "Aller à : Journal"), letter=True,
        also=QT_TRANSLATE_NOOP("Keys", "événements traces consultations vérifier la chaîne audit"),
    )  # fmt: skip
    GO_RETENTION = _Bound(
        ("G, R",), QT_TRANSLATE_NOOP("Keys", "Aller à : Conservation"), letter=True,
        also=QT_TRANSLATE_NOOP("Keys", "purger purge échéances détruire effacer prolonger certificat"),
    )  # fmt: skip
    GO_TEAM = _Bound(
        ("G, E",), QT_TRANSLATE_NOOP("Keys", "Aller à : Équipe"), letter=True,
        also=QT_TRANSLATE_NOOP("Keys", "membres rôles services admettre empreinte accès"),
    )  # fmt: skip
    PENDING = _Bound(("F7",), QT_TRANSLATE_NOOP("Keys", "Ce qui attend le serveur de l’équipe…"))
    TASKS = _Bound(("F8",), QT_TRANSLATE_NOOP("Keys", "Montrer ou cacher les tâches"))
    BIGGER = _Bound(("Ctrl+=", "Ctrl++"), QT_TRANSLATE_NOOP("Keys", "Agrandir le texte"))
    SMALLER = _Bound(("Ctrl+-",), QT_TRANSLATE_NOOP("Keys", "Réduire le texte"))
    USUAL = _Bound(("F12",), QT_TRANSLATE_NOOP("Keys", "Taille normale du texte"))
    FULL_SCREEN = _Bound(("F11",), QT_TRANSLATE_NOOP("Keys", "Plein écran"))
    SETTINGS = _Bound(("F9",), QT_TRANSLATE_NOOP("Keys", "Paramètres de ce poste…"))
    KEYBOARD = _Bound(("Ctrl+,",), QT_TRANSLATE_NOOP("Keys", "Clavier…"))
    HELP = _Bound(("F1",), QT_TRANSLATE_NOOP("Keys", "Aide"))
    SHEET = _Bound(("Shift+F1",), QT_TRANSLATE_NOOP("Keys", "Raccourcis clavier"))
    QUIT = _Bound(("Ctrl+Q",), QT_TRANSLATE_NOOP("Keys", "Quitter"))

    @property
    def letter(self) -> bool:
        """Whether it is a letter without Ctrl, that can be switched off."""
        return self.value.letter


def sequences(key: Key) -> list[QKeySequence]:
    """The key's sequences."""
    return [QKeySequence(text) for text in key.value.sequences]


def words_of(key: Key) -> str:
    """What it does."""
    return translate("Keys", key.value.words)


def also_of(key: Key) -> str:
    """Other words by which it is looked for, where there are any."""
    return translate("Keys", key.value.also) if key.value.also else ""
