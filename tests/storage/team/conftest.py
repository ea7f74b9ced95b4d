"""A team's store with people in it, for what is about who may what."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg
import pytest

from tests.support.postgres import Server
from tests.support.team_store import ALL, PEOPLE, TeamStore, populated

Raw = psycopg.Connection[tuple[object, ...]]


@pytest.fixture(scope="session")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="session")
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them."""
    with contextlib.ExitStack() as stack:
        yield {
            user: stack.enter_context(contextlib.closing(team.server.connect(team.name, user)))
            for user in (*PEOPLE.values(), ALL, "backoffice")
        }
