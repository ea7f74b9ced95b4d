"""A team's store with people in it, for what is about who may what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Server
from tests.support.team_store import Raw, TeamStore, logged_in, populated


@pytest.fixture(scope="session")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="session")
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them."""
    with logged_in(team) as found:
        yield found
