"""What the console says in English of locking and opening: passphrases, and the way back by the recovery code."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

CIRCUMSTANCES = {
    "KEY-002": (
        "The casebook stays closed ({reason}).",
        "Nothing was shown or changed; collecting goes on.",
        'Forgotten passphrase: "backoffice store recover" opens the store with the recovery code.',
    ),
}

REASONS: dict[str, tuple[str, str]] = {}

PHRASES: dict[str, str] = {}
