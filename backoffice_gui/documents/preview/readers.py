"""What every kind of document is to the process that decodes it: sizes, pixels of a page, text of a page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from backoffice_gui.documents.preview.wire import Opened
from backoffice_gui.domain.preview import SIDE

__all__ = ["Pixels", "Reader", "fitting"]


@dataclass(frozen=True, slots=True)
class Pixels:
    """A painted page: R, G, B, A, rows from the top without padding, opaque."""

    width: int
    height: int
    rgba: bytes | memoryview


class Reader(Protocol):
    """A document that opened, in the process that decodes it."""

    opened: Opened

    def page(self, number: int, zoom: float, turn: int, /) -> Pixels:
        """Paint a page, `zoom` pixels to a unit of its size, `turn` degrees clockwise."""
        ...

    def text(self, number: int, /) -> str:
        """The text of a page, nothing where it has none."""
        ...


def fitting(width: float, height: float, zoom: float) -> float:
    """The zoom, or as much of it as keeps both sides, rounded up, within `SIDE` pixels. Raises `ValueError`."""
    if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
        raise ValueError("a page without an area")
    return min(zoom, (SIDE - 0.5) / max(width, height))
