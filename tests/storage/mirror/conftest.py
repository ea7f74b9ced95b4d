"""Second copies are tried beside an embedded inbox."""

from __future__ import annotations

import pytest

from tests.support.stores import World


@pytest.fixture
def world(disk_world: World) -> World:
    """On disk."""
    return disk_world
