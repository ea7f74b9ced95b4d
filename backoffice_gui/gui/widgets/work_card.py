"""What the cards of *Tâches* have in common: a title, how far it is, stop it, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Line, SmallTable
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import Work

__all__ = ["WorkCard"]


class WorkCard(Ground):
    """One piece of work; `_words` says what came of it. Whoever inherits calls `follow` once it is complete."""

    def __init__(self, work: Work, title: str, parent: QWidget) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self._work = work
        self.setAccessibleName(title)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, max(1, work.total))
        self._bar.setAccessibleName(title)
        self._result = Words("", self)
        self.stop = QPushButton(self.tr("Arrêter"), self)
        self.stop.clicked.connect(work.cancel)
        self._buttons = Flow()
        self._buttons.addWidget(self.stop)
        self._body = QVBoxLayout(self)
        self._body.addWidget(Heading(title, 3, self))
        self._body.addWidget(self._bar)
        self._body.addWidget(self._result)
        self._body.addLayout(self._buttons)

    @property
    def text(self) -> str:
        """What came of it."""
        return self._result.text()

    def follow(self) -> None:
        """Show it as it is, and whenever it changes."""
        self._work.changed.connect(self._tell)
        self._tell()

    def _words(self) -> str:
        """What came of it, nothing while it goes on."""
        raise NotImplementedError

    def _tell(self) -> None:
        work = self._work
        self._bar.setValue(work.done)
        self._bar.setFormat(f"{formats.number(work.done)}/{formats.number(work.total)}")
        self._bar.setVisible(work.running)
        self.stop.setVisible(work.running)
        self.stop.setEnabled(not work.cancelled())
        self._result.setText(self._words())
        self._result.setVisible(bool(self.text))

    def _table_of(self, name: str, heads: tuple[str, str], lines: Sequence[Line]) -> Table:
        """A small table below: a case, and what is said of it."""
        table = Table(name, self)
        model = SmallTable(heads, frozenset(), icons_of(self), table)
        model.show_lines(lines)
        table.setModel(model)
        table.set_widths((11.0, 12.0), 1)
        table.fit_to_rows(most=8)
        self._body.addWidget(table)
        return table
