"""Days and years in virtual time, with Paris's clock changes of March and October around them."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from tests.support import proof
from tests.support.simulation.schedule import Template
from tests.support.simulation.year import live_through

pytestmark = [pytest.mark.timeout(6000)]

MARCH = dt.datetime(2026, 3, 28, 6, 0, tzinfo=dt.UTC)
OCTOBER = dt.datetime(2026, 10, 24, 6, 0, tzinfo=dt.UTC)


def test_days_go_by_and_nothing_is_lost(folder: Path, template: Template, zone: pytest.MonkeyPatch) -> None:
    """A restart a day, a few submissions a day: all closed, none twice; 365 days in the long form, memory flat."""
    zone.setenv("TZ", "Europe/Paris")
    time.tzset()
    count = proof.size(2, 365)
    with proof.suite("simulation") as done:
        lived = live_through(count, MARCH, "year-1", folder / "days", template)
        done["simulated_days"] += count
        done["steps"] += lived.steps
    assert lived.closed == lived.submissions >= 2 * count
    if len(lived.octets) > 10:
        settled = lived.octets[len(lived.octets) // 4]
        assert lived.octets[-1] - settled < 48 * 1024 * 1024


@pytest.mark.parametrize("start", [MARCH, OCTOBER], ids=["march", "october"])
def test_the_local_time_does_not_matter(
    start: dt.datetime, folder: Path, template: Template, zone: pytest.MonkeyPatch
) -> None:
    """The days of a clock change, lived in Paris and in UTC: the same trace."""
    traces = []
    for name in ("UTC", "Europe/Paris"):
        zone.setenv("TZ", name)
        time.tzset()
        traces.append(live_through(1, start, "change-1", folder / "days", template).trace)
    assert traces[0] == traces[1]
