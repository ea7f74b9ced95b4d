from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from backoffice_gui.caseload.monitor import Watch, recorded_incidents, snapshot
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import Connection, Holder, Monitor
from backoffice_gui.storage.inbox import heartbeat, incidents, outcomes
from backoffice_gui.storage.inbox.schema import submission
from backoffice_gui.storage.inbox.transit import Transit, put_transit
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, ORIGIN, invented

HOLDER = Holder("backoffice collect", "poste-exemple", 4711, MOMENT, us=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with a_store(tmp_path / "s") as made:
        yield made


def _look(store: Store, *, holder: Holder | None = HOLDER, at: dt.datetime = MOMENT) -> Monitor:
    with store.world.inbox.reading() as connection:
        return snapshot(connection, Watch(TurnedClock(at)), holder=holder)


def test_before_anybody_collected_nothing_is_known(store: Store) -> None:
    """No list, no receipt, nothing on the web as far as we know, every stage at nought."""
    seen = _look(store, holder=None)
    assert seen.connection is Connection.NEVER
    assert (seen.last_good_list_at, seen.held, seen.oldest_expires_in, seen.next_poll_in) == (None, 0, None, None)
    assert set(seen.counts) == set(Stage)
    assert sum(seen.counts.values()) == 0
    assert (seen.exposure.count, seen.exposure.median, seen.exposure.losses) == (0, None, 0)
    assert len(seen.exposure.buckets) == 24


def test_the_pulse_is_what_the_collector_said(store: Store) -> None:
    """Seconds are counted from now; a deadline that has passed is negative, a next poll never."""
    with store.world.inbox.transaction() as tx:
        heartbeat.beat(
            tx,
            connection=Connection.CONNECTED,
            held=2,
            oldest_expires_at=MOMENT + dt.timedelta(seconds=90),
            next_poll_at=MOMENT + dt.timedelta(seconds=5),
            last_good_list_at=MOMENT,
            waiting=True,
            ready=True,
            skew=-3.5,
        )
    seen = _look(store)
    assert (seen.held, seen.oldest_expires_in, seen.next_poll_in) == (2, 90.0, 5.0)
    assert seen.waiting
    assert seen.ready
    later = _look(store, at=MOMENT + dt.timedelta(seconds=100))
    assert (later.oldest_expires_in, later.next_poll_in) == (-10.0, 0.0)


def test_when_nobody_collects_nothing_waits(store: Store) -> None:
    """What the last collector promised died with it."""
    with store.world.inbox.transaction() as tx:
        heartbeat.beat(tx, waiting=True, ready=True, next_poll_at=MOMENT)
    seen = _look(store, holder=None)
    assert (seen.waiting, seen.ready, seen.next_poll_in, seen.holder) == (False, False, None, None)
    assert _look(store).holder == HOLDER


def test_what_is_in_transit_comes_with_its_facts(store: Store) -> None:
    """What expires first stands first, with its tries and what failed."""
    first, second = store.world.sight(invented(1, (b"x" * 9,)), invented(2))
    with store.world.inbox.transaction() as tx:
        put_transit(
            tx,
            [
                Transit(first.row, MOMENT + dt.timedelta(seconds=60), 2, MOMENT + dt.timedelta(seconds=4), "digest"),
                Transit(second.row, MOMENT + dt.timedelta(seconds=30)),
            ],
        )
    seen = _look(store).in_transit
    assert [(each.seq, each.expires_in) for each in seen] == [(2, 30.0), (1, 60.0)]
    assert (seen[1].tries, seen[1].retry_in, seen[1].trouble, seen[1].size) == (2, 4.0, "digest", 9)
    assert (seen[0].retry_in, seen[0].stage, seen[0].row) == (None, Stage.OFFERED, second.row)


def test_alarms_and_open_incidents_are_shown(store: Store) -> None:
    """An incident that was closed is recorded, and no longer in the way."""
    with store.world.inbox.transaction() as tx:
        incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "EXEMPLE", MOMENT)
        number = incidents.open_incident(tx, IncidentKind.LOST, MOMENT, seq=3)
    seen = _look(store)
    assert [alarm.kind for alarm in seen.alarms] == [AlarmKind.DISK_FULL]
    assert [incident.number for incident in seen.incidents] == [number]
    with store.desk.casebook.reading(), store.world.inbox.reading() as connection:
        assert [incident.number for incident in recorded_incidents(connection)] == [number]


def _receipts(store: Store, ages: list[tuple[float, float]]) -> None:
    """Receipts: how many hours ago, and how many seconds the web copy lived."""
    rows = []
    for n, (hours, lived) in enumerate(ages, 1):
        at = MOMENT - dt.timedelta(hours=hours)
        rows.append(
            {
                "row": n,
                "origin": ORIGIN,
                "id": f"EXEMPLE-{n:018d}",
                "digest": f"sha256-{n:064x}",
                "seq": n,
                "kind": "contact_change",
                "size": 1,
                "parts": 1,
                "submitted_at": at - dt.timedelta(seconds=lived),
                "first_seen_at": at,
                "receipt_at": at,
                "stage": Stage.CLOSED.value,
            }
        )
    with store.world.inbox.transaction() as tx:
        tx.execute(insert(submission), rows)


def test_exposure_tells_how_long_web_copies_lived(store: Store) -> None:
    """Median, 95th, longest, an hour at a time, of the last day only; a clock that is off never gives less than nought."""
    _receipts(store, [(0.5, 10.0), (0.6, 30.0), (5.0, 20.0), (25.0, 999.0), (0.7, -5.0)])
    seen = _look(store).exposure
    assert (seen.count, seen.median, seen.longest) == (4, 15.0, 30.0)
    assert seen.p95 == 30.0
    hours = {start: (number, median) for start, number, median in seen.buckets}
    assert hours[MOMENT - dt.timedelta(hours=1)] == (3, 10.0)
    assert hours[MOMENT - dt.timedelta(hours=5)] == (1, 20.0)
    assert sum(number for _, number, _ in seen.buckets) == 4


def test_losses_are_counted(store: Store) -> None:
    """What was lost within the day stands beside what was saved."""
    row = store.world.sight(invented(1))[0].row
    store.world.do(lambda tx: outcomes.lost(tx, row, MOMENT - dt.timedelta(hours=2)))
    assert _look(store).exposure.losses == 1
    assert _look(store, at=MOMENT + dt.timedelta(days=2)).exposure.losses == 0


def test_many_receipts_are_not_read_for_every_look(store: Store) -> None:
    """With thousands of them the exposure is kept for some seconds; with few it is always fresh."""
    clock = TurnedClock(MOMENT)
    watch = Watch(clock)
    with store.world.inbox.reading() as connection:
        assert snapshot(connection, watch).exposure.count == 0
    _receipts(store, [(1.0, 5.0)] * 2_500)
    with store.world.inbox.reading() as connection:
        assert snapshot(connection, watch).exposure.count == 2_500
    with store.world.inbox.transaction() as tx:
        tx.execute(submission.update().where(submission.c.row == 1).values(lost_at=MOMENT))
    with store.world.inbox.reading() as connection:
        assert snapshot(connection, watch).exposure.losses == 0
        clock.advance(11)
        assert snapshot(connection, watch).exposure.losses == 1
