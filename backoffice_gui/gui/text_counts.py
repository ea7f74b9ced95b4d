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

    def collected(self, many: int) -> str:
        """Submissions brought home."""
        return self.tr("%n demande(s) relevée(s)", "", many)

    def no_longer_on_web(self, many: int) -> str:
        """Web copies destroyed."""
        return self.tr("%n copie(s) du site détruite(s)", "", many)

    def longest(self, duration: str) -> str:
        """The longest life of a web copy."""
        return self.tr("la plus longue a vécu {duration}").format(duration=duration)

    def lived(self, duration: str) -> str:
        """How long a web copy lived."""
        return self.tr("{duration} sur le site").format(duration=duration)

    def still_on_web(self) -> str:
        """A web copy that still exists."""
        return self.tr("encore sur le site")
