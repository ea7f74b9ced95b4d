from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from backoffice_gui import settings
from backoffice_gui.actions.unlock import unlock
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.domain import deadlines
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.deadlines import working_days_between
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.listing import Filter, ListQuery
from backoffice_gui.domain.monitor import Connection
from backoffice_gui.domain.office import OfficeState, Topic
from backoffice_gui.errors import StoreBusy, StoreDamaged, StoreError, StoreMissing, UsageError, WrongKey
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.storage.inbox import incidents, keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.transfer import Endpoint, FrontEnd, Role
from backoffice_gui.wiring import (
    CollectorRun,
    Office,
    collecting,
    intaking,
    office,
    open_office,
    outboxes,
    parts,
    rounds,
)
from backoffice_gui.wiring.anchoring import AnchorRun
from backoffice_gui.wiring.backing_up import BackupRun
from backoffice_gui.wiring.tidying import TidyRun
from tests.support.cases import lines
from tests.support.desks import Store, a_store
from tests.support.front import Front, ShiftedClock, plain_submission, running_front
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.stores import MOMENT, invented
from tests.support.waiting import until

if TYPE_CHECKING:
    from backoffice_gui.gui.office import Office as WindowsOffice

CLOCK = SystemClock()
_WATCHED = {"anchoring", "backup", "collector", "intake", "listening", "returning", "tidying"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with two submissions in it."""
    with a_store(tmp_path / "s") as made:
        made.world.verify(invented(1))
        made.world.begin(invented(2))
        yield made


@pytest.fixture
def opened(store: Store) -> Iterator[Office]:
    """The office of that store, as a program has it that reckons with its first holidays."""
    deadlines._holidays.cache_clear()
    made = open_office(store.settings(), CLOCK)
    yield made
    made.close()


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end with three submissions, and a store of ours beside it."""
    with running_front(tmp_path / "front", count=3) as running:
        parts.new_store(settings.load(running.settings_file, {}), CLOCK)
        yield running


@pytest.fixture
def keyring_in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    """A keyring that is allowed."""

    def source(_settings: object) -> KeyringSource:
        return KeyringSource(allowed=frozenset({MEMORY}))

    monkeypatch.setattr(parts, "source_for", source)
    monkeypatch.setattr(office, "source_for", source)
    with using(MemoryKeyring()) as _:
        yield MemoryKeyring()


def test_no_row_waits_for_the_first_holidays(opened: Office) -> None:
    """They were reckoned on the worker that opened the office: the list asks for them on the window's own thread."""
    before = deadlines._holidays.cache_info().misses
    working_days_between(CLOCK.now().date(), CLOCK.now().date() + timedelta(days=9))
    assert deadlines._holidays.cache_info().misses == before > 0


def test_the_window_is_served_as_its_protocol_says(opened: Office) -> None:
    """Structurally the `Office` that the window knows."""
    served: WindowsOffice = opened
    assert served.condition().state is OfficeState.OPEN


def test_reading_gives_rows_counts_kinds_and_the_state_of_things(opened: Office) -> None:
    """What the lists and the monitor show."""
    assert opened.count(Filter()) == 2
    assert opened.count(Filter(stages=frozenset({Stage.STORED}))) == 1
    assert [row.seq for row in opened.page(ListQuery(), 0, 10).rows] == [2, 1]
    assert opened.kinds() == ("contact_change",)
    seen = opened.monitor()
    assert (seen.connection, seen.holder, seen.counts[Stage.VERIFIED]) == (Connection.NEVER, None, 1)


def test_a_detail_is_opened_with_the_private_key(opened: Office) -> None:
    """The desk is unlocked as long as the office is open."""
    assert opened.detail(1).verified
    assert not opened.detail(2).verified


def test_an_unlocked_desk_opens_the_canaries_that_come(store: Store, opened: Office) -> None:
    """At its start and every half minute while somebody looks."""
    with store.world.inbox.reading() as connection:
        assert keys.canaries_waiting(connection) == []
    opened.monitor()


def test_an_incident_is_closed_with_a_reason(store: Store, opened: Office) -> None:
    """What it touched is said, so that panes refresh."""
    with store.world.inbox.transaction() as tx:
        number = incidents.open_incident(tx, IncidentKind.LOST, MOMENT)
    assert number is not None
    assert Topic.INCIDENTS in opened.close_incident(number, "vu avec le site").topics
    assert opened.monitor().incidents == ()
    with pytest.raises(UsageError):
        opened.close_incident(number, "encore")


def test_each_obstacle_is_a_state(store: Store, tmp_path: Path) -> None:
    """Not configured, no store, a store that can't be used, a desk without its key."""

    def state(**environment: str) -> tuple[OfficeState, str]:
        made = open_office(store.settings(**environment), CLOCK)
        try:
            condition = made.condition()
            assert not condition.demo
            return condition.state, condition.code
        finally:
            made.close()

    assert state(BACKOFFICE_TRANSFER__URL="") == (OfficeState.NOT_CONFIGURED, "")
    assert state(BACKOFFICE_STORE__FOLDER="nowhere") == (OfficeState.NO_STORE, "STO-002")
    assert state(BACKOFFICE_STORE__KEY_FILE="other.key") == (OfficeState.SEALED, "STO-007")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "inbox.db").write_bytes(b"EXEMPLE, not a database" * 100)
    assert state(BACKOFFICE_STORE__FOLDER=str(tmp_path / "broken")) == (OfficeState.UNAVAILABLE, "STO-011")


def test_a_sealed_office_lists_and_does_not_open(store: Store) -> None:
    """Lists and monitor go on without the key; a detail says why it can't be opened; the key opens it later."""
    made = open_office(store.settings(BACKOFFICE_STORE__KEY_FILE="other.key"), CLOCK)
    try:
        assert made.count(Filter()) == 2
        with pytest.raises(WrongKey):
            made.detail(1)
        (store.root / "store.key").rename(store.root / "other.key")
        assert made.condition().state is OfficeState.OPEN
        assert made.detail(1).verified
    finally:
        made.close()


def test_before_there_is_a_store_reading_says_so(store: Store) -> None:
    """Nothing is guessed."""
    made = open_office(store.settings(BACKOFFICE_STORE__FOLDER="nowhere"), CLOCK)
    try:
        with pytest.raises(StoreMissing):
            made.count(Filter())
        made.interrupt()
        made.poll_now()
    finally:
        made.close()


def test_the_first_run_shows_a_code_and_makes_the_store(store: Store, keyring_in_memory: MemoryKeyring) -> None:
    """With a keyring: a code to write down, typed once; a wrong one makes nothing."""
    made = open_office(store.settings(BACKOFFICE_STORE__FOLDER="new"), CLOCK)
    try:
        code = made.prepare_store()
        assert len(code.split("-")) == 14
        with pytest.raises(UsageError):
            made.make_store(code[:-1])
        assert made.condition().state is OfficeState.NO_STORE
        assert Topic.STORE in made.make_store(code).topics
        assert made.condition().state is OfficeState.OPEN
        assert made.count(Filter()) == 0
    finally:
        made.close()


def test_with_a_key_file_there_is_no_code(store: Store) -> None:
    """The administrator's copy is the recovery: an empty code, and the store is made without one."""
    made = open_office(store.settings(BACKOFFICE_STORE__FOLDER="new", BACKOFFICE_STORE__KEY_FILE="new.key"), CLOCK)
    try:
        assert made.prepare_store() == ""
        made.make_store("")
        assert made.condition().state is OfficeState.OPEN
    finally:
        made.close()


def test_a_superseded_query_is_interrupted(store: Store, opened: Office) -> None:
    """Whoever asked gets `StoreBusy`; the next query runs."""
    opened.interrupt()
    assert opened.count(Filter()) == 2
    assert StoreBusy.retry


def test_the_window_collects_when_nobody_else_does(front: Front) -> None:
    """In a thread of its own, with what it does seen by the monitor; stopping takes no time."""
    made = open_office(settings.load(front.settings_file, {}), CLOCK)
    closed = threading.Semaphore(0)

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.CLOSED:
            closed.release()

    try:
        made.start_collecting(heard)
        made.start_collecting(heard)
        for _ in range(3):
            assert closed.acquire(timeout=30)
        seen = made.monitor()
        assert seen.holder is not None
        assert (seen.holder.us, seen.holder.program) == (True, "backoffice-gui")
        assert seen.connection is Connection.CONNECTED
        assert made.count(Filter(stages=frozenset({Stage.CLOSED}))) == 3
        made.poll_now()
        made.stop_collecting()
        assert StoreLock.holder(settings.load(front.settings_file, {}).store_folder) is None
    finally:
        made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "collector"]


def test_where_another_process_collects_the_window_waits_and_takes_over(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no trouble; when the other has gone, the window goes on."""
    monkeypatch.setattr(office, "_AGAIN_SECONDS", 0.05)
    there = settings.load(front.settings_file, {})
    lock = StoreLock.acquire(there.store_folder, "EXEMPLE", CLOCK)
    made = open_office(there, CLOCK)
    try:
        made.start_collecting(lambda _event: None)
        seen = made.monitor()
        assert seen.holder is not None
        assert seen.holder.program == "EXEMPLE"
        assert seen.trouble is None
        lock.release()
        until(lambda: made.count(Filter(stages=frozenset({Stage.CLOSED}))) == 3)
    finally:
        lock.release()
        made.close()


@pytest.mark.expected_logs("collector_stopped")
def test_what_keeps_the_collector_from_running_is_shown(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that is gone: said in the monitor, tried again, and over when it is back."""
    monkeypatch.setattr(office, "_AGAIN_SECONDS", 0.05)
    there = settings.load(front.settings_file, {})
    (there.folder / "client.pem").rename(there.folder / "away.pem")
    made = open_office(there, CLOCK)
    try:
        made.start_collecting(lambda _event: None)
        until(lambda: made.monitor().trouble == "CFG-001")
        assert made.monitor().connection is Connection.OFFLINE
        (there.folder / "away.pem").rename(there.folder / "client.pem")
        until(lambda: made.monitor().connection is Connection.CONNECTED)
    finally:
        made.close()


@pytest.mark.expected_logs("not_reloaded", "collector_stopped")
def test_the_windows_collector_goes_on_with_what_is_put_in_the_place_of_its_files(
    front: Front, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A certificate that is renewed while the window stays open for weeks; what can't be used is said once.

    A trouble of the store begins another run: it goes on with the same.
    """
    monkeypatch.setattr(office, "_AGAIN_SECONDS", 0.05)
    used = list[Endpoint]()

    def standby(*_: object, **__: object) -> None:
        raise StoreError("read-only")

    def making(endpoint: Endpoint, *, role: Role, clock: Clock) -> FrontEnd:
        used.append(endpoint)
        return FrontEnd(endpoint, role=role, clock=clock)

    monkeypatch.setattr(collecting, "FrontEnd", making)
    there, clock = settings.load(front.settings_file, {}), ShiftedClock()
    key = there.path(there.transfer.client_key)
    kept = key.read_bytes()
    made = open_office(there, clock)

    def looked(times: int = 3) -> None:
        for _ in range(times):
            clock.forward(seconds=10)
            made.monitor()

    try:
        made.start_collecting(lambda _event: None)
        until(lambda: made.count(Filter(stages=frozenset({Stage.CLOSED}))) == 3)
        key.write_text("EXEMPLE")
        looked(4)
        assert (len(used), caplog.messages.count("not_reloaded")) == (1, 1)
        with monkeypatch.context() as patch:
            patch.setattr(CollectorRun, "run", standby)
            made._run.stop()  # type: ignore[union-attr]
            until(lambda: made.monitor().trouble == "STO-001")
        until(lambda: len(used) == 2)
        assert caplog.messages.count("not_reloaded") == 2
        key.write_bytes(kept)
        looked()
        until(lambda: len(used) == 3)
        front.desk.take_in([plain_submission(b"EXEMPLE")])
        until(lambda: made.count(Filter(stages=frozenset({Stage.CLOSED}))) == 4)
    finally:
        made.close()


def test_a_collector_that_a_defect_ended_is_seen_and_started_again(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The monitor says that nobody collects and why; after a while it is tried again."""
    seen: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: seen.append(hook.exc_type.__name__))
    monkeypatch.setattr(office, "_REVIVE_SECONDS", 0.0)
    run = CollectorRun.run

    def broken(*_: object, **__: object) -> None:
        raise LookupError("EXEMPLE")

    monkeypatch.setattr(CollectorRun, "run", broken)
    made = open_office(settings.load(front.settings_file, {}), CLOCK)
    try:
        made.start_collecting(lambda _event: None)
        until(lambda: made.monitor().trouble == "DEF-001")
        assert seen[0] == "LookupError"
        monkeypatch.setattr(CollectorRun, "run", run)
        until(lambda: made.monitor().connection is Connection.CONNECTED)
    finally:
        made.close()


def test_each_thread_that_a_defect_has_ended_is_begun_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the monitor does it: a defect in one of them was for ever, and silent."""
    died = Counter[str]()
    monkeypatch.setattr(threading, "excepthook", lambda hook: died.update([hook.thread.name]))

    def broken(*_: object, **__: object) -> None:
        raise LookupError("EXEMPLE")

    whole = (AnchorRun, "anchor"), (BackupRun, "look"), (CollectorRun, "run"), (TidyRun, "look")
    for place, name in (*whole, (intaking, "intake"), (outboxes, "by_of")):
        monkeypatch.setattr(place, name, broken)
    for run in (AnchorRun, BackupRun, TidyRun):
        monkeypatch.setattr(sys.modules[run.__module__], "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(office, "colleagues_at", lambda _settings: broken)
    folders = {"BACKUP__FOLDER": "backups", "AUDIT__ANCHOR": "share"}
    there = store.settings(**{f"BACKOFFICE_{name}": str(store.root / folder) for name, folder in folders.items()})
    clock = ShiftedClock()
    made = open_office(there, clock)

    def died_again() -> bool:
        clock.forward(seconds=61)  # none is begun again sooner
        made.monitor()
        return min(died[name] for name in _WATCHED) >= 2

    try:
        made.start_collecting(lambda _event: None)
        made._colleagues.hear(lambda _heard: None)
        until(died_again)
        assert [alarm.detail for alarm in made.monitor().alarms if alarm.kind is AlarmKind.BACKUP] == [rounds.ENDED]
    finally:
        made.close()
    assert set(died) == _WATCHED


def test_closing_twice_does_nothing(store: Store) -> None:
    """An office that never opened closes too."""
    made = open_office(store.settings(), CLOCK)
    made.close()
    made.close()
    made.stop_collecting()


@pytest.mark.expected_logs("incident")
def test_a_window_whose_key_opens_nothing_stops_acknowledging(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it brings home then nobody could read: stored, held on the web, said; with the right key all is taken."""
    monkeypatch.setattr(office, "_CANARY_SECONDS", 0.0)
    there = settings.load(front.settings_file, {})
    key = there.folder / "store.key"
    right = key.read_text()
    key.write_text("ab" * 32)
    made = open_office(there, CLOCK)
    try:
        assert made.condition().state is OfficeState.SEALED
        made.start_collecting(lambda _event: None)
        until(lambda: made.count(Filter(stages=frozenset({Stage.VERIFIED}))) == 3)
        assert front.outcomes() == {}
        assert [incident.kind for incident in made.monitor().incidents] == [IncidentKind.CANARY_FAILED]
        key.write_text(right)
        assert made.condition().state is OfficeState.OPEN
        made.stop_collecting()
        made.start_collecting(lambda _event: None)
        until(lambda: set(front.outcomes().values()) == {"acknowledged"})
    finally:
        made.close()


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize(("times", "failed"), [(1, False), (1_000, True)])
def test_one_error_of_the_disk_is_no_word_about_the_key(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, failed: bool
) -> None:
    """The window looks again at once; a casebook that stays damaged stops acknowledging."""
    left = [times]

    def damaged_at_first(*words: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise StoreDamaged("input-output", file="casebook.db")
        return unlock(*words, **named)

    monkeypatch.setattr("backoffice_gui.wiring.open_store.unlock", damaged_at_first)
    made = open_office(settings.load(front.settings_file, {}), CLOCK)
    try:
        state = made.condition().state
        assert state is (OfficeState.SEALED if failed else OfficeState.OPEN)
        made.start_collecting(lambda _event: None)
        until(lambda: made.count(Filter(stages=frozenset({Stage.VERIFIED, Stage.CLOSED}))) == 3)
        assert [incident.kind for incident in made.monitor().incidents] == [IncidentKind.CANARY_FAILED] * failed
    finally:
        made.close()


def test_the_caseload_is_there_as_long_as_the_desk_is_open(store: Store) -> None:
    """None while it is sealed; the same object before and after, so that the window keeps it."""
    made = open_office(store.settings(BACKOFFICE_STORE__KEY_FILE="other.key"), CLOCK)
    try:
        assert made.cases() is None
        (store.root / "store.key").rename(store.root / "other.key")
        made.condition()
        cases = made.cases()
        assert cases is not None
        assert cases is made.cases()
        assert cases.count(CaseFilter()).number == 0
        cases.find("exemple", 5)
    finally:
        made.close()
    assert made.cases() is None
    assert [dict(line.details)["found"] for line in lines(store, "searched")] == [0]


def test_what_the_window_collects_becomes_cases_by_itself(front: Front) -> None:
    """The listener is told after the collector's own events; closing ends both threads in a moment."""
    made = open_office(settings.load(front.settings_file, {}), CLOCK)
    taken = threading.Event()

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.TAKEN_IN:
            taken.set()

    try:
        made.start_collecting(heard)
        cases = made.cases()
        assert cases is not None
        until(lambda: cases.count(CaseFilter()).number == 3)
        assert taken.wait(30)
    finally:
        began = CLOCK.elapsed()
        made.close()
    assert CLOCK.elapsed() - began < 6
    assert not [thread for thread in threading.enumerate() if thread.name in ("collector", "intake")]
