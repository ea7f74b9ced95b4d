"""Lanes: jobs run elsewhere, results come back to one thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from backoffice_gui.collector import lanes as module
from backoffice_gui.collector.lanes import Done, ThreadLanes


@pytest.fixture
def lanes() -> Iterator[ThreadLanes]:
    """Lanes that end with the test."""
    made = ThreadLanes()
    yield made
    made.close()


def ignore(done: Done) -> None:
    """Nobody asked."""


def test_what_a_job_returns_or_raises_comes_back(lanes: ThreadLanes) -> None:
    """A value and an error both reach the waiting thread, with who asked."""

    def fail() -> object:
        raise ValueError("no")

    lanes.submit("talk", lambda: 7, ignore)
    lanes.submit("talk", fail, ignore)
    found: list[Done] = []
    while len(found) < 2:
        found += lanes.wait(5.0)
    assert found[0].value == 7
    assert isinstance(found[1].error, ValueError)
    assert found[0].then is ignore


def test_a_wake_ends_a_wait(lanes: ThreadLanes) -> None:
    """`wake` from another thread makes `wait` return nothing at once."""
    threading.Timer(0.01, lanes.wake).start()
    assert lanes.wait(30.0) == []


def test_nothing_done_is_an_empty_list(lanes: ThreadLanes) -> None:
    """A wait of no length returns what is there: nothing."""
    assert lanes.wait(0.0) == []


def test_a_short_wait_is_one_too(lanes: ThreadLanes) -> None:
    """Most are shorter than a second: a collector that did not wait them out would never rest."""
    began = time.monotonic()
    assert lanes.wait(0.1) == []
    assert time.monotonic() - began >= 0.1


def test_a_lane_does_its_jobs_in_order(lanes: ThreadLanes) -> None:
    """`talk` is one worker wide: acknowledgements never overtake each other."""
    for number in range(20):
        lanes.submit("talk", lambda number=number: number, ignore)  # type: ignore[misc]
    found: list[object] = []
    while len(found) < 20:
        found += [done.value for done in lanes.wait(5.0)]
    assert found == list(range(20))


def test_a_gate_lets_so_many_through(lanes: ThreadLanes) -> None:
    """Whoever comes after them waits until one has left."""
    gate = lanes.gate(2)
    assert gate.acquire()
    assert gate.acquire()
    assert not gate.acquire(timeout=0.01)
    gate.release()
    assert gate.acquire(timeout=0.01)


def test_a_mirror_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a stop nor the next life waits for a call that does not return, nor does the process's end."""
    monkeypatch.setattr(module, "_LEFT_AFTER", 0.05)
    release, begun, after = threading.Event(), threading.Event(), threading.Event()

    def hang() -> object:
        begun.set()
        return release.wait(20)

    lanes = ThreadLanes()
    lanes.submit("mirror", hang, ignore)
    lanes.submit("mirror", after.set, ignore)
    assert begun.wait(5)
    lanes.close()
    hanging = [thread for thread in threading.enumerate() if thread.name.startswith("collector-mirror")]
    assert len(hanging) == 2
    assert all(thread.daemon for thread in hanging)
    assert not after.is_set()
    release.set()
    assert after.wait(5)
    for thread in hanging:
        thread.join(5)


def test_a_mirror_lane_hands_its_errors_over(lanes: ThreadLanes) -> None:
    """As every lane does."""

    def fail() -> object:
        raise ValueError("no")

    lanes.submit("mirror", fail, ignore)
    (done,) = lanes.wait(5.0)
    assert isinstance(done.error, ValueError)
