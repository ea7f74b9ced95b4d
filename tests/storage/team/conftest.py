"""A team's store with people in it, for what is about who may what."""

from __future__ import annotations

import pytest

from tests.support.postgres import Server
from tests.support.team_store import TeamStore, populated


@pytest.fixture(scope="session")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("team"))
