"""A front end that the contract is tried on, with submissions in every state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from backoffice_gui.reference_front import Accepted
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.front import Front, plain_submission, running_front
from tests.support.postgres import Server
from tests.support.team_store import Raw, TeamStore, logged_in, populated


@dataclass(frozen=True, slots=True)
class Cast:
    """One submission in each state; `held` is never acknowledged with its own digest by generated data."""

    front: Front
    held: Accepted
    acknowledged: Accepted
    expired: Accepted


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The front end and its three submissions."""
    with running_front(tmp_path_factory.mktemp("contract")) as front:
        (expired,) = front.desk.take_in([plain_submission(b"form")])
        front.clock.forward(minutes=29)
        held, acknowledged = front.desk.take_in([plain_submission(b"form", b"%PDF-1.4 DEMO", b"") for _ in range(2)])
        taker = Taker("store-1", "CN=collector-1")
        front.desk.take_over([TakeOver(acknowledged.id, acknowledged.digest, "2026-11-23T09:00:00Z")], taker)
        yield Cast(front, held, acknowledged, expired)


@pytest.fixture(scope="session")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="session")
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them."""
    with logged_in(team) as found:
        yield found


@pytest.fixture
def agent(logins: dict[str, Raw]) -> Iterator[Raw]:
    """An agent of one service; what he did is rolled back."""
    yield logins["demo_agent"]
    logins["demo_agent"].rollback()
