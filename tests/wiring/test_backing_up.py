"""The window's own backup: by an open desk, when it is due, and not while somebody else collects and makes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import backup_files
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.wiring import backing_up
from backoffice_gui.wiring.backing_up import BackupRun
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.waiting import until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _run(store: Store, *, locked: bool = False) -> BackupRun:
    settings = store.settings(BACKOFFICE_BACKUP__FOLDER=str(store.root / "backups"))
    return BackupRun(settings, lambda: None if locked else (store.world.inbox, store.desk), SystemClock())


def test_made_once_and_not_again_before_its_time(store: Store) -> None:
    """What is there is looked at, not remembered: another process's counts as well."""
    assert _run(store).look()
    assert not _run(store).look()
    assert len(backup_files.backups(store.root / "backups")) == 1


def test_a_locked_desk_makes_none_and_says_that_it_is_late(store: Store) -> None:
    """The alarm is the inbox's, which is open; the next unlocked desk makes it."""
    assert not _run(store, locked=True).look()
    with store.world.inbox.reading() as connection:
        assert [each.kind for each in incidents.alarms(connection)] == [AlarmKind.BACKUP]


def test_its_thread_ends_when_it_is_told(store: Store) -> None:
    """Where no backups are wanted there is none."""
    run = _run(store)
    run.start()
    run.start()
    assert [thread.name for thread in threading.enumerate()].count("backup") == 1
    run.stop(5.0)
    none = BackupRun(store.settings(), lambda: None, SystemClock())
    none.start()
    assert "backup" not in [thread.name for thread in threading.enumerate()]


def _alarms(store: Store) -> list[str]:
    with store.world.inbox.reading() as connection:
        return [each.detail for each in incidents.alarms(connection) if each.kind is AlarmKind.BACKUP]


def test_a_thread_that_a_defect_has_ended_is_an_alarm_until_it_has_looked_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said by whoever else looks: the thread that would have said that backups are late is the one that is gone."""
    monkeypatch.setattr(threading, "excepthook", lambda _hook: None)
    monkeypatch.setattr(backing_up, "_FIRST_SECONDS", 0.0)
    clock = TurnedClock()
    broken = [True]

    def unlocked() -> None:
        if broken[0]:
            raise LookupError("EXEMPLE")

    run = BackupRun(store.settings(BACKOFFICE_BACKUP__FOLDER=str(store.root / "backups")), unlocked, clock)
    run.start()

    def told() -> bool:
        run.watch()
        return _alarms(store) == ["DEF-001:ended"]

    until(told)
    broken[0] = False
    clock.advance(60)
    run.watch()
    until(lambda: _alarms(store) == [])
    run.watch()
    run.stop(10)
