"""What ends by policy: without being asked, while the desk is open."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.storage.opening import BACKUPS
from backoffice_gui.wiring.tidying import TidyRun
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _run(store: Store, days: int, *, locked: bool = False) -> TidyRun:
    clock = TurnedClock(MOMENT + timedelta(days=days))
    return TidyRun(store.settings(), lambda: None if locked else (store.world.inbox, store.desk), clock)


def test_both_journals_and_old_copies_end_in_their_time(store: Store) -> None:
    """Not before, not by a locked desk, and only once."""
    copy = store.folder / BACKUPS / "casebook-1.2.db"
    copy.parent.mkdir()
    copy.write_bytes(b"EXEMPLE")
    os.utime(copy, (MOMENT.timestamp(), MOMENT.timestamp()))
    assert _run(store, 20).look() == 0
    assert copy.exists()
    assert _run(store, 800, locked=True).look() == 0
    assert _run(store, 800).look() > 0
    assert not copy.exists()
    assert _run(store, 800).look() == 1, "the last of each chain stays until there is a newer one"
    assert _run(store, 800).look() == 0


def test_its_thread_ends_when_it_is_told(store: Store) -> None:
    """One thread, however often it is begun."""
    run = _run(store, 0)
    run.start()
    run.start()
    assert [thread.name for thread in threading.enumerate()].count("tidying") == 1
    run.stop(5.0)
    assert "tidying" not in [thread.name for thread in threading.enumerate()]
