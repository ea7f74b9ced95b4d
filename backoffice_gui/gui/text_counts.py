"""Sentences that count, for those who are no widgets.

`pyside6-lupdate` knows a plural only in `tr`, which is a QObject's: hence this one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

__all__ = ["Counted"]


class Counted(QObject):
    """Each method: a number in words, in the right form for it."""

    def in_danger(self, many: int) -> str:
        """Submissions that may be lost."""
        return self.tr("%n demande(s) risque(nt) d’être perdue(s)", "", many)

    def on_web(self, many: int) -> str:
        """Submissions on the web."""
        return self.tr("%n demande(s) sur le site", "", many)

    def lost(self, many: int) -> str:
        """Submissions that are lost."""
        return self.tr("%n perdue(s)", "", many)

    def parts(self, many: int) -> str:
        """Parts of a submission."""
        return self.tr("%n pièce(s)", "", many)
