"""What the suites of the network share: the true answers of the seven routes, recorded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.collecting import Desk, LowDice, a_desk
from tests.support.faults import Faults
from tests.support.front import Front, running_front
from tests.support.routes import Recorded, record


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The seven routes of a front end that has been stopped since."""
    with running_front(tmp_path_factory.mktemp("recorded") / "front") as front:
        return record(front)


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
    """A store for that front end, whose collectors lose no time between tries."""
    with a_desk(tmp_path / "store", front.settings_file, dice=LowDice()) as made:
        yield made
