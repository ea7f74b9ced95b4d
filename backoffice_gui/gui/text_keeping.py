"""Why there is no backup, or a copy to wait for: for who works at the window."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["KEEPING"]

_TITLE = QT_TRANSLATE_NOOP("Failures", "Sauvegarde impossible")
_KEPT = QT_TRANSLATE_NOOP(
    "Failures", "La base n’est pas touchée, la relève continue, les sauvegardes déjà faites restent."
)
_ADMIN = QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur : « backoffice doctor » lui dira où cela bloque.")

KEEPING: dict[str, tuple[str, str, str, str]] = {
    "STO-010:copying": (
        QT_TRANSLATE_NOOP("Failures", "Base en cours de mise à niveau"),
        QT_TRANSLATE_NOOP("Failures", "Un autre programme met la base à niveau, et la copie d’abord."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’est perdu : rien n’a été changé."),
        QT_TRANSLATE_NOOP("Failures", "Attendez sa fin, puis réessayez : une grande base prend quelques minutes."),
    ),
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
