"""A collector outlives a full disk and a locked database; what is wrong for good ends it."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from backoffice_gui.collector import Collector, lives
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreError, StoreUnreachable
from backoffice_gui.storage import reserve
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journeys import Asked
from tests.support.collecting import Desk
from tests.support.errands import alarms, closed, going_on, some
from tests.support.front import Front
from tests.support.waiting import until


class Failing(Inbox):
    """A real inbox whose next commits fail as a disk makes them fail: nothing of them is kept."""

    failures: list[StoreError]

    @contextmanager
    def transaction(self, ahead: Sequence[Asked] = (), *, late: bool = False) -> Iterator[Connection]:
        """As an inbox does it, but for the failures that are left."""
        with super().transaction(ahead, late=late) as tx:
            yield tx
            if self.failures:
                raise self.failures.pop(0)


@pytest.fixture
def failing(desk: Desk) -> Failing:
    """The desk's store, opened so that commits can be made to fail."""
    made = Failing(desk.inbox._backing)
    made.failures = []
    desk.inbox.close()
    desk.inbox = made
    return made


@pytest.mark.expected_logs("store_trouble")
@pytest.mark.parametrize(
    "error", [DiskFull("database"), StoreBusy("locked"), StoreError("commit-unknown"), StoreUnreachable("lost")]
)
def test_a_collector_outlives_what_passes(front: Front, desk: Desk, failing: Failing, error: StoreError) -> None:
    """A commit that fails ends one life; the next brings everything home, once."""
    with going_on(desk):
        failing.failures = [error, error]
        some(front, 5)
        until(closed(desk, 5))
    assert desk.counts() == {Stage.CLOSED: 5}
    assert desk.incidents() == []


@pytest.mark.expected_logs("store_trouble")
def test_a_standby_that_is_slow_ends_no_collector(front: Front, desk: Desk, failing: Failing) -> None:
    """Of a server's commits nobody knows, however many there are: each is looked up by key."""
    failing.local = False
    with going_on(desk):
        failing.failures = [StoreError("commit-unknown") for _ in range(20)]
        some(front, 1)
        until(closed(desk, 1))
    assert desk.counts() == {Stage.CLOSED: 1}


@pytest.mark.expected_logs("store_trouble")
def test_whose_login_kept_everybody_from_writing_is_noted(
    front: Front, desk: Desk, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, once it can be written, where it lasted."""
    monkeypatch.setattr(lives, "_A_WHILE", 0.0)
    with going_on(desk):
        failing.failures = [StoreBusy("locked-by", login="agent.exemple")] * 5
        some(front, 1)
        until(closed(desk, 1))
    assert [(each.kind, each.detail) for each in desk.incidents()] == [(IncidentKind.LOCK_HELD, "write:agent.exemple")]


@pytest.mark.expected_logs("store_trouble")
def test_a_full_disk_lets_the_reserve_go(front: Front, desk: Desk, failing: Failing) -> None:
    """The reserve is there while all is well, and is let go for receipts when the disk is full."""
    with going_on(desk):
        until(lambda: reserve.held(desk.folder))
        failing.failures = [DiskFull("database")] * 3
        some(front, 1)
        until(lambda: failing.failures == [])
        until(closed(desk, 1))
    assert AlarmKind.DISK_FULL not in alarms(desk)


def test_what_is_wrong_for_good_ends_the_collector(desk: Desk, failing: Failing) -> None:
    """A damaged database is not tried again and again: the collector says so and ends."""
    failing.failures = [StoreDamaged("corrupt")]
    front = desk.front()
    with pytest.raises(StoreDamaged):
        Collector(desk.parts(front)).run()
    front.close()


def test_once_does_not_wait_for_better_times(desk: Desk, failing: Failing) -> None:
    """With `--once` a full disk is said at once."""
    failing.failures = [DiskFull("database")]
    front = desk.front()
    with pytest.raises(DiskFull):
        Collector(desk.parts(front)).run(once=True)
    front.close()


def test_a_life_that_hangs_as_it_begins_has_stood_still_since(front: Front, desk: Desk) -> None:
    """Nobody comes back from opening the canary: a watchdog has to see that no less than a turn that does not end."""
    some(front, 1)
    hangs, on = threading.Event(), threading.Event()

    def never() -> None:
        hangs.set()
        on.wait(30)

    client = desk.front()
    collector = Collector(desk.parts(client, prove=never))
    before = desk.clock.elapsed()
    assert collector.turned_at == math.inf
    thread = threading.Thread(target=collector.run)
    thread.start()
    try:
        assert hangs.wait(30)
        assert before <= collector.turned_at <= desk.clock.elapsed()
    finally:
        on.set()
        collector.stop()
        thread.join(30)
        client.close()
    assert not thread.is_alive()
