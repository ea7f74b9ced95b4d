from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.collector import duties
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Summary
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import ConfigurationError, KeyNotProven, StoreHeld, StoreMissing, Unreachable
from backoffice_gui.sealing import generate
from backoffice_gui.security import pins
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import audit_log, incidents, keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.transfer import Endpoint, FrontEnd, Role
from backoffice_gui.wiring import CollectorRun, collecting, parts
from backoffice_gui.wiring.homes import home_of
from backoffice_gui.wiring.leading import Leading
from tests.support.front import Front, ShiftedClock, plain_submission, running_front
from tests.support.stores import MOMENT
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end with three submissions, and a store of ours beside it."""
    with running_front(tmp_path / "front", count=3) as running:
        parts.new_store(_settings(running), CLOCK)
        yield running


def _settings(front: Front) -> Settings:
    return settings.load(front.settings_file, {})


def _run(front: Front, heard: list[CollectorEvent] | None = None) -> CollectorRun:
    listener = (heard if heard is not None else []).append
    return CollectorRun(_settings(front), CLOCK, listener, program="EXEMPLE")


def test_a_run_brings_home_what_waits(front: Front) -> None:
    """Listed, stored, verified, acknowledged, closed; the front end's own account agrees."""
    heard: list[CollectorEvent] = []
    summary = _run(front, heard).run(once=True)
    assert (summary.listed, summary.closed, summary.held) == (3, 3, 0)
    assert set(front.outcomes().values()) == {"acknowledged"}
    names = [event.name for event in heard]
    assert [names.count(name) for name in (EventName.STORED, EventName.VERIFIED, EventName.CLOSED)] == [3, 3, 3]
    assert StoreLock.holder(_settings(front).store_folder) is None


def test_with_a_key_file_a_canary_is_opened_at_the_start(front: Front) -> None:
    """Where the casebook is readable, the way from the private key to the run key is proven at once."""
    there = _settings(front)
    able = []
    CollectorRun(
        there,
        CLOCK,
        lambda _event: None,
        program="EXEMPLE",
        prove=lambda: able.append(parts.open_waiting_canaries(there, CLOCK)),
    ).run(once=True)
    assert able == [True]
    with parts.inbox(_settings(front), CLOCK) as opened, opened.reading() as connection:
        rows = keys.run_keys(connection)
        assert rows
        assert all(row.canary_opened_at is not None for row in rows.values())


def test_neither_casebook_nor_key_is_needed(front: Front) -> None:
    """A service without secrets of ours brings home all the same."""
    there = _settings(front)
    (there.store_folder / "casebook.db").rename(there.store_folder / "away.db")
    (there.folder / "store.key").unlink()
    assert _run(front).run(once=True).closed == 3
    with parts.inbox(there, CLOCK) as opened, opened.reading() as connection:
        assert [row.canary_opened_at for row in keys.canaries_waiting(connection)] == [None]


def test_how_far_the_store_has_come_is_noted_at_the_end(front: Front) -> None:
    """The mark outside of the store is that of the audit chain's head."""
    _run(front).run(once=True)
    there = _settings(front)
    with parts.inbox(there, CLOCK) as opened:
        with opened.reading() as connection:
            head = audit_log.head(connection)
        pin = parts.pin_of(there, opened)
    assert pin is not None
    assert (pin.events, pin.head) == (head.n, head.hash.hex())


def test_another_public_key_is_refused_and_nothing_is_fetched(front: Front) -> None:
    """A key that was put into the inbox by somebody else seals nothing."""
    there = _settings(front)
    with parts.inbox(there, CLOCK) as opened, opened.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)
    with pytest.raises(KeyNotProven):
        _run(front).run(once=True)
    assert front.outcomes() == {}


def test_a_missing_store_and_a_held_one_are_said(front: Front) -> None:
    """By their own names, and before the front end hears of us."""
    there = _settings(front)
    lock = StoreLock.acquire(there.store_folder, "EXEMPLE-autre", CLOCK)
    try:
        with pytest.raises(StoreHeld) as caught:
            _run(front).run(once=True)
        assert caught.value.facts["holder"] == "EXEMPLE-autre"
    finally:
        lock.release()
    there.store_folder.rename(there.folder / "away")
    with pytest.raises(StoreMissing):
        _run(front).run(once=True)


def test_a_configuration_without_an_address_is_said(front: Front) -> None:
    """The store is there; where to collect from isn't."""
    bare = settings.load(front.settings_file, {"BACKOFFICE_TRANSFER__URL": ""})
    with pytest.raises(ConfigurationError):
        CollectorRun(bare, CLOCK, lambda _event: None, program="EXEMPLE").run(once=True)
    assert StoreLock.holder(bare.store_folder) is None


def test_a_front_end_that_is_gone_ends_a_single_run(front: Front) -> None:
    """`Unreachable`; the lock is let go."""
    front.stop()
    with pytest.raises(Unreachable):
        _run(front).run(once=True)
    assert StoreLock.holder(_settings(front).store_folder) is None
    front.start()


def test_stopping_ends_a_waiting_run_at_once(front: Front) -> None:
    """Though a poll is waiting at the front end."""
    closed = threading.Event()
    seen: list[CollectorEvent] = []

    def heard(event: CollectorEvent) -> None:
        seen.append(event)
        if [each.name for each in seen].count(EventName.CLOSED) == 3:
            closed.set()

    run = CollectorRun(_settings(front), CLOCK, heard, program="EXEMPLE")
    summaries: list[Summary] = []
    thread = threading.Thread(target=lambda: summaries.append(run.run()), name="collector")
    thread.start()
    assert closed.wait(30)
    run.poke()
    run.stop()
    thread.join(5)
    assert not thread.is_alive()
    assert summaries[0].closed == 3


def test_a_run_that_was_stopped_before_it_began_does_nothing(front: Front) -> None:
    """A signal that comes while the store is being opened is not forgotten."""
    run = _run(front)
    run.stop()
    assert run.run() == Summary()
    assert front.outcomes() == {}


def test_the_mark_is_noted_now_and_then_while_it_runs(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    """A collector that runs for months must not lose its mark by one power cut."""
    monkeypatch.setattr(collecting, "_MARK_SECONDS", 0.0)
    noted: list[int] = []
    write = pins.write

    def note(folder: Path, pin: pins.Pin) -> None:
        noted.append(pin.events)
        write(folder, pin)

    monkeypatch.setattr(pins, "write", note)
    _run(front).run(once=True)
    assert len(noted) > 1
    assert noted == sorted(noted)


@pytest.mark.expected_logs("mark_not_noted")
def test_a_mark_that_cannot_be_noted_stops_nothing(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged, and tried again at the next occasion."""

    def refuse(*_: object) -> None:
        raise ConfigurationError("pin-unwritable", file="EXEMPLE")

    monkeypatch.setattr(pins, "write", refuse)
    assert _run(front).run(once=True).closed == 3


def test_a_run_goes_on_with_other_files(front: Front) -> None:
    """Read again while it collects: nothing is lost, the lock is held throughout, and the numbers are added up."""
    ran: list[Summary] = []
    run = _run(front)
    assert not run.reload()
    thread = threading.Thread(target=lambda: ran.append(run.run()), name="collector")
    thread.start()
    until(lambda: len(front.outcomes()) == 3)
    assert not run.reload_changed()
    assert run.reload()
    front.desk.take_in([plain_submission(b"EXEMPLE", b"z" * 300)])
    until(lambda: len(front.outcomes()) == 4)
    assert run.collecting
    assert not run.stalled(120)
    assert run.stalled(-1)
    run.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert (ran[0].listed, ran[0].stored) == (4, 4)
    assert not run.collecting


def test_a_change_that_comes_as_it_begins_is_not_lost(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the reading of the files and the collector that uses them: what was read last is what it goes on with."""
    run, made = _run(front), list[Endpoint]()

    def making(endpoint: Endpoint, *, role: Role, clock: Clock) -> FrontEnd:
        made.append(endpoint)
        if len(made) == 1:
            assert run.reload()
        return FrontEnd(endpoint, role=role, clock=clock)

    monkeypatch.setattr(collecting, "FrontEnd", making)
    assert run.run(once=True).closed == 3
    assert len(made) == 2
    assert made[1] is not made[0]
    assert not run.reload()


@pytest.mark.expected_logs("lead_lost", "not_reloaded")
def test_files_that_cannot_be_used_end_no_collector(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on with the former ones, also where it begins anew; an alarm says so until they can be used.

    As a window does, which begins another run with each trouble of the store.
    """
    monkeypatch.setattr(duties, "_LEADING", 0.05)
    there, clock, locks = _settings(front), ShiftedClock(), list[StoreLock]()
    acquire = StoreLock.acquire

    def acquiring(folder: Path, program: str, clock: Clock) -> StoreLock:
        locks.append(acquire(folder, program, clock))
        return locks[-1]

    monkeypatch.setattr(StoreLock, "acquire", acquiring)
    key, run = there.path(there.transfer.client_key), CollectorRun(there, clock, lambda _event: None, program="EXEMPLE")
    kept, thread = key.read_bytes(), threading.Thread(target=run.run, name="collector")
    with parts.inbox(there, CLOCK) as opened:

        def alarms() -> list[tuple[AlarmKind, str]]:
            with opened.reading() as connection:
                return [(each.kind, each.detail) for each in incidents.alarms(connection)]

        thread.start()
        try:
            until(lambda: len(front.outcomes()) == 3)
            key.write_text("EXEMPLE")
            with pytest.raises(ConfigurationError):
                run.reload()
            assert not run.reload_changed()
            clock.forward(seconds=61)
            until(lambda: alarms() == [(AlarmKind.NOT_RELOADED, "CFG-001:client-key")])
            locks[0].release()
            until(lambda: len(locks) == 2)
            front.desk.take_in([plain_submission(b"EXEMPLE")])
            until(lambda: len(front.outcomes()) == 4)
            key.write_bytes(kept)
            assert run.reload_changed()
            until(lambda: alarms() == [])
        finally:
            run.stop()
            thread.join(20)
    assert not thread.is_alive()
    key.write_text("EXEMPLE")
    front.desk.take_in([plain_submission(b"EXEMPLE")])
    with pytest.raises(ConfigurationError):
        CollectorRun(there, clock, lambda _event: None, program="EXEMPLE").run(once=True)
    CollectorRun(there, clock, lambda _event: None, program="EXEMPLE", former=run).run(once=True)
    assert len(front.outcomes()) == 5


@pytest.mark.expected_logs("not_reloaded")
def test_who_waits_for_the_lead_reads_the_files_all_the_same(front: Front) -> None:
    """What could not be used from its start is told while another leads, not as that one dies; and tried again."""
    there, run = _settings(front), _run(front)
    key = there.path(there.transfer.client_key)
    kept = key.read_bytes()
    key.write_text("EXEMPLE")
    assert not run.reload_changed()
    turn = run._turn = Leading(home_of(there), "EXEMPLE", CLOCK)
    turn.waits = True
    with pytest.raises(ConfigurationError):
        run.reload_changed()
    said = [run.unusable]
    assert not run.reload_changed()
    key.write_bytes(kept)
    assert not run.reload_changed()
    assert [*said, run.unusable] == ["CFG-001:client-key", None]
    key.write_text("EXEMPLE")
    assert run.run(once=True).closed == 3
