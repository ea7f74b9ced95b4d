"""What the server lets somebody do is read as the table has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from backoffice_gui.domain.authority import Action, TeamRole
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.team.granted import granted
from tests.support.team_store import ALL, PEOPLE, TeamStore


@contextmanager
def as_(team: TeamStore, user: str) -> Iterator[Connection]:
    """A connection of somebody's."""
    engine = maker_engine(team.server.address(team.name, user), "casebook")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("role", list(TeamRole)[:2] + list(TeamRole)[3:])
def test_each_role_is_read_from_its_login(team: TeamStore, role: TeamRole) -> None:
    """A collector never asks: it sees nothing of this schema."""
    with as_(team, PEOPLE[role]) as connection:
        found = granted(connection)
    assert (found.agent, found.roles) == (PEOPLE[role], frozenset({role}))


def test_services_narrow_what_an_agent_does(team: TeamStore) -> None:
    """One of some sees those; one who sees all takes in; the owner is everything."""
    with as_(team, PEOPLE[TeamRole.AGENT]) as connection:
        of_one = granted(connection)
    assert of_one.services == frozenset({"état civil"})
    assert not of_one.may(Action.TAKE_IN)
    with as_(team, ALL) as connection:
        assert granted(connection).services is None
        assert granted(connection).may(Action.TAKE_IN)
    with as_(team, "backoffice") as connection:
        assert granted(connection).roles == set(TeamRole)
