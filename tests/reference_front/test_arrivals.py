"""Submissions that come by themselves."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreBusy
from backoffice_gui.reference_front import Accepted, Desk, NewSubmission, TurnedAway
from backoffice_gui.reference_front.arrivals import Arrivals
from tests.support.clock import TurnedClock


def _filled(folder: Path, clock: TurnedClock, counts: list[int], seed: int = 1) -> list[list[str]]:
    """The digests of all parts in `seq` order, after a fill of so many, then a restart, and so on."""
    for count in counts:
        desk = Desk(folder, clock)
        Arrivals(desk, seed, clock).fill(count)
        desk.close()
    lines = map(json.loads, (folder / "truth.jsonl").read_text().splitlines())
    return [[part["sha256"] for part in line["parts"]] for line in lines]


def test_the_same_seed_fills_the_same_also_over_restarts(tmp_path: Path, clock: TurnedClock) -> None:
    """The n-th submission is the same whether it came at once or after a restart; another seed makes others."""
    at_once = _filled(tmp_path / "a", clock, [60])
    assert len(at_once) == 60
    assert _filled(tmp_path / "b", clock, [10, 0, 50]) == at_once
    assert _filled(tmp_path / "c", clock, [60], seed=2) != at_once


class _Door(Desk):
    """A desk that stops the arrivals after some, and fails or is closed in between."""

    def __init__(self, folder: Path, clock: TurnedClock, stop: threading.Event) -> None:
        super().__init__(folder, clock)
        self.answers: list[Accepted | TurnedAway | None] = []
        self.waited: list[float] = []
        self._stopping = stop
        self._turned = clock

    def submit(self, new: NewSubmission) -> Accepted | TurnedAway:
        self.waited.append(self._turned.elapsed())
        if len(self.answers) == 1:
            self.answers.append(None)
            raise StoreBusy("front-end")
        if len(self.answers) == 2:
            self._turned.advance(601)
        answer = super().submit(new)
        self.answers.append(answer)
        if len(self.answers) == 3:
            self._stopping.set()
        return answer


@pytest.mark.expected_logs("arrival_failed")
def test_they_come_through_the_form_s_own_door(tmp_path: Path, clock: TurnedClock) -> None:
    """Accepted, failed, found closed: each in its turn, and the next comes all the same."""
    stop = threading.Event()
    desk = _Door(tmp_path, clock, stop)
    Arrivals(desk, 1, clock).keep_coming(60_000, stop)
    assert [type(answer) for answer in desk.answers] == [Accepted, type(None), TurnedAway]
    assert desk.answers[2] == TurnedAway("closed")
    desk.close()


def test_no_rate_is_nobody(desk: Desk, clock: TurnedClock) -> None:
    """It returns at once."""
    Arrivals(desk, 1, clock).keep_coming(0, threading.Event())
    assert desk.high_seq() == 0
