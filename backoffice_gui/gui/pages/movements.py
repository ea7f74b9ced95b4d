"""What the collector of this window has just done: a line a submission, its last step, and when.

The loop takes a tenth of a second when all is well: without this, an agent would never see it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui import formats
from backoffice_gui.gui.looks import STAGE_LOOKS
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.text_words import stage_hint, stage_text, trouble_text
from backoffice_gui.gui.widgets.labels import Muted
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

__all__ = ["Movements"]

_MOST = 4
_STAGES = {
    EventName.LISTED: Stage.OFFERED,
    EventName.STORED: Stage.STORED,
    EventName.VERIFIED: Stage.VERIFIED,
    EventName.ACKNOWLEDGED: Stage.ACKNOWLEDGED,
    EventName.CLOSED: Stage.CLOSED,
    EventName.QUARANTINED: Stage.QUARANTINED,
    EventName.FOREIGN: Stage.FOREIGN,
}
"""The stage an event says; a retry keeps the one before, an incident has its own card."""


class Movements(Card):
    """The last submissions that moved, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Derniers mouvements"))
        self.setAccessibleName(self.heading.text())
        self._last: OrderedDict[int, Line] = OrderedDict()
        self._none = Muted(self.tr("Aucun mouvement depuis l’ouverture de cette fenêtre."), self)
        self.table = Table(self.heading.text(), self)
        headers = (self.tr("N°"), self.tr("Étape"), self.tr("Heure"))
        self._model = SmallTable(headers, frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((4.5, 10.0, 4.5), 1)
        self.table.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def hear(self, events: Iterable[CollectorEvent]) -> None:
        """Take a bundle of events in."""
        at = formats.clock()
        for event in events:
            if event.seq is not None and (line := self._line(event, event.seq, at)) is not None:
                self._last[event.seq] = line
                self._last.move_to_end(event.seq)
        while len(self._last) > _MOST:
            self._last.popitem(last=False)
        self._model.show_lines(tuple(reversed(self._last.values())))
        self._none.setVisible(not self._last)
        self.table.setVisible(bool(self._last))
        self.table.fit_to_rows(1, _MOST)

    def _line(self, event: CollectorEvent, seq: int, at: str) -> Line | None:
        stage = _STAGES.get(event.name)
        if stage is not None:
            cell = Cell(stage_text(stage), stage_hint(stage), STAGE_LOOKS[stage])
        elif event.name is EventName.RETRY:
            cell = Cell(self.tr("Nouvel essai : {trouble}").format(trouble=trouble_text(event.detail)))
        else:
            return None
        return Line(seq, (Cell(str(seq)), cell, Cell(at)))
