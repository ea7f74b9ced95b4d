"""Why the desk stays locked, and why a passphrase is not taken; what to do in words an agent understands."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["UNLOCK", "UNLOCK_USAGE"]

_LOCKED = QT_TRANSLATE_NOOP("Failures", "Le poste reste verrouillé")
_CLOSED = QT_TRANSLATE_NOOP("Failures", "Rien n’est montré ; la relève continue.")
_SEALED = QT_TRANSLATE_NOOP("Failures", "Les demandes restent chiffrées et entières ; la relève continue.")
_CODE = QT_TRANSLATE_NOOP("Failures", "Le code de secours rouvre le poste ; prévenez votre administrateur s’il manque.")
_REFUSED = QT_TRANSLATE_NOOP("Failures", "Phrase de passe refusée")
_BEFORE = QT_TRANSLATE_NOOP("Failures", "Rien n’a changé : ce qui ouvrait le poste l’ouvre encore.")
_WORDS = QT_TRANSLATE_NOOP("Failures", "Choisissez quatre ou cinq mots sans lien entre eux, faciles à retenir.")

_CASEBOOK_LOST = QT_TRANSLATE_NOOP("Failures", "La base de travail a disparu")
_NEW_CASEBOOK = QT_TRANSLATE_NOOP(
    "Failures",
    "Prévenez votre administrateur : une sauvegarde remplace la base de travail (« backoffice restore --casebook ») ; "
    "sans sauvegarde, la clé de secours en fait une neuve (« backoffice store recover --new-casebook »).",
)

UNLOCK: dict[str, tuple[str, str, str, str]] = {
    "KEY-002": (
        _LOCKED,
        QT_TRANSLATE_NOOP("Failures", "Le poste n’a pas été déverrouillé."),
        _CLOSED,
        QT_TRANSLATE_NOOP("Failures", "Phrase oubliée : le code de secours rouvre le poste."),
    ),
    "KEY-002:passphrase-needed": (
        _LOCKED,
        QT_TRANSLATE_NOOP("Failures", "Une phrase de passe est demandée pour ouvrir ce poste."),
        _CLOSED,
        QT_TRANSLATE_NOOP("Failures", "Saisissez-la. Si elle est oubliée, le code de secours rouvre le poste."),
    ),
    "KEY-002:passphrase-wrong": (
        QT_TRANSLATE_NOOP("Failures", "Ce n’est pas la bonne phrase"),
        QT_TRANSLATE_NOOP("Failures", "La phrase de passe saisie n’ouvre pas ce poste."),
        _CLOSED,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez les majuscules et la langue du clavier, puis recommencez. Le code de secours ouvre aussi.",
        ),
    ),
    "KEY-002:wait": (
        QT_TRANSLATE_NOOP("Failures", "Trop de phrases fausses"),
        QT_TRANSLATE_NOOP("Failures", "Il faut attendre {seconds} s avant un nouvel essai."),
        _CLOSED,
        QT_TRANSLATE_NOOP("Failures", "Attendez, puis recommencez. Le code de secours ouvre sans attendre."),
    ),
    "KEY-002:passphrase-choose": (
        QT_TRANSLATE_NOOP("Failures", "Phrase de passe à choisir"),
        QT_TRANSLATE_NOOP(
            "Failures", "La politique de ce poste demande une phrase de passe, et il n’y en a pas encore."
        ),
        _SEALED,
        _WORDS,
    ),
    "KEY-002:memory": (
        _LOCKED,
        QT_TRANSLATE_NOOP("Failures", "Il manque de la mémoire pour essayer la phrase de passe ({mebibytes} Mio)."),
        _CLOSED,
        QT_TRANSLATE_NOOP("Failures", "Fermez d’autres programmes, puis recommencez."),
    ),
    "STO-007:no-half": (
        QT_TRANSLATE_NOOP("Failures", "Le trousseau a perdu sa moitié de la clé"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "La phrase de passe n’ouvre ce poste qu’avec ce que le trousseau de la session garde, et rien n’y est.",
        ),
        _SEALED,
        _CODE,
    ),
    "STO-007:wrap-damaged": (
        QT_TRANSLATE_NOOP("Failures", "La clé de ce poste est abîmée"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier master.wrap, à côté de la base, a été changé ou abîmé."),
        _SEALED,
        _CODE,
    ),
    "STO-002:casebook": (
        _CASEBOOK_LOST,
        QT_TRANSLATE_NOOP(
            "Failures", "La base de travail (casebook.db) manque dans {folder} ; celle de réception est là."
        ),
        _SEALED,
        _NEW_CASEBOOK,
    ),
    "STO-006:casebook": (
        _CASEBOOK_LOST,
        QT_TRANSLATE_NOOP("Failures", "La base de travail (casebook.db) est vide, ou n’a jamais été terminée."),
        _SEALED,
        _NEW_CASEBOOK,
    ),
    "STO-007:not-recovered": (
        QT_TRANSLATE_NOOP("Failures", "Base de travail abîmée"),
        QT_TRANSLATE_NOOP("Failures", "C’est le bon code de secours, mais la base de travail ne s’ouvre pas avec lui."),
        _SEALED,
        _NEW_CASEBOOK,
    ),
    "STO-007:recover-cut": (
        QT_TRANSLATE_NOOP("Failures", "Base de travail en cours de remplacement"),
        QT_TRANSLATE_NOOP("Failures", "Une nouvelle base de travail est en train d’être faite, ou cela a été coupé."),
        _SEALED,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Attendez la fin ; sinon, votre administrateur relance « backoffice store recover --new-casebook ».",
        ),
    ),
    "STO-007:locked": (
        _LOCKED,
        QT_TRANSLATE_NOOP("Failures", "Le poste a été verrouillé pendant cette action."),
        QT_TRANSLATE_NOOP("Failures", "Ce qui n’était pas terminé n’a pas été fait."),
        QT_TRANSLATE_NOOP("Failures", "Déverrouillez le poste, puis vérifiez où en était l’action."),
    ),
}
"""`code` or `code:reason` → title, what happened, what is safe, what to do."""

UNLOCK_USAGE: dict[str, tuple[str, str, str, str]] = {
    "passphrase-short": (
        _REFUSED,
        QT_TRANSLATE_NOOP("Failures", "Une phrase de passe a au moins 12 caractères."),
        _BEFORE,
        _WORDS,
    ),
    "passphrase-simple": (
        _REFUSED,
        QT_TRANSLATE_NOOP(
            "Failures", "Cette phrase serait devinée trop vite (répétitions, suites du clavier, mots courants)."
        ),
        _BEFORE,
        _WORDS,
    ),
    "passphrase-long": (
        _REFUSED,
        QT_TRANSLATE_NOOP("Failures", "Une phrase de passe a au plus 1 024 caractères."),
        _BEFORE,
        _WORDS,
    ),
    "passphrase-required": (
        _REFUSED,
        QT_TRANSLATE_NOOP(
            "Failures", "La politique de ce poste demande une phrase de passe : elle ne peut pas être retirée."
        ),
        _BEFORE,
        QT_TRANSLATE_NOOP("Failures", "Changez-la si elle n’est plus sûre."),
    ),
    "passphrase-key-file": (
        _REFUSED,
        QT_TRANSLATE_NOOP(
            "Failures", "La clé de cette base est dans un fichier, pour un service : une phrase n’y ajoute rien."
        ),
        _BEFORE,
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur d’utiliser le trousseau de la session."),
    ),
    "recovery-none": (
        QT_TRANSLATE_NOOP("Failures", "Pas de clé de secours"),
        QT_TRANSLATE_NOOP("Failures", "Cette base a été créée sans clé de secours."),
        _BEFORE,
        QT_TRANSLATE_NOOP(
            "Failures", "La copie du fichier de clé, gardée par votre administrateur, est la seule autre voie."
        ),
    ),
    "code-differs": (
        QT_TRANSLATE_NOOP("Failures", "Ce n’est pas le bon code"),
        QT_TRANSLATE_NOOP("Failures", "Le code saisi n’est pas le code de secours de cette base."),
        _BEFORE,
        QT_TRANSLATE_NOOP("Failures", "Vérifiez-le groupe par groupe ; espaces et tirets ne comptent pas."),
    ),
}
"""Reason of a usage error → the same."""
