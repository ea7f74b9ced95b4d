"""Durations and bounds."""

from __future__ import annotations

import dataclasses

from backoffice_gui.reference_front.pace import Limits, Pace


def test_the_defaults_are_those_of_the_protocol() -> None:
    """29 minutes, 20 seconds, the gate's three durations, 20 MiB and 10 files."""
    pace, limits = Pace(), Limits()
    assert (pace.lifetime, pace.sweep_every) == (29 * 60, 20)
    assert (pace.quiet, pace.old, pace.too_many_old, pace.stalled) == (600, 1200, 5, 300)
    assert pace.remembered >= 13 * 31 * 24 * 3600 - 3 * 24 * 3600
    assert (limits.file, limits.files) == (20 * 1024 * 1024, 10)


def test_a_faster_pace_scales_what_passes_and_keeps_what_is_remembered() -> None:
    """Every duration of the half hour shrinks alike; the count and the memory don't."""
    fast = Pace().faster(10)
    for field in dataclasses.fields(Pace):
        ratio = getattr(Pace(), field.name) / getattr(fast, field.name)
        assert ratio == (1 if field.name in {"too_many_old", "remembered"} else 10), field.name
