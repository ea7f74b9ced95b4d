"""How stages, bands and dangers look: a tone and a shape each, never one without the other."""

from __future__ import annotations

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import Band
from backoffice_gui.gui.risk import Danger
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone

__all__ = ["BAND_LOOKS", "DANGER_LOOKS", "STAGE_LOOKS"]

STAGE_LOOKS: dict[Stage, tuple[Tone, Shape]] = {
    Stage.OFFERED: (Tone.INFO, Shape.DOWN),
    Stage.STORED: (Tone.INFO, Shape.HALF),
    Stage.VERIFIED: (Tone.INFO, Shape.CHECK),
    Stage.ACKNOWLEDGED: (Tone.SUCCESS, Shape.CHECK),
    Stage.CLOSED: (Tone.SUCCESS, Shape.DOUBLE_CHECK),
    Stage.QUARANTINED: (Tone.WARNING, Shape.PAUSE),
    Stage.STORED_EXPIRED: (Tone.WARNING, Shape.HALF),
    Stage.FOREIGN: (Tone.NEUTRAL, Shape.RING),
    Stage.DISPUTED: (Tone.WARNING, Shape.TRIANGLE),
    Stage.LOST: (Tone.ERROR, Shape.CROSS),
    Stage.MISSING: (Tone.ERROR, Shape.CROSS),
}

BAND_LOOKS: dict[Band, tuple[Tone, Shape]] = {
    Band.NORMAL: (Tone.SUCCESS, Shape.CHECK),
    Band.WATCH: (Tone.INFO, Shape.RING),
    Band.URGENT: (Tone.WARNING, Shape.TRIANGLE),
    Band.CRITICAL: (Tone.ERROR, Shape.TRIANGLE),
}

DANGER_LOOKS: dict[Danger, tuple[Tone, Shape]] = {
    Danger.SAFE: (Tone.SUCCESS, Shape.CHECK),
    Danger.WATCH: (Tone.INFO, Shape.RING),
    Danger.UNKNOWN: (Tone.WARNING, Shape.PAUSE),
    Danger.URGENT: (Tone.WARNING, Shape.TRIANGLE),
    Danger.CRITICAL: (Tone.ERROR, Shape.TRIANGLE),
}
