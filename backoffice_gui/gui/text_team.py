"""What a team's server does to a desk, in sentences."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["TEAM"]

TEAM: dict[str, tuple[str, str, str, str]] = {
    "STO-015": (
        QT_TRANSLATE_NOOP("Failures", "Base d’équipe injoignable"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le serveur de la base d’équipe ne répond pas, ou la liaison avec lui est tombée."
        ),
        QT_TRANSLATE_NOOP("Failures", "Ce qui est rangé sur le serveur y reste."),
        QT_TRANSLATE_NOOP(
            "Failures", "Patientez un instant, puis réessayez ; si cela dure, prévenez votre administrateur."
        ),
    ),
}
"""`code` or `code:reason` → title, what happened, what is safe, what to do."""
