"""Two collectors, each a program of its own, on one server: killed, stopped and cut at will while submissions come in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.reference_front import NewSubmission
from tests.support import proof
from tests.support.front import Front, plain_submission, running_front
from tests.support.logins import use_login
from tests.support.postgres import Server
from tests.support.two_collectors import Pair, another_machine, coming_in, home, store_of, whole_once
from tests.support.waiting import until

ROUNDS = proof.size(2, 60)


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A site that holds nothing yet."""
    with running_front(tmp_path / "front") as made:
        yield made


@pytest.fixture
def pair(front: Front, server: Server) -> Iterator[Pair]:
    """A team's store, and two machines that may collect into it, by one login."""
    database, first = store_of(front, server), front.settings_file
    use_login(first, server.address(database, server.login("demo_collector", "backoffice_collector")))
    made = Pair(server, database, (first, another_machine(first, "second")))
    try:
        yield made
    finally:
        made.end_all()
        server.drop(database)


HOW: tuple[Callable[[Pair, int], float], ...] = (Pair.killed, Pair.stopped, Pair.cut)


def _made(number: int, dice: random.Random) -> NewSubmission:
    return plain_submission(b'{"n": %d}' % number, dice.randbytes(2_000))


@pytest.mark.timeout(120 + ROUNDS * 30)
def test_whoever_dies_the_other_goes_on_in_time_and_nothing_is_lost_or_doubled(front: Front, pair: Pair) -> None:
    """Each time while submissions come in: another leads within a minute of a death, five seconds of a clean stop."""
    with coming_in(front, _made, 0.1):
        for n in range(ROUNDS):
            _round(front, pair, HOW[n % len(HOW)])
    pair.begin()
    pair.leads()
    until(lambda: home(front) == len(front.made()), 120)
    whole_once(front, pair.server, pair.database, pair.configs[0])


def _round(front: Front, pair: Pair, happens: Callable[[Pair, int], float]) -> None:
    pair.begin()
    pair.leads()
    known = home(front)
    until(lambda: home(front) > known, 60)
    pair.goes_on(lambda leader: happens(pair, leader))
