"""What the console says in French of locking and opening: passphrases, and the way back by the recovery code."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

CIRCUMSTANCES = {
    "KEY-002": (
        "La base de travail reste fermée ({reason}).",
        "Rien n’a été montré ni modifié ; la relève continue.",
        "Phrase oubliée : « backoffice store recover » ouvre la base avec le code de secours.",
    ),
}

REASONS: dict[str, tuple[str, str]] = {}

PHRASES: dict[str, str] = {}
