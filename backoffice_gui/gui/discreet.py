"""*Mode discret*: names stay covered until somebody asks, for a desk that others can see.

A list shows as many dots for every name: neither its length nor its script tells anything. A case or a submission that
is chosen is not opened by staying on it; asking for it (Enter, *Montrer*) opens it, for that one alone.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

__all__ = ["COVERED", "covered_act", "covered_hint", "covered_words", "masked"]

translate = QCoreApplication.translate

COVERED = "••••••"
"""What stands where a name was."""


def masked(words: str, *, discreet: bool) -> str:
    """The words, or what covers them; nothing stays nothing."""
    return COVERED if discreet and words else words


def covered_words() -> str:
    """What a screen reader says of a name that is covered."""
    return translate("Discreet", "nom masqué")


def covered_hint() -> str:
    """Why there are dots."""
    return translate("Discreet", "Mode discret : les noms sont masqués dans les listes.")


def covered_act() -> tuple[str, str]:
    """What is said in the place of what is covered, and the word that uncovers it."""
    words = translate("Discreet", "Mode discret : le contenu n’est montré que si vous le demandez.")
    return words, translate("Discreet", "Montrer")
