"""A front end with a scripted network before it, and a desk that collects from it."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.collector.lanes import ThreadLanes
from backoffice_gui.collector.run import Run, Tally
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.storage.inbox.identity import StoreIds
from tests.support.clock import TurnedClock
from tests.support.collecting import Desk, LowDice, a_desk
from tests.support.faults import Faults
from tests.support.front import Front, running_front


@pytest.fixture
def faults() -> Faults:
    """What happens between the collector and the front end; nothing, at first."""
    return Faults()


@pytest.fixture
def front(tmp_path: Path, faults: Faults) -> Iterator[Front]:
    """A front end that holds nothing yet."""
    with running_front(tmp_path / "front", wrap=faults.wrap) as made:
        yield made


@pytest.fixture
def desk(front: Front, tmp_path: Path) -> Iterator[Desk]:
    """A store for that front end; its collectors lose no time between tries."""
    with a_desk(tmp_path / "store", front.settings_file, dice=LowDice()) as made:
        yield made


@pytest.fixture
def turned() -> TurnedClock:
    """The clock of `run`, which stands still until the test turns it."""
    return TurnedClock()


@pytest.fixture
def run(desk: Desk, turned: TurnedClock) -> Run:
    """A run that has not begun, on a clock that stands still."""
    front = desk.front()
    lanes = ThreadLanes()
    lanes.close()
    front.close()
    ids = StoreIds(StoreId("s"), frozenset())
    parts = desk.parts(front, dice=random.Random(1), clock=turned)
    return Run(parts, lanes, once=False, ids=ids, tally=Tally(0.0), stop=threading.Event())
