"""Every stage, band and danger has a look, and no two stages of a tone share a shape and a word."""

from __future__ import annotations

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import Band
from backoffice_gui.gui.looks import BAND_LOOKS, DANGER_LOOKS, STAGE_LOOKS
from backoffice_gui.gui.risk import Danger


def test_nothing_is_without_a_look() -> None:
    """Each has a tone and a shape."""
    assert set(STAGE_LOOKS) == set(Stage)
    assert set(BAND_LOOKS) == set(Band)
    assert set(DANGER_LOOKS) == set(Danger)


def test_bands_and_dangers_differ_without_colour() -> None:
    """Normal, watch and urgent have shapes of their own: colour is never alone."""
    shapes = [BAND_LOOKS[band][1] for band in (Band.NORMAL, Band.WATCH, Band.URGENT)]
    assert len(set(shapes)) == 3
    shapes = [DANGER_LOOKS[danger][1] for danger in (Danger.SAFE, Danger.WATCH, Danger.UNKNOWN, Danger.URGENT)]
    assert len(set(shapes)) == 4
