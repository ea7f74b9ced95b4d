"""A trial of this workstation: a button, a sentence, a line for each check, and what to do about those that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_post import check_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from backoffice_gui.domain.post import PostCheck
    from backoffice_gui.gui.failure import Failure

__all__ = ["Trial"]

_LOOKS = {
    "ok": (Tone.SUCCESS, Shape.CHECK),
    "warning": (Tone.WARNING, Shape.TRIANGLE),
    "failed": (Tone.ERROR, Shape.CROSS),
    "skipped": (Tone.NEUTRAL, Shape.PAUSE),
}


class Trial(QWidget):
    """Shows what came of each check; `only`: the names of those that are shown, all where there are none."""

    asked = Signal()
    """Try everything: keyring, certificate, disk, the site's list, without collecting."""
    ended = Signal(int)
    """So many failed."""

    def __init__(self, parent: QWidget | None = None, *, only: Collection[str] = ()) -> None:
        super().__init__(parent)
        self._only = frozenset(only)
        self.button = QPushButton(self.tr("Essayer sans rien relever"), self)
        self.button.clicked.connect(self.begin)
        self.table = Table(self.tr("Essai"), self)
        self._model = SmallTable((self.tr("Vérification"), self.tr("Résultat")), frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((16.0, 20.0), 1)
        self._said, self._advice = Words("", self), Words("", self)
        self._said.setText(
            self.tr("Trousseau, certificat, disque, base et site : la liste du site est lue, rien n’est relevé.")
        )
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._said)
        body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.table, 1)
        body.addWidget(self._advice)

    @property
    def text(self) -> str:
        """What it says, without the table."""
        return f"{self._said.text()}\n{self._advice.text()}".strip()

    def begin(self) -> None:
        """Ask for it."""
        self.button.setEnabled(False)
        self._said.setText(self.tr("Essai en cours…"))
        self.asked.emit()

    def show_checks(self, checks: tuple[PostCheck, ...]) -> None:
        """What came of it."""
        seen = [each for each in checks if not self._only or each.name in self._only]
        told = [(each.state, *check_text(each)) for each in seen]
        self._model.show_lines(
            [
                Line(n, (Cell(name, name, _LOOKS.get(state)), Cell(said, said)))
                for n, (state, name, said) in enumerate(told)
            ]
        )
        self.table.fit_to_rows(3, 14)
        failed = [(name, said) for state, name, said in told if state == "failed"]
        self._advice.setText(
            "\n".join(self.tr("{section} : {name}").format(section=name, name=said) for name, said in failed)
        )
        bad = len(failed)
        self._end(self.tr("%n point(s) à régler.", "", bad) if bad else self.tr("Rien n’empêche la relève."))
        self.ended.emit(bad)

    def show_failure(self, failure: Failure) -> None:
        """Why nothing could be tried."""
        said = explain(failure)
        self._end(f"{said.line} {said.advice} ({said.code})")
        self.ended.emit(1)

    def _end(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)
        self.button.setEnabled(True)
