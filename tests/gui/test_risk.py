"""Is something about to be lost? The answer, in every situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import WEB_SECONDS, Band, Connection, InTransit, Monitor
from backoffice_gui.gui.risk import Danger, assess, band_of_item, left_of
from tests.support.office import NOW, busy_monitor, quiet_monitor


def one(age_minutes: float, stage: Stage = Stage.OFFERED) -> InTransit:
    """A submission of this age on the web."""
    return InTransit(1, 1, "EXEMPLE", stage, WEB_SECONDS - age_minutes * 60, 1, 1, 10, None, None)


def with_items(*items: InTransit) -> Monitor:
    """A connected monitor with these on their way."""
    return replace(
        quiet_monitor(), in_transit=items, held=len(items), oldest_expires_in=min(i.expires_in for i in items)
    )


def test_nothing_on_the_web_is_safe() -> None:
    """The calm answer is plain."""
    risk = assess(quiet_monitor(), 0.0)
    assert (risk.danger, risk.headline, risk.on_web) == (Danger.SAFE, "Rien n’attend sur le site", 0)
    assert risk.short == "Site : rien n’attend"


@pytest.mark.parametrize(
    ("age", "danger"),
    [(9.9, Danger.SAFE), (10, Danger.WATCH), (20, Danger.URGENT), (25, Danger.CRITICAL), (40, Danger.CRITICAL)],
)
def test_danger_follows_the_age_of_what_is_only_on_the_web(age: float, danger: Danger) -> None:
    """10, 20 and 25 minutes are the bounds."""
    assert assess(with_items(one(age)), 0.0).danger is danger


@pytest.mark.parametrize("stage", [Stage.STORED, Stage.VERIFIED])
def test_what_is_stored_here_cannot_be_lost_by_its_web_copy(stage: Stage) -> None:
    """It is at most something to watch."""
    assert assess(with_items(one(27, stage)), 0.0).danger is Danger.WATCH


def test_a_quarantined_copy_is_in_danger_too() -> None:
    """What we hold of it is not verified: its web copy still counts."""
    assert assess(with_items(one(22, Stage.QUARANTINED)), 0.0).danger is Danger.URGENT


def test_time_passes_between_two_snapshots() -> None:
    """Danger rises without a new snapshot."""
    monitor = with_items(one(19))
    assert assess(monitor, 0.0).danger is Danger.WATCH
    assert assess(monitor, 61.0).danger is Danger.URGENT


@pytest.mark.parametrize("link", [Connection.OFFLINE, Connection.REFUSED, Connection.NEVER])
def test_not_knowing_is_never_shown_as_safe(link: Connection) -> None:
    """Without the site nobody can tell what waits there."""
    risk = assess(replace(quiet_monitor(), connection=link), 0.0)
    assert risk.danger is Danger.UNKNOWN
    assert risk.short == "Site : inconnu"


def test_what_was_seen_a_minute_ago_is_not_known_any_more() -> None:
    """Where the monitor can't be read the last snapshot ages: it alarms, and never goes on saying that all is well."""
    assert assess(quiet_monitor(), 60.0).danger is Danger.SAFE
    risk = assess(quiet_monitor(), 61.0)
    assert (risk.danger, risk.short) == (Danger.UNKNOWN, "Site\u00a0: inconnu")


def test_an_absent_server_leaves_what_was_known_last() -> None:
    """With its time, never as what is so now; what was waiting counts down, and an old look says nothing."""
    away = replace(quiet_monitor(), connection=Connection.NO_STORE, holder=None, last_good_list_at=NOW)
    risk = assess(away, 0.0)
    assert (risk.danger, risk.afar, risk.short) == (Danger.UNKNOWN, True, "Site\u00a0: vide à 10:00")
    assert "échéance" in assess(replace(with_items(one(12)), connection=Connection.NO_STORE), 0.0).short
    for seen in (None, NOW - timedelta(days=2)):
        assert assess(replace(away, last_good_list_at=seen), 0.0).short == "Site\u00a0: inconnu d’ici"


def test_nobody_collecting_is_not_safe() -> None:
    """A site nobody asks may hold anything."""
    assert assess(replace(quiet_monitor(), holder=None), 0.0).headline == "Personne ne relève le site"


def test_known_danger_outweighs_not_knowing() -> None:
    """What was about to be lost when the line went dead still is."""
    risk = assess(replace(with_items(one(21)), connection=Connection.OFFLINE), 0.0)
    assert risk.danger is Danger.URGENT
    assert risk.headline == "1 demande risque d’être perdue : échéance dans 8 min 00 s"


def test_not_acknowledging_is_something_to_watch() -> None:
    """Storing without acknowledging is not the calm state."""
    assert assess(replace(quiet_monitor(), ready=False), 0.0).danger is Danger.WATCH


def test_held_but_not_listed_counts() -> None:
    """What the site holds beyond what we know of counts by its oldest."""
    risk = assess(replace(quiet_monitor(), held=7, oldest_expires_in=200.0), 0.0)
    assert (risk.danger, risk.on_web) == (Danger.CRITICAL, 7)


def test_losses_are_said() -> None:
    """Lost ones stand in the detail until they are answered for."""
    risk = assess(replace(quiet_monitor(), counts={Stage.LOST: 2}), 0.0)
    assert "2 perdues" in risk.detail


def test_the_countdown_stands_in_the_status_line() -> None:
    """Number and time left, short enough never to be cut."""
    assert assess(busy_monitor(), 0.0).short == "Site : 3 · échéance 7 min 50 s"


@given(st.floats(min_value=-100, max_value=4_000), st.floats(min_value=0, max_value=4_000))
def test_time_left_never_grows_and_never_goes_below_zero(expires: float, passed: float) -> None:
    """A countdown only falls, to zero."""
    item = replace(one(0), expires_in=expires)
    assert 0.0 <= left_of(item, passed + 1) <= left_of(item, passed)
    assert band_of_item(item, passed) in set(Band)
