"""One collector per store: held, seen, released by death."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage.lock import LOCK_FILE, StoreLock
from tests.support.clock import TurnedClock

OTHER = """
import sys
from pathlib import Path
from backoffice_gui.clock import SystemClock
from backoffice_gui.storage.lock import StoreLock
held = StoreLock.acquire(Path(sys.argv[1]), "EXEMPLE collect", SystemClock())
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store's lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_nobody_holds_a_store_at_first(tmp_path: Path) -> None:
    """Without a lock file, and with one that nobody holds."""
    assert StoreLock.holder(tmp_path) is None
    StoreLock.acquire(tmp_path, "EXEMPLE", TurnedClock()).release()
    assert (tmp_path / LOCK_FILE).exists()
    assert StoreLock.holder(tmp_path) is None


def test_a_held_lock_says_who(tmp_path: Path) -> None:
    """Program, host, process, since when; and that it is us. Its file is ours alone."""
    clock = TurnedClock()
    held = StoreLock.acquire(tmp_path, "EXEMPLE window", clock)
    holder = StoreLock.holder(tmp_path)
    assert holder is not None
    assert (holder.program, holder.pid, holder.since, holder.us) == ("EXEMPLE window", os.getpid(), clock.now(), True)
    assert (tmp_path / LOCK_FILE).stat().st_mode & 0o777 == 0o600
    held.release()
    held.release()
    assert StoreLock.holder(tmp_path) is None


def test_a_second_one_is_refused_and_told_who(tmp_path: Path) -> None:
    """Also within one process: the lock is of the store."""
    held = StoreLock.acquire(tmp_path, "EXEMPLE window", TurnedClock())
    with pytest.raises(StoreHeld) as caught:
        StoreLock.acquire(tmp_path, "EXEMPLE collect", TurnedClock())
    assert caught.value.facts["holder"] == "EXEMPLE window"
    assert caught.value.facts["pid"] == os.getpid()
    held.release()
    StoreLock.acquire(tmp_path, "EXEMPLE collect", TurnedClock()).release()


def test_another_process_holds_it_until_it_dies(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """A kill releases it; no clock does."""
    holder = StoreLock.holder(tmp_path)
    assert holder is not None
    assert (holder.program, holder.pid, holder.us) == ("EXEMPLE collect", other.pid, False)
    with pytest.raises(StoreHeld):
        StoreLock.acquire(tmp_path, "EXEMPLE window", SystemClock())
    other.kill()
    other.wait()
    assert StoreLock.holder(tmp_path) is None
    StoreLock.acquire(tmp_path, "EXEMPLE window", SystemClock()).release()


@pytest.mark.parametrize("words", ["", "not json", "{}", '{"program": "x", "host": "y", "pid": 1, "since": "never"}'])
def test_a_holder_whose_words_are_unreadable_still_holds(words: str, tmp_path: Path) -> None:
    """The lock says whether, the words only who: a full disk may have swallowed them."""
    held = StoreLock.acquire(tmp_path, "EXEMPLE", TurnedClock())
    (tmp_path / LOCK_FILE).write_text(words)
    holder = StoreLock.holder(tmp_path)
    assert holder is not None
    assert holder.program == "?"
    with pytest.raises(StoreHeld):
        StoreLock.acquire(tmp_path, "EXEMPLE", TurnedClock())
    held.release()


def test_asking_who_holds_it_does_not_keep_others_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks touches the lock for a moment; taking it is tried again."""
    asking = StoreLock.acquire(tmp_path, "EXEMPLE asks", TurnedClock())
    waited = threading.Event()

    class Pause:
        def wait(self, _seconds: float) -> None:
            asking.release()
            waited.set()

    monkeypatch.setattr("backoffice_gui.storage.lock.threading.Event", Pause)
    StoreLock.acquire(tmp_path, "EXEMPLE", TurnedClock()).release()
    assert waited.is_set()


def test_a_folder_that_is_not_there_is_a_store_error(tmp_path: Path) -> None:
    """Said in our words."""
    with pytest.raises(StoreError):
        StoreLock.acquire(tmp_path / "absent", "EXEMPLE", TurnedClock())
