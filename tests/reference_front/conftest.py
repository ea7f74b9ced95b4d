"""A desk on a folder with a clock that only the test turns, and a real server beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.reference_front import Desk
from tests.support.clock import TurnedClock
from tests.support.front import Front, running_front


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that stands still."""
    return TurnedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: TurnedClock) -> Iterator[Desk]:
    """A front end without its network."""
    made = Desk(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end behind TLS, empty."""
    with running_front(tmp_path) as running:
        yield running
