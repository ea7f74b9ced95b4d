"""The order in which news arrives makes no difference to what the inbox holds in the end (I7, I8), on a real inbox."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.storage.inbox import attempts, outcomes, submissions
from backoffice_gui.storage.inbox.outcomes import Receipted
from tests.support import proof
from tests.support.planning import only_filled
from tests.support.stores import MOMENT, World, invented, make_inbox, receipt_for, sighting_of

PAIRS = proof.size(60, 3_000)
News = Callable[[Connection, SubmissionFacts], list[SubmissionFacts]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One inbox for all: every pair has rows of its own."""
    made = make_inbox(tmp_path_factory.mktemp("confluence") / "store")
    yield made
    made.inbox.close()


def _receipted(world: World, *, ours: bool, peer: bool = False) -> News:
    def tell(tx: Connection, facts: SubmissionFacts) -> list[SubmissionFacts]:
        store = world.store_id if ours else "f" * 32
        return outcomes.receipted(
            tx, [Receipted(facts.row, "EXEMPLE.r.s", receipt_for(facts, store), ours, peer)], MOMENT
        )

    return tell


def _stored(n: int) -> News:
    return lambda tx, facts: attempts.stored(tx, [facts.attempts[n].attempt], MOMENT)


def _aside(n: int) -> News:
    return lambda tx, facts: attempts.set_aside(tx, facts.attempts[n].attempt, "digest", MOMENT)


def _truths(world: World) -> list[list[News]]:
    """What may be heard of one submission, by how it truly ended: still held, ours, a peer's, a stranger's, expired."""
    ours = _receipted(world, ours=True)
    closed: News = lambda tx, facts: outcomes.closed(tx, [facts.row], MOMENT)  # noqa: E731
    expired: News = lambda tx, facts: outcomes.expired(tx, facts.row, "EXEMPLE.e.s", MOMENT)  # noqa: E731
    return [
        [],
        [ours, ours, closed],
        [_receipted(world, ours=False, peer=True)],
        [_receipted(world, ours=False)],
        [expired, expired],
    ]


def _anyway() -> list[News]:
    return [
        _stored(0),
        _stored(1),
        _aside(1),
        lambda tx, facts: outcomes.quarantined(tx, facts.row, "signature", MOMENT),
        lambda tx, facts: outcomes.released(tx, facts.row, MOMENT),
        lambda tx, facts: outcomes.disputed(tx, facts.row, MOMENT, "ledger"),
    ]


def _told(world: World, news: list[News]) -> SubmissionFacts:
    """A new submission with two attempts begun, after it heard the news in this order, some of it twice."""
    one = invented()
    for _ in range(2):
        world.begin(one, stored=False)
    with world.inbox.transaction() as tx:
        facts = submissions.sight(tx, [sighting_of(one)], MOMENT)[0]
        for tell in news:
            told = tell(tx, facts)[0]
            only_filled(facts, told)
            facts = told
    assert world.facts(facts.row) == facts
    return facts


def _alike(facts: SubmissionFacts) -> SubmissionFacts:
    first = min(a.attempt for a in facts.attempts)
    receipt = facts.receipt and replace(facts.receipt, pos=0)
    renumbered = tuple(replace(a, attempt=a.attempt - first) for a in facts.attempts)
    return replace(facts, row=0, key=_KEY, receipt=receipt, attempts=renumbered)


_KEY = invented(id="EXEMPLE-000000000000001").manifest.key


def test_the_order_of_the_news_makes_no_difference(world: World) -> None:
    """The same receipts, expiries, verdicts and octets, told in two orders: the same facts, each only ever filled."""
    with proof.suite("planner") as done:
        for seed in range(PAIRS):
            dice = random.Random(seed)
            news = [*dice.choice(_truths(world)), *(one for one in _anyway() if dice.random() < 0.5)]
            news += dice.choices(news, k=2) if news else []
            orders = [dice.sample(news, len(news)) for _ in range(2)]
            first, second = (_alike(_told(world, order)) for order in orders)
            assert first == second, f"pair {seed}"
            done["worlds"] += 1
