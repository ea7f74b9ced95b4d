"""A store with its desk unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Store, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Complete and empty."""
    with a_store(tmp_path / "s") as made:
        yield made
