"""One reference front end for all that only looks, and a trial on it as the checks are given one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.conformance.trial import Trial
from tests.support.front import Front, running_front
from tests.support.kit import a_trial


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """One for the tests of a module: what outlived them would feel the limits that other rooms' tests put on a process."""
    with running_front(tmp_path_factory.mktemp("kit")) as running:
        yield running


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Front]:
    """A front end for one test, whose time may be pushed forward."""
    with running_front(tmp_path / "alone") as running:
        yield running


@pytest.fixture
def trial(alone: Front) -> Iterator[Trial]:
    """A trial as the checks are given it, on that one."""
    made = a_trial(alone, others=True)
    yield made
    made.bench.close()
