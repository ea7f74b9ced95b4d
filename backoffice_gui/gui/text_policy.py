"""Why the machine's policy stops the program, or a demonstration is not opened: an agent can't mend either."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["POLICY"]

_TITLE = QT_TRANSLATE_NOOP("Failures", "Politique de ce poste à corriger")
_NOTHING = QT_TRANSLATE_NOOP("Failures", "Rien n’a été relevé ni modifié.")
_ADMIN = QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur, qui lancera « backoffice doctor ».")

POLICY: dict[str, tuple[str, str, str, str]] = {
    "CFG-001:demo-not-apart": (
        QT_TRANSLATE_NOOP("Failures", "Démonstration refusée"),
        QT_TRANSLATE_NOOP(
            "Failures", "La démonstration doit rester à part, et un réglage désigne ce qui n’est pas à elle ({key})."
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien de réel n’a été ouvert, relevé ni modifié."),
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur ; votre vraie fenêtre n’est pas touchée."),
    ),
    "CFG-001:policy-broken": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "La politique que l’administration a fixée ({file}) ne peut pas être lue."),
        _NOTHING,
        _ADMIN,
    ),
    "CFG-001:policy-writable": (
        QT_TRANSLATE_NOOP("Failures", "Politique de ce poste mal protégée"),
        QT_TRANSLATE_NOOP(
            "Failures", "La politique de ce poste ({file}) peut être écrite par d’autres que l’administrateur."
        ),
        _NOTHING,
        _ADMIN,
    ),
    "CFG-001:policy-unknown-key": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "Dans la politique de ce poste ({file}), {key} n’est pas une clé connue."),
        _NOTHING,
        _ADMIN,
    ),
    "CFG-001:policy-value": (
        _TITLE,
        QT_TRANSLATE_NOOP("Failures", "Dans la politique de ce poste ({file}), la valeur de {key} n’est pas permise."),
        _NOTHING,
        _ADMIN,
    ),
}
"""`code:reason` → title, what happened, what is safe, what to do."""
