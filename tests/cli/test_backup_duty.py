"""The scheduled backup of a service: begun when it is due, in a process of its own, tried again when it failed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.actions import backup_files
from backoffice_gui.cli.backup_duty import BackupDuty
from backoffice_gui.clock import SystemClock
from backoffice_gui.wiring import parts
from tests.support.clock import TurnedClock
from tests.support.console import start
from tests.support.desks import Store, a_store
from tests.support.front import running_front
from tests.support.waiting import until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


class _Started:
    """Counts what was begun, and begins real processes that end with a code."""

    def __init__(self, words: str) -> None:
        self.words, self.begun = words, list[subprocess.Popen[bytes]]()

    def __call__(self) -> subprocess.Popen[bytes]:
        self.begun.append(subprocess.Popen([sys.executable, "-c", self.words]))
        return self.begun[-1]


@pytest.mark.expected_logs("backup_failed")
def test_one_that_failed_is_tried_again_in_a_while(store: Store) -> None:
    """A quarter of an hour later, not at each look; none is begun beside one that runs."""
    clock, started = TurnedClock(), _Started("raise SystemExit(4)")
    duty = BackupDuty(store.settings(BACKOFFICE_BACKUP__FOLDER=str(store.root / "backups")), clock, started)
    duty.tick()
    assert len(started.begun) == 1
    started.begun[0].wait()
    duty.tick()
    clock.advance(400)
    duty.tick()
    assert len(started.begun) == 1
    clock.advance(600)
    duty.tick()
    assert len(started.begun) == 2
    duty.end()


def test_one_that_runs_is_given_up_at_the_end(store: Store) -> None:
    """Nothing of ours outlives the service."""
    started = _Started("import signal; signal.pause()")
    duty = BackupDuty(store.settings(BACKOFFICE_BACKUP__FOLDER=str(store.root / "backups")), SystemClock(), started)
    duty.tick()
    duty.tick()
    duty.end()
    assert started.begun[0].returncode not in {None, 0}
    none = BackupDuty(store.settings(), SystemClock(), started)
    none.tick()
    assert len(started.begun) == 1


def test_a_service_makes_one_by_itself(tmp_path: Path) -> None:
    """The real program, with its key in a file: a backup lies there, whole, while it collects."""
    with running_front(tmp_path / "front", count=1) as front:
        file = front.settings_file
        file.write_text(file.read_text("utf-8") + f'\n[backup]\nfolder = "{tmp_path / "backups"}"\n', "utf-8")
        parts.new_store(settings.load(file, {}), SystemClock())
        running = start("--config", file, "collect")
        try:
            until(lambda: (tmp_path / "backups").is_dir() and bool(backup_files.backups(tmp_path / "backups")), 120.0)
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=30)
