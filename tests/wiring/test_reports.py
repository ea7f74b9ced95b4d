from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from backoffice_gui.domain.conformity import month_named
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.reports import ReportGoing, Reports, told_of
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.stores import invented

NOVEMBER = month_named("2026-11")


def test_a_month_that_runs_is_written_only_as_provisional(tmp_path: Path) -> None:
    """It can be looked at; written, it says what it is, or is refused. What has not begun can't be asked for."""
    with a_store(tmp_path / "s") as store:
        store.world.receipt(store.world.verify(invented(1)).row)
        clock = TurnedClock()
        reports = Reports(lambda: store.world.inbox, clock)
        assert reports.of(NOVEMBER).provisional
        with pytest.raises(UsageError) as raised:
            reports.write(NOVEMBER, ReportGoing(tmp_path), provisional=False)
        assert raised.value.reason == "period-running"
        with pytest.raises(UsageError) as raised:
            reports.of(month_named("2026-12"))
        assert raised.value.reason == "period-future"
        clock.advance(dt.timedelta(days=20).total_seconds())
        known, made = reports.write(NOVEMBER, ReportGoing(tmp_path, "en"), provisional=False)
    told = told_of(known, "en")
    assert (told.title, dict(told.figures)["Received by the site"]) == ("Conformity report: November 2026", "1")
    assert [each.rows for each in made[1:]] == [30, 0, 0]
