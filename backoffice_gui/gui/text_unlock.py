"""Why the desk stays locked, and why a passphrase is not taken; what to do in words an agent understands."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["UNLOCK"]

_CLOSED = QT_TRANSLATE_NOOP("Failures", "Rien n’est montré ; la relève continue.")
_RECOVERY = QT_TRANSLATE_NOOP("Failures", "Phrase oubliée : le code de secours rouvre le poste.")

UNLOCK: dict[str, tuple[str, str, str, str]] = {
    "KEY-002": (
        QT_TRANSLATE_NOOP("Failures", "Le poste reste verrouillé"),
        QT_TRANSLATE_NOOP("Failures", "Le poste n’a pas été déverrouillé."),
        _CLOSED,
        _RECOVERY,
    ),
}
"""`code` or `code:reason` → title, what happened, what is safe, what to do."""
