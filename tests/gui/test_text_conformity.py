"""The words of *Conformité*."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice_gui.domain.conformity import Breach, ClockState, Probes, clock_of, month_named, period_of
from backoffice_gui.domain.incidents import Incident, IncidentKind
from backoffice_gui.gui.text_conformity import (
    breach_text,
    clock_text,
    life_text,
    period_text,
    share_text,
    to_do_text,
    verdict_text,
)
from tests.support.conformities import a_bad_month, a_good_month

_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_nothing_flatters() -> None:
    """Lives are rounded up, a share that is not nought is not shown as nought."""
    assert [life_text(each) for each in (None, 41.0, 41.2, 1800.001)] == [
        "—",
        "41\u00a0s",
        "42\u00a0s",
        "30\u00a0min\u00a001\u00a0s",
    ]
    assert [share_text(1, 0), share_text(0, 9), share_text(1, 10**7)] == ["—", "0,00\u00a0%", "0,01\u00a0%"]


def test_periods_are_named() -> None:
    """A month by its name, others by their days."""
    assert period_text(month_named("2026-11")) == "novembre 2026"
    assert period_text(period_of(date(2026, 11, 3), date(2026, 11, 9))) == "du 03/11/2026 au 09/11/2026"
    assert period_text(period_of(date(2026, 11, 3), date(2026, 11, 3))) == "03/11/2026"


def test_the_verdict_names_each_way_the_promise_was_broken() -> None:
    """Too long, lost, still served; or that all is well; or that there was nothing."""
    assert verdict_text(a_good_month()).startswith("La promesse de 30 minutes a été tenue")
    assert verdict_text(a_bad_month()).count("1") == 3
    assert "servies" not in verdict_text(replace(a_bad_month(), probes=Probes(3, 3, 0)))
    assert "Aucun dépôt" in verdict_text(replace(a_good_month(), received=0))


@pytest.mark.parametrize(
    ("closed", "hours", "said"),
    [
        (None, 70, "reste 2\u00a0h\u00a000\u00a0min"),
        (None, 74, "dépassé de 2\u00a0h\u00a000\u00a0min"),
        (2, 99, "dans le délai"),
        (80, 99, "hors délai"),
    ],
)
def test_the_clock_is_said_as_of_now(closed: int | None, hours: int, said: str) -> None:
    """What was still running when it was read may have passed since."""
    end = None if closed is None else _AT + timedelta(hours=closed)
    clock = clock_of(Incident(1, IncidentKind.LOST, _AT, 4, None, "", end, None), _AT)
    assert said in clock_text(clock, _AT + timedelta(hours=hours))


def test_what_is_to_be_done_depends_on_the_breach_and_the_clock() -> None:
    """Assess, notify at once, or only look."""
    lost = clock_of(Incident(1, IncidentKind.LOST, _AT, 4, None, "", None, None), _AT)
    broken = clock_of(Incident(1, IncidentKind.LEDGER_BROKEN, _AT, 4, None, "", None, None), _AT)
    said = [to_do_text(each) for each in (lost, replace(lost, state=ClockState.OVERDUE), broken)]
    assert len(set(said)) == 3
    assert "sans attendre" in said[1]
    assert clock_text(broken, _AT) == "sans délai"
    assert len({breach_text(each) for each in (*Breach, None)}) == 3
