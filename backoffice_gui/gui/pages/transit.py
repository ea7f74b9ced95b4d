"""The table of what is on its way: stage by stage, with each web copy's time left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.monitor import WEB_SECONDS, Band
from backoffice_gui.gui import formats
from backoffice_gui.gui.looks import BAND_LOOKS, STAGE_LOOKS
from backoffice_gui.gui.models.small import Cell, Line
from backoffice_gui.gui.risk import band_of_item, left_of
from backoffice_gui.gui.text_words import band_text, stage_hint, stage_text, trouble_text

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import InTransit, Monitor

__all__ = ["WIDTHS", "headers", "transit_lines"]

translate = QCoreApplication.translate

WIDTHS = (5.0, 7.0, 6.5, 10.5, 8.5, 4.5, 4.5, 6.0, 14.0)


def headers() -> tuple[str, ...]:
    """The columns."""
    return (
        translate("Transit", "N°"),
        translate("Transit", "Dépôt"),
        translate("Transit", "Âge"),
        translate("Transit", "Reste"),
        translate("Transit", "Étape"),
        translate("Transit", "Essais"),
        translate("Transit", "Pièces"),
        translate("Transit", "Taille"),
        translate("Transit", "Détail"),
    )


def _trouble(item: InTransit, passed: float) -> str:
    words = [] if item.trouble is None else [trouble_text(item.trouble)]
    if item.retry_in is not None and item.retry_in > passed:
        left = formats.countdown(item.retry_in - passed)
        words.append(translate("Transit", "nouvel essai dans {left}").format(left=left))
    return ", ".join(words)


def _left(item: InTransit, passed: float) -> Cell:
    band = band_of_item(item, passed)
    left = formats.countdown(left_of(item, passed))
    if band is Band.NORMAL:
        return Cell(left)
    return Cell(f"{left} · {band_text(band)}", look=BAND_LOOKS[band])


def _line(item: InTransit, passed: float) -> Line:
    return Line(
        f"{item.seq}-{item.id}",
        (
            Cell(str(item.seq)),
            Cell(f"{item.id[:8]}…", item.id),
            Cell(formats.countdown(WEB_SECONDS - left_of(item, passed))),
            _left(item, passed),
            Cell(stage_text(item.stage), stage_hint(item.stage), STAGE_LOOKS[item.stage]),
            Cell(formats.number(item.tries)),
            Cell(formats.number(item.parts)),
            Cell(formats.size_text(item.size)),
            Cell(_trouble(item, passed), _trouble(item, passed)),
        ),
    )


def transit_lines(monitor: Monitor, passed: float) -> tuple[Line, ...]:
    """Earliest expiry first, as the collector works."""
    return tuple(_line(item, passed) for item in sorted(monitor.in_transit, key=lambda item: item.expires_in))
