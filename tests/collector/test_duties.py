"""What falls due by itself, and what a collector that goes on does: wait, wake, stop, probe, erase, notice."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.collector import Collector
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.sealing.keys import generate
from backoffice_gui.storage import room
from backoffice_gui.storage.inbox import attempts, heartbeat, incidents, probes, submissions
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.collecting import Desk, a_desk
from tests.support.faults import Answer, Faults, change, lose_request
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.waiting import until


def some(front: Front, count: int = 3, size: int = 10) -> None:
    """Let the front end hold a few submissions."""
    front.desk.take_in([plain_submission(b"%0*d" % (size, n)) for n in range(count)])


def kinds(desk: Desk) -> set[IncidentKind]:
    """The kinds of the open incidents."""
    return {incident.kind for incident in desk.incidents()}


@contextmanager
def going_on(desk: Desk, **more: object) -> Iterator[Collector]:
    """A collector that runs in a thread of its own until the test is done with it."""
    front = desk.front()
    collector = Collector(desk.parts(front, **more))
    failure: list[BaseException] = []

    def run() -> None:
        try:
            collector.run()
        except BaseException as error:
            failure.append(error)
            raise

    thread = threading.Thread(target=run, name="collector")
    thread.start()
    try:
        yield collector
    finally:
        began = time.monotonic()
        collector.stop()
        thread.join(10)
        took = time.monotonic() - began
        front.close()
    assert not thread.is_alive()
    assert took < 5
    assert failure == []


def closed(desk: Desk, count: int) -> Callable[[], bool]:
    """Whether as many are closed."""
    return lambda: desk.counts().get(Stage.CLOSED, 0) >= count


def test_what_arrives_while_the_poll_waits_comes_home_at_once(front: Front, desk: Desk) -> None:
    """The long poll wakes for each arrival; stopping takes less than 5 s though a poll is waiting."""
    with going_on(desk):
        some(front, 2)
        until(closed(desk, 2))
        some(front, 3)
        until(closed(desk, 5))
    assert desk.incidents() == []
    with desk.inbox.reading() as conn:
        beat = heartbeat.read(conn)
    assert beat.last_good_list_at is not None
    assert not beat.waiting


@pytest.mark.expected_logs("asyncio")
def test_a_body_on_its_way_does_not_hold_up_the_stop(front: Front, desk: Desk, faults: Faults) -> None:
    """A stop while a large part comes in ends within 5 s; the next run brings it home."""
    submission = plain_submission(b"{}", bytes(24 * 1024 * 1024))
    with going_on(desk):
        front.desk.take_in([submission])
        until(lambda: faults.count("GET", "/parts/") > 0)
    assert desk.collect().closed == 1 or desk.counts() == {Stage.CLOSED: 1}


def test_a_poke_lists_now(front: Front, desk: Desk, faults: Faults) -> None:
    """`F5` ends the waiting poll and lists from 0."""
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", "/submissions$") >= 2)
        before = faults.count("GET", "/submissions$")
        collector.poke()
        until(lambda: faults.count("GET", "/submissions$") > before)


def test_the_promise_is_checked(front: Front, desk: Desk, faults: Faults) -> None:
    """Ninety seconds after its receipt a copy is probed: gone is noted, still there is an incident."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1
    some(front, 2)
    desk.collect()
    with desk.inbox.reading() as conn:
        assert probes.due(conn, clock.now()) == []
    clock.forward(seconds=91)
    with going_on(desk):
        until(lambda: not _due(desk, clock))
    assert desk.incidents() == []


def _due(desk: Desk, clock: ShiftedClock) -> list[int]:
    with desk.inbox.reading() as conn:
        return probes.due(conn, clock.now())


def undestroyed(kept: Answer) -> None:
    """A front end that serves what it says it has destroyed."""
    kept.status, kept.body = 206, b"{"
    kept.headers = [(b"content-type", b"application/json"), (b"content-range", b"bytes 0-0/10")]


@pytest.mark.expected_logs("incident")
def test_a_copy_that_is_still_served_is_an_incident(front: Front, desk: Desk, faults: Faults) -> None:
    """200 or 206 to the probe: not destroyed."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1
    some(front, 1)
    desk.collect()
    faults.add("GET", "/parts/", change(undestroyed))
    clock.forward(seconds=91)
    with going_on(desk):
        until(lambda: not _due(desk, clock))
    assert kinds(desk) == {IncidentKind.NOT_DESTROYED}


def test_a_peers_copy_goes_after_a_day(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """Ours is erased 24 h after a listed peer took over, chunks and keys; the facts stay as a tombstone."""
    some(front, 2)
    faults.add("POST", "/acknowledgements$", lose_request)
    faults.add("PUT", "/acknowledgement$", lose_request)
    clock = ShiftedClock()
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id}), clock=clock) as other:
        with going_on(other):
            until(lambda: other.counts().get(Stage.VERIFIED, 0) == 2)
        faults.clear()
        desk.collect()
        assert other.collect().foreign == 2
        clock.forward(minutes=24 * 60 + 1)
        with going_on(other):
            until(lambda: _erased(other) == 2)
        with other.inbox.fresh() as conn:
            assert all(row.erased for row in attempts.attempt_rows(conn, 1))
            assert list(attempts.chunks(conn, 1)) == []
        assert other.counts() == {Stage.FOREIGN: 2}


def _erased(desk: Desk) -> int:
    with desk.inbox.reading() as conn:
        return sum(f.erased_at is not None for f in submissions.facts(conn, [1, 2]).values())


@pytest.mark.expected_logs("incident")
def test_a_store_restored_from_a_copy_misses_what_it_acknowledged(front: Front, desk: Desk, tmp_path: Path) -> None:
    """The ledger names our store for what this older copy does not hold: missing, an incident, never silence."""
    some(front, 1)
    desk.collect()
    desk.inbox.checkpoint()
    (tmp_path / "restored").mkdir(mode=0o700)
    shutil.copy(desk.folder / "inbox.db", tmp_path / "restored" / "inbox.db")
    some(front, 2)
    desk.collect()
    older = replace(desk, folder=tmp_path / "restored", inbox=Inbox.open(tmp_path / "restored"), events=[])
    try:
        assert older.collect().missing == 2
        assert older.counts() == {Stage.CLOSED: 1, Stage.MISSING: 2}
        assert kinds(older) == {IncidentKind.MISSING}
    finally:
        older.inbox.close()


def test_after_a_restart_the_verified_is_acknowledged_without_fetching(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """VERIFIED without a receipt: read back against its recorded hashes, and acknowledged again (rule d)."""
    some(front, 2, 100_000)
    faults.add("POST", "/acknowledgements$", lose_request)
    faults.add("PUT", "/acknowledgement$", lose_request)
    with going_on(desk):
        until(lambda: desk.counts().get(Stage.VERIFIED, 0) == 2)
    fetched = faults.count("GET", "/parts/")
    faults.clear()
    assert desk.collect().closed == 2
    assert faults.count("GET", "/parts/") == fetched


@pytest.mark.expected_logs("incident")
def test_a_canary_that_does_not_open_stops_acknowledging_not_storing(front: Front, desk: Desk) -> None:
    """With another private key than the inbox's: alarm, incident, everything stored, nothing acknowledged."""
    some(front)
    summary = desk.collect(private=generate())
    assert (summary.stored, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.VERIFIED: 3}
    assert kinds(desk) == {IncidentKind.CANARY_FAILED}
    with desk.inbox.reading() as conn:
        assert {alarm.kind for alarm in incidents.alarms(conn)} == {AlarmKind.KEY_NOT_PROVEN}
    assert front.outcomes() == {}


def test_a_canary_that_opens_is_noted_before_anything_is_acknowledged(front: Front, desk: Desk) -> None:
    """With the true private key, acknowledging goes on."""
    some(front, 1)
    assert desk.collect(private=desk.private).closed == 1


def test_a_full_disk_stores_nothing_and_says_so(front: Front, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room: nothing is fetched, nothing acknowledged, an alarm stands; with room again all comes home."""
    some(front)
    monkeypatch.setattr(room, "free_bytes", lambda _folder: 1024)
    summary = desk.collect()
    assert (summary.stored, summary.held) == (0, 3)
    with desk.inbox.reading() as conn:
        assert {alarm.kind for alarm in incidents.alarms(conn)} == {AlarmKind.DISK_FULL}
    monkeypatch.undo()
    assert desk.collect().closed == 3
    with desk.inbox.reading() as conn:
        assert incidents.alarms(conn) == []


@pytest.mark.expected_logs("incident")
def test_a_new_epoch_is_an_incident_and_stops_nothing(front: Front, desk: Desk, faults: Faults) -> None:
    """A front end whose database was replaced: collecting goes on, the ledger is pinned anew."""
    some(front, 1)
    desk.collect()

    def renewed(kept: Answer) -> None:
        kept.body = kept.body.replace(front.desk.epoch.encode(), b"another-epoch")

    faults.add("GET", "/submissions$", change(renewed))
    faults.add("GET", "/ledger$", change(renewed))
    some(front, 2)
    assert desk.collect().acknowledged == 2
    assert kinds(desk) == {IncidentKind.EPOCH_CHANGED}


@pytest.mark.expected_logs("incident")
def test_a_number_that_nobody_accounts_for_is_an_incident(front: Front, desk: Desk, faults: Faults) -> None:
    """Neither held nor in the ledger for 60 s: said, never passed over (I11)."""
    desk.clock = clock = ShiftedClock()
    desk.collect()

    def ahead(kept: Answer) -> None:
        kept.body = kept.body.replace(b'"high_seq":0', b'"high_seq":2')

    faults.add("GET", "/submissions$", change(ahead))
    desk.collect()
    assert desk.incidents() == []
    clock.forward(seconds=61)
    desk.collect()
    assert [incident.seq for incident in desk.incidents()] == [1]
    assert kinds(desk) == {IncidentKind.LEDGER_BROKEN}
