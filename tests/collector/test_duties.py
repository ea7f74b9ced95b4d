"""What falls due by itself: probes, and the end of foreign copies."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from backoffice_gui.collector import Collector, duties
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import StoreHeld
from backoffice_gui.storage.inbox import attempts, incidents, probes, removal, submissions, transit
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.collecting import Desk, a_desk
from tests.support.errands import (
    LEDGER,
    LIST,
    PART,
    alarms,
    closed,
    going_on,
    kinds,
    some,
    stored_only,
)
from tests.support.faults import Answer, Faults, answer, change, half_way, lose_request
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.misbehaviour import in_json
from tests.support.waiting import until


def test_the_promise_is_checked(front: Front, desk: Desk, faults: Faults) -> None:
    """Ninety seconds after its receipt a copy is probed: gone is noted, still there is an incident."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1
    some(front, 2)
    desk.collect()
    with desk.inbox.reading() as conn:
        assert probes.due(conn, clock.now()) == []
    clock.forward(seconds=91)
    assert len(_due(desk, clock)) == 2
    with going_on(desk):
        until(lambda: not _due(desk, clock))
    assert desk.incidents() == []


def _due(desk: Desk, clock: ShiftedClock) -> list[int]:
    with desk.inbox.reading() as conn:
        return probes.due(conn, clock.now())


@pytest.mark.parametrize(("status", "standing"), [(403, {AlarmKind.CREDENTIAL}), (503, set())])
def test_a_probe_that_is_refused_holds_up_nobody(
    status: int, standing: set[AlarmKind], front: Front, desk: Desk, faults: Faults
) -> None:
    """What an address of something destroyed says is no reason to list nothing: only probes wait for a minute."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1
    some(front, 2)
    desk.collect()
    faults.add("GET", PART, answer(status, "text/html", b"", retry_after="600"))
    for one in (clock, front.clock):
        one.forward(seconds=91)
    with going_on(desk):
        until(lambda: faults.count("GET", PART) == 1)
        until(lambda: alarms(desk) == standing)
        some(front, 3)
        until(closed(desk, 5), seconds=10)
        for one in (clock, front.clock):
            one.forward(seconds=10)
        some(front, 1)
        until(closed(desk, 6), seconds=10)
        assert faults.count("GET", PART) == 1
        assert alarms(desk) == standing
        faults.clear()
        for one in (clock, front.clock):
            one.forward(seconds=601)
        until(lambda: not _due(desk, clock))
        until(lambda: alarms(desk) == set())
    assert desk.incidents() == []


def undestroyed(kept: Answer) -> None:
    """A front end that serves what it says it has destroyed."""
    kept.status, kept.body = 206, b"{"
    kept.headers = [(b"content-type", b"application/json"), (b"content-range", b"bytes 0-0/10")]


def test_a_probe_that_gets_no_answer_is_made_again(front: Front, desk: Desk, faults: Faults) -> None:
    """A lost request proves nothing, and stops nothing."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1
    some(front, 1)
    desk.collect()
    faults.add("GET", PART, lose_request, times=1)
    clock.forward(seconds=91)
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", PART) == 1)
        assert len(_due(desk, clock)) == 1

        def told() -> bool:
            clock.forward(seconds=61)
            collector.poke()
            return not _due(desk, clock)

        until(told)
    assert desk.incidents() == []


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


def test_a_peers_copy_goes_after_a_day(
    front: Front, desk: Desk, faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours is erased 24 h after a listed peer took over, chunks and keys; the facts stay as a tombstone.

    What a server does not let go of by its own clock is left, and keeps nobody busy, until it is taken up again
    an hour later.
    """
    some(front, 2)
    clock = ShiftedClock()
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id}), clock=clock) as other:
        stored_only(other, faults, 2)
        desk.collect()
        assert other.collect().foreign == 2
        clock.forward(minutes=24 * 60 + 1)
        asked: list[int] = []

        def kept(_tx: Connection, number: int) -> bool:
            asked.append(number)
            return False

        with monkeypatch.context() as early:
            early.setattr(removal, "may_end", kept)  # before the collector is there to ask
            with going_on(other) as collector:
                until(lambda: set(asked) == {1, 2})
                before = faults.count("GET", LIST)
                clock.forward(seconds=61)
                collector.poke()
                until(lambda: faults.count("GET", LIST) > before)
        assert (len(asked), _erased(other)) == (2, 0)
        with going_on(other):
            until(lambda: _erased(other) == 2)
        with other.inbox.fresh() as conn:
            assert all(row.erased for row in attempts.attempt_rows(conn, 1))
            assert list(attempts.chunks(conn, 1)) == []
        assert other.counts() == {Stage.FOREIGN: 2}


def test_a_peers_copy_stays_until_the_ledger_has_its_receipt(
    front: Front, desk: Desk, faults: Faults, tmp_path: Path
) -> None:
    """One signed sentence, told to each of two stores of the other, would let both copies go: the ledger has it once."""
    some(front, 1)
    clock = ShiftedClock()
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id}), clock=clock) as other:
        stored_only(other, faults, 1)
        desk.collect()
        faults.add("GET", LEDGER, in_json(lambda body: body.update(entries=[], high_pos=0)))
        assert other.collect().foreign == 1
        clock.forward(minutes=24 * 60 + 1)
        for erased in (0, 1):
            with going_on(other) as collector:
                asked = faults.count("GET", LIST)
                until(lambda: faults.count("GET", LIST) > asked)  # noqa: B023 - asked at once
                collector.poke()
                until(lambda: faults.count("GET", LIST) > asked + 1 and _erased(other) == erased)  # noqa: B023
            faults.clear()
            other.collect()


def _erased(desk: Desk) -> int:
    with desk.inbox.reading() as conn:
        return sum(f.erased_at is not None for f in submissions.facts(conn, [1, 2]).values())


def test_another_process_that_holds_the_inbox_does_not_hold_up_the_stop(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """The farewell in the inbox is only good to have: nobody waits five seconds for it."""
    other = Inbox.open(desk.folder)
    try:
        with going_on(desk):
            some(front, 1)
            until(closed(desk, 1))
            quiet = faults.count("GET", LIST)
            while not _settled(faults, quiet):
                quiet = faults.count("GET", LIST)
            held = other.transaction()
            held.__enter__()
            began = time.monotonic()
        assert time.monotonic() - began < 3
        held.__exit__(None, None, None)
    finally:
        other.close()


def _settled(faults: Faults, before: int) -> bool:
    """Whether a second has brought no further list: the poll is waiting."""
    threading.Event().wait(1.0)
    return faults.count("GET", LIST) == before


@pytest.mark.expected_logs("incident")
def test_the_sweep_leaves_an_attempt_under_download(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """A submission comes to rest while its body is still coming in: its attempt is not taken from under the download."""
    desk.clock = clock = ShiftedClock()
    go_on = threading.Event()
    front.desk.take_in([plain_submission(bytes(12 * 1024 * 1024))])
    faults.add("GET", PART, half_way(go_on), times=1)
    with a_desk(tmp_path / "other", front.settings_file) as other, going_on(desk) as collector:
        until(lambda: _chunks(desk) > 0)
        assert other.collect().closed == 1
        collector.poke()
        until(lambda: desk.counts() == {Stage.FOREIGN: 1})
        before = faults.count("GET", LIST)
        clock.forward(seconds=61)
        collector.poke()
        until(lambda: faults.count("GET", LIST) > before)
        go_on.set()
        until(lambda: _chunks(desk) == 13)
    assert kinds(desk) == {IncidentKind.STRANGER}


def test_who_has_lost_the_lock_of_the_lead_stops(front: Front, desk: Desk) -> None:
    """While it is held all comes home; once it is not, the collector ends by itself, so that the next is the only one."""
    desk.clock = clock = ShiftedClock()
    some(front, 1)
    home: list[bool] = []

    def leads() -> bool:
        home.append(closed(desk, 1)())
        clock.forward(seconds=5)  # until it is asked again
        if home.count(True) > 1:
            collector.stop()
        return not home[-1]

    with closing(desk.front()) as client:
        collector = Collector(desk.parts(client, leads=leads))
        with pytest.raises(StoreHeld) as ended:
            collector.run()
    assert ended.value.reason == "lead-lost"
    assert home.count(True) == 1


def test_who_hears_nothing_of_the_site_gives_the_lead_up_where_it_shall(
    front: Front, desk: Desk, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever decides hears for how long, once it is tried in vain; what came home stays."""
    monkeypatch.setattr(duties, "_LEADING", 0.05)
    desk.clock = clock = ShiftedClock()
    some(front, 1)
    said: list[float] = []

    def leads() -> bool:
        if closed(desk, 1)():
            faults.add("GET", LIST, lose_request)
            clock.forward(seconds=30)
        return True

    def yields(unheard: float) -> bool:
        said.append(unheard)
        return unheard >= 100

    with closing(desk.front()) as client:
        collector = Collector(desk.parts(client, leads=leads, yields=yields))
        with pytest.raises(StoreHeld) as ended:
            collector.run()
    assert ended.value.reason == "lead-yielded"
    assert str(ended.value.facts["met"]).startswith("TRF-002:")
    assert [each for each in said if each >= 100] == said[-1:]
    assert closed(desk, 1)()


def test_what_a_life_before_has_shown_is_shown_no_more_once_all_was_listed(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """A collector that died, or gave the lead up, said it was in danger: the next brings it home too soon to say it."""
    some(front, 1)
    desk.collect()
    with desk.inbox.transaction() as tx:
        transit.put_transit(tx, [transit.Transit(1, desk.clock.now())])

    def shown() -> int:
        with desk.inbox.reading() as conn:
            return len(transit.transit(conn))

    faults.add("GET", LIST, lose_request)
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) > 2)
        assert shown() == 1
        faults.clear()
        until(lambda: shown() == 0)


def _chunks(desk: Desk) -> int:
    """How many chunks lie in the inbox, of the first submission's attempts."""
    with desk.inbox.fresh() as conn:
        return sum(len(list(attempts.chunks(conn, one.id))) for one in attempts.attempt_rows(conn, 1))


def test_a_single_run_takes_back_that_files_could_not_be_used(front: Front, desk: Desk) -> None:
    """Which a service raised that has ended: runs by a timer read the good ones, and nobody else would take it back."""
    with desk.inbox.transaction() as tx:
        incidents.raise_alarm(tx, AlarmKind.NOT_RELOADED, "CFG-001:client-key", desk.clock.now())
    desk.collect()
    assert alarms(desk) == set()
    desk.collect(not_reloaded=lambda: "CFG-001:client-key")
    assert alarms(desk) == {AlarmKind.NOT_RELOADED}
