"""Locking and opening one store, as the window's process does it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.actions import passphrase as passphrases
from backoffice_gui.actions import unlock as unlocking
from backoffice_gui.actions.desk import Desk, open_with_master
from backoffice_gui.actions.last_words import LastWords
from backoffice_gui.audit import AuditEvent
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.listing import Filter
from backoffice_gui.domain.office import LockCause, OfficeState
from backoffice_gui.errors import DiskFull, UnlockRefused, UsageError, WrongKey
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap import Wrap, open_wrap, wrap_master
from backoffice_gui.storage import reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import last_words
from backoffice_gui.wiring import Office, open_office
from tests.support.cases import lines
from tests.support.keyrooms import CHEAP, OTHER, PHRASE, Keyroom, a_keyroom
from tests.support.stores import invented

CLOCK = SystemClock()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyroom]:
    """A store with one submission, whose key lies in a keyring."""
    with a_keyroom(tmp_path / "s") as made:
        made.store.world.verify(invented(1))
        made.everywhere(monkeypatch)
        yield made


@pytest.fixture
def opened(room: Keyroom) -> Iterator[Office]:
    """The office of that store."""
    made = open_office(room.settings(), CLOCK, cost=CHEAP)
    yield made
    made.close()


def test_a_locked_desk_shows_nothing_and_opens_with_the_keyring_alone(room: Keyroom, opened: Office) -> None:
    """What is read before and after is refused between; lists of the inbox go on, and say how many came."""
    assert opened.detail(1).verified
    opened.lock(LockCause.SLEEP)
    opened.lock(LockCause.SCREEN)
    condition = opened.condition()
    assert condition.state is OfficeState.LOCKED
    assert condition.facts == {"passphrase": 0, "choose": 0, "seconds": 0, "waiting": 0}
    assert opened.cases() is None
    with pytest.raises(WrongKey):
        opened.detail(1)
    assert opened.count(Filter()) == 1
    room.store.world.verify(invented(2))
    assert opened.condition().facts["waiting"] == 1
    opened.unlock("")
    assert opened.condition().state is OfficeState.OPEN
    assert opened.detail(2).verified
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["sleep"]
    assert [dict(line.details)["how"] for line in lines(room.store, "desk_unlocked")] == ["keyring", "keyring"]


def test_with_a_passphrase_it_starts_locked_and_opens_with_it(room: Keyroom, opened: Office) -> None:
    """Set while it is open; the next start asks for it, and refuses another."""
    opened.set_passphrase("", PHRASE)
    assert opened.condition().state is OfficeState.OPEN
    opened.close()
    again = open_office(room.settings(), CLOCK, cost=CHEAP)
    try:
        assert again.condition().facts["passphrase"] == 1
        for typed, reason in (("", "passphrase-needed"), (OTHER, "passphrase-wrong")):
            with pytest.raises(UnlockRefused) as caught:
                again.unlock(typed)
            assert caught.value.reason == reason
        again.unlock(PHRASE)
        assert again.detail(1).verified
        again.set_passphrase(PHRASE, "")
        again.lock()
        again.unlock("")
        assert again.condition().state is OfficeState.OPEN
    finally:
        again.close()


def test_a_policy_that_demands_a_passphrase_has_one_chosen(room: Keyroom) -> None:
    """The keyring alone opens nothing then; what is chosen opens at once, and can't be removed."""
    made = open_office(room.settings(BACKOFFICE_SECURITY__PASSPHRASE="true"), CLOCK, cost=CHEAP)
    try:
        assert made.condition().facts == {"passphrase": 0, "choose": 1, "seconds": 0, "waiting": 0}
        with pytest.raises(UnlockRefused, match="passphrase-choose"):
            made.unlock("")
        with pytest.raises(UsageError, match="passphrase-short"):
            made.set_passphrase("", "EXEMPLE")
        made.set_passphrase("", PHRASE)
        assert made.condition().state is OfficeState.OPEN
        with pytest.raises(UsageError, match="passphrase-required"):
            made.set_passphrase(PHRASE, "")
    finally:
        made.close()


def test_the_recovery_code_opens_what_is_forgotten(room: Keyroom, opened: Office) -> None:
    """With another passphrase, or none; the keyring may have lost everything."""
    opened.set_passphrase("", PHRASE)
    opened.lock()
    room.keyring.kept.clear()
    with pytest.raises(WrongKey, match="no-half"):
        opened.unlock(PHRASE)
    with pytest.raises(UsageError, match="code-differs"):
        opened.recover("EXEMPLE", "")
    opened.recover(code_of(room.recovery).lower(), OTHER)
    assert opened.condition().state is OfficeState.OPEN
    opened.lock()
    opened.unlock(OTHER)
    assert opened.detail(1).verified


def test_an_opening_that_ends_after_the_locking_is_void(
    room: Keyroom, opened: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locking waits for none that goes on, and whoever opened it before does not leave it open."""
    opened.set_passphrase("", PHRASE)
    opened.lock()
    begun, go = threading.Event(), threading.Event()

    def slow(wrap: Wrap, passphrase: str, half: bytearray) -> MasterSecret | None:
        begun.set()
        assert go.wait(10)
        return open_wrap(wrap, passphrase, half)

    monkeypatch.setattr(unlocking, "open_wrap", slow)
    thread = threading.Thread(target=opened.unlock, args=(PHRASE,))
    thread.start()
    assert begun.wait(10)
    opened.lock(LockCause.SLEEP)
    go.set()
    thread.join(10)
    assert opened.condition().state is OfficeState.LOCKED
    assert opened.cases() is None
    opened.unlock(PHRASE)
    assert opened.condition().state is OfficeState.OPEN
    said = [line.verb for line in room.log() if line.verb in {"desk_locked", "desk_unlocked"}]
    assert said == ["desk_unlocked", "desk_locked"] * 2 + ["desk_unlocked"]
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["asked", "sleep"]


def test_a_lock_closes_what_a_change_of_passphrase_has_opened(
    room: Keyroom, opened: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is ended, for it was begun; nothing is open meanwhile, and whoever unlocks next writes it down."""
    begun, go = threading.Event(), threading.Event()
    desks: list[Desk] = []

    def slow(master: MasterSecret, *args: Any, **more: Any) -> Wrap:
        begun.set()
        assert go.wait(10)
        return wrap_master(master, *args, **more)

    def noted(*args: Any) -> Desk:
        desks.append(open_with_master(*args))
        return desks[-1]

    monkeypatch.setattr(passphrases, "wrap_master", slow)
    monkeypatch.setattr(passphrases, "open_with_master", noted)
    assert opened.condition().state is OfficeState.OPEN
    thread = threading.Thread(target=opened.set_passphrase, args=("", PHRASE))
    thread.start()
    assert begun.wait(10)
    opened.lock()
    [beside] = desks
    with pytest.raises(WrongKey, match="locked"), beside.casebook.reading():
        pass
    go.set()
    thread.join(10)
    assert opened.condition().state is OfficeState.LOCKED
    opened.unlock(PHRASE)
    assert opened.condition().state is OfficeState.OPEN
    assert [line.verb for line in room.log() if line.verb.startswith(("phrase", "desk"))] == [
        "desk_unlocked",
        "desk_locked",
        "phrase_set",
        "desk_unlocked",
    ]


@pytest.mark.expected_logs("unlock_not_noted", "not_laid_by")
def test_a_full_disk_keeps_nobody_at_the_window_from_looking(
    room: Keyroom, opened: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the reserve goes; where even that is not enough the log says so, and what waits to be noted waits on."""

    def full(*_: object) -> None:
        raise DiskFull("database")

    folder = room.store.folder
    assert opened.condition().state is OfficeState.OPEN
    reserve.make(folder, 1024)
    with monkeypatch.context() as patched:
        for log in (casebook_log.LOG, inbox_log.LOG):
            patched.setattr(log, "append", full)
        patched.setattr(last_words, "lay", full)
        opened.lock(LockCause.SLEEP)
        opened.unlock("")
        assert opened.condition().state is OfficeState.OPEN
        assert not reserve.held(folder, 1024)
    opened.lock(LockCause.SCREEN)
    opened.unlock("")
    said = [line.verb for line in room.log() if line.verb in {"desk_locked", "desk_unlocked"}]
    assert said == ["desk_unlocked", "desk_locked", "desk_locked", "desk_unlocked"]


@pytest.mark.parametrize("way", ["unlock", "set_passphrase", "recover"])
def test_an_opening_that_waited_while_it_was_locked_comes_to_nothing(room: Keyroom, opened: Office, way: str) -> None:
    """It is asked for, waits behind another command, and begins after the lock: nothing is tried, set or opened."""
    opened.condition()
    opened.lock()
    turn = opened.turn()
    opened.lock()
    code = code_of(room.recovery)
    given = {"unlock": ("",), "set_passphrase": ("", PHRASE), "recover": (code, PHRASE)}[way]
    getattr(opened, way)(*given, turn)
    assert opened.condition().state is OfficeState.LOCKED
    assert opened.condition().facts["passphrase"] == 0
    assert opened.cases() is None
    getattr(opened, way)(*given, opened.turn())
    assert opened.condition().state is OfficeState.OPEN


def test_what_cant_be_written_while_locking_is_written_when_it_is_opened(room: Keyroom, opened: Office) -> None:
    """Another program writes just then; what was searched goes with it, and with its time."""
    cases = opened.cases()
    assert cases is not None
    cases.count(CaseFilter((), "exemple"))
    with room.store.desk.casebook.transaction():
        opened.lock(LockCause.SCREEN)
    assert lines(room.store, "desk_locked") == []
    opened.unlock("")
    said = [line.verb for line in room.log() if line.verb in {"desk_locked", "desk_unlocked", "searched"}]
    assert said == ["desk_unlocked", "searched", "desk_locked", "desk_unlocked"]
    assert dict(lines(room.store, "desk_locked")[0].details)["cause"] == "screen"
    with room.store.desk.casebook.transaction():
        opened.lock(LockCause.IDLE)
    opened.recover(code_of(room.recovery), PHRASE)
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["screen", "idle"]


@pytest.mark.expected_logs("not_logged")
def test_without_memory_for_what_was_before_the_lock_is_said_all_the_same(
    room: Keyroom, opened: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was searched is not; that and when it was locked is, and what was being written is kept."""

    def fails(_desk: Desk) -> list[AuditEvent]:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(opened, "_last_words", fails)
        opened.lock(LockCause.SCREEN)
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["screen"]


@pytest.mark.parametrize("nowhere", [False, True], ids=["in the casebook", "nor beside it"])
@pytest.mark.expected_logs("not_laid_by")
def test_last_words_for_which_there_is_no_memory_are_kept(
    room: Keyroom, opened: Office, monkeypatch: pytest.MonkeyPatch, nowhere: bool
) -> None:
    """Locked all the same; what could not be written then is written by the next opening."""

    def fails(*_words: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(LastWords, "write", fails)
        if nowhere:
            patched.setattr("backoffice_gui.wiring.open_store.lay_by", fails)
        opened.lock(LockCause.SCREEN)
    assert opened.condition().state is OfficeState.LOCKED
    assert lines(room.store, "desk_locked") == []
    opened.unlock("")
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["screen"]


def test_what_cant_be_written_at_the_end_is_written_at_the_next_start(room: Keyroom) -> None:
    """The program ends while another writes: its end is in the journal all the same, by the next one."""
    made = open_office(room.settings(), CLOCK, cost=CHEAP)
    with room.store.desk.casebook.transaction():
        made.close()
    made.close()
    assert lines(room.store, "desk_locked") == []
    open_office(room.settings(), CLOCK, cost=CHEAP).close()
    assert [dict(line.details)["cause"] for line in lines(room.store, "desk_locked")] == ["closed", "closed"]


@pytest.mark.expected_logs("not_logged", "not_laid_by")
def test_what_can_be_written_nowhere_is_told_at_the_end(room: Keyroom) -> None:
    """The program ends while another writes into both: its end is not in the journal, and that is said."""
    made = open_office(room.settings(), CLOCK, cost=CHEAP)
    with room.store.desk.casebook.transaction(), room.store.world.inbox.transaction():
        made.close()
    made.close()


def test_what_cant_be_said_while_locking_keeps_nothing_open(opened: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is in nobody's hands any more: it is closed then, its keys wiped, and what was read forgotten."""

    def fails(_desk: Desk) -> list[AuditEvent]:
        raise RuntimeError("EXEMPLE")

    desk = opened._store.desk
    assert desk is not None
    with monkeypatch.context() as patched:
        patched.setattr(opened, "_last_words", fails)
        with pytest.raises(RuntimeError):
            opened.lock()
    assert opened.condition().state is OfficeState.LOCKED
    assert not any(any(private.seed) for private in desk.privates.values())
    with pytest.raises(WrongKey, match="locked"), desk.casebook.reading():
        pass
    opened.unlock("")
    assert opened.condition().state is OfficeState.OPEN
