"""Why there is no backup: for who works at the window, whose administrator is to see to it."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["KEEPING"]

_TITLE = QT_TRANSLATE_NOOP("Failures", "Sauvegarde impossible")
_KEPT = QT_TRANSLATE_NOOP(
    "Failures", "La base n’est pas touchée, la relève continue, les sauvegardes déjà faites restent."
)
_ADMIN = QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur : « backoffice doctor » lui dira où cela bloque.")

KEEPING: dict[str, tuple[str, str, str, str]] = {
    "STO-014": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "La dernière sauvegarde n’a pas pu être faite, ou n’a pas pu être prouvée."),
        _KEPT,
        _ADMIN,
    ),
    "STO-014:gone": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "Le dossier des sauvegardes n’est pas là."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Rebranchez le disque des sauvegardes, ou prévenez votre administrateur."),
    ),
    "STO-014:unwritable": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "Le dossier des sauvegardes ne peut pas être écrit."),
        _KEPT,
        _ADMIN,
    ),
    "STO-014:not-proven": (
        QT_TRANSLATE_NOOP("Failures", "Sauvegarde refusée"),
        QT_TRANSLATE_NOOP("Failures", "La sauvegarde a été ouverte et ne tient pas : elle n’a pas été retenue."),
        _KEPT,
        _ADMIN,
    ),
}
"""`code` or `code:reason` → title, what happened, what is safe, what to do."""
