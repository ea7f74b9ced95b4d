"""Where the copies are: still on the web, here and there, here alone and proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui import formats
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.shapes import Shape, paint_shape
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Card

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor

__all__ = ["PLACES", "Whereabouts", "counted"]

translate = QCoreApplication.translate

PLACES: tuple[tuple[str, frozenset[Stage], Tone, Shape], ...] = (
    (QT_TRANSLATE_NOOP("Whereabouts", "Sur le site seulement"), frozenset({Stage.OFFERED}), Tone.INFO, Shape.DOWN),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Ici, pas encore accusées"),
        frozenset({Stage.STORED, Stage.VERIFIED}),
        Tone.INFO,
        Shape.HALF,
    ),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Ici, reçu obtenu, preuve attendue"),
        frozenset({Stage.ACKNOWLEDGED}),
        Tone.SUCCESS,
        Shape.CHECK,
    ),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Ici, destruction de la copie du site prouvée"),
        frozenset({Stage.CLOSED}),
        Tone.SUCCESS,
        Shape.DOUBLE_CHECK,
    ),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Ici, expirées sur le site"),
        frozenset({Stage.STORED_EXPIRED}),
        Tone.WARNING,
        Shape.HALF,
    ),
    (QT_TRANSLATE_NOOP("Whereabouts", "En quarantaine"), frozenset({Stage.QUARANTINED}), Tone.WARNING, Shape.PAUSE),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Prises par une autre base, ou contestées"),
        frozenset({Stage.FOREIGN, Stage.DISPUTED}),
        Tone.NEUTRAL,
        Shape.RING,
    ),
    (
        QT_TRANSLATE_NOOP("Whereabouts", "Perdues ou introuvables"),
        frozenset({Stage.LOST, Stage.MISSING}),
        Tone.ERROR,
        Shape.CROSS,
    ),
)
"""Words, the stages they gather, how they look; the last four only where there are any."""

_ALWAYS = 4


def counted(monitor: Monitor, stages: frozenset[Stage]) -> int:
    """How many submissions stand at one of these stages."""
    return sum(monitor.counts.get(stage, 0) for stage in stages)


class _Sign(QWidget):
    """A place's shape."""

    def __init__(self, tone: Tone, shape: Shape, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone, self._shape = tone, shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_shape(painter, QRectF(self.rect()), self._shape, tone_colors(self.palette(), self._tone).fg)


class Whereabouts(Card):
    """A line a place, with its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Whereabouts", "Où sont les copies"), parent)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QWidget, Words, QLabel]] = []
        for number, (words, _stages, tone, shape) in enumerate(PLACES):
            sign = _Sign(tone, shape, self)
            label = Words(translate("Whereabouts", words), self)
            count = QLabel("0", self)
            count.setTextFormat(Qt.TextFormat.PlainText)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((sign, label, count)):
                grid.addWidget(widget, number, column)
            self._lines.append((sign, label, count))
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_monitor(self, monitor: Monitor) -> None:
        """Show the counts of a snapshot."""
        for number, ((sign, label, count), (words, stages, _, _)) in enumerate(zip(self._lines, PLACES, strict=True)):
            many = counted(monitor, stages)
            text = formats.number(many)
            if count.text() != text:
                count.setText(text)
            count.setAccessibleName(f"{translate('Whereabouts', words)} {text}")
            font = count.font()
            font.setBold(many > 0)
            count.setFont(font)
            for widget in (sign, label, count):
                widget.setVisible(number < _ALWAYS or many > 0)
