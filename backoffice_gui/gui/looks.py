"""How stages, bands and dangers look: a tone and a shape each, never one without the other."""

from __future__ import annotations

from backoffice_gui.domain.cases import Badge, CaseState
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import Band
from backoffice_gui.domain.outbox import Fate
from backoffice_gui.gui.risk import Danger
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone

__all__ = ["BADGE_LOOKS", "BAND_LOOKS", "DANGER_LOOKS", "FATE_LOOKS", "STAGE_LOOKS", "STATE_LOOKS"]

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

STATE_LOOKS: dict[CaseState, tuple[Tone, Shape]] = {
    CaseState.NEW: (Tone.INFO, Shape.DOT),
    CaseState.TAKEN: (Tone.INFO, Shape.HALF),
    CaseState.WAITING_PIECE: (Tone.WARNING, Shape.PAUSE),
    CaseState.WAITING_COLLEAGUE: (Tone.NEUTRAL, Shape.PAUSE),
    CaseState.ANSWERED: (Tone.SUCCESS, Shape.CHECK),
    CaseState.CLOSED: (Tone.NEUTRAL, Shape.DOUBLE_CHECK),
}

FATE_LOOKS: dict[Fate, tuple[Tone, Shape]] = {
    Fate.WAITING: (Tone.INFO, Shape.CLOCK),
    Fate.CLASHED: (Tone.WARNING, Shape.TRIANGLE),
    Fate.REFUSED: (Tone.ERROR, Shape.CROSS),
    Fate.APPLIED: (Tone.SUCCESS, Shape.CHECK),
}

BADGE_LOOKS: dict[Badge, tuple[Tone, Shape]] = {
    Badge.NEWS: (Tone.INFO, Shape.DOWN),
    Badge.DUPLICATE: (Tone.WARNING, Shape.TRIANGLE),
    Badge.REPEAT: (Tone.NEUTRAL, Shape.RING),
    Badge.PIECE_REFUSED: (Tone.ERROR, Shape.CROSS),
    Badge.FORM_DOUBT: (Tone.WARNING, Shape.TRIANGLE),
    Badge.SHARED_CONTACT: (Tone.WARNING, Shape.TRIANGLE),
    Badge.SECOND_CHANGE: (Tone.WARNING, Shape.TRIANGLE),
    Badge.IN_FLIGHT: (Tone.INFO, Shape.HALF),
    Badge.UNVERIFIED: (Tone.WARNING, Shape.HALF),
    Badge.TO_PURGE: (Tone.NEUTRAL, Shape.LOCK),
}
