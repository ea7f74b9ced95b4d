"""What is proven and what is let go, whatever happened before and in whichever order, on a real inbox (I1, I2, I4, I8)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.storage.inbox import attempts, outcomes
from backoffice_gui.storage.inbox.read_back import Candidate, ReadBack, read_back, read_back_sealed
from tests.support import proof
from tests.support.planning import only_filled
from tests.support.stores import MOMENT, World, invented, make_inbox

WORLDS = proof.size(16, 2_000)
Deed = Callable[[], object]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One inbox for all: every submission has rows of its own."""
    made = make_inbox(tmp_path_factory.mktemp("kept") / "store")
    yield made
    made.inbox.close()


def _stored(facts: SubmissionFacts) -> set[int]:
    return {one.attempt for one in facts.attempts if one.stored_at is not None}


def _sound(facts: SubmissionFacts) -> set[int]:
    return {one.attempt for one in facts.attempts if one.verified_at is not None and one.set_aside_at is None}


def _proves(world: World, row: int, proof_of: Callable[[], ReadBack]) -> None:
    """What may be acknowledged is verified, not set aside, and not in quarantine."""
    proven = {copy.attempt for copy in proof_of().copies}
    facts = world.facts(row)
    assert proven <= (set() if facts.quarantined else _sound(facts)), f"proven: {proven} of {facts}"


def _sweeps(world: World, row: int) -> None:
    """A stored attempt goes only where another one is left that was read back."""
    before = world.facts(row)
    with world.inbox.transaction() as tx:
        attempts.sweep(tx, [row], MOMENT)
    after = world.facts(row)
    assert _stored(before) == _stored(after) or _sound(after), f"swept: {before}, then {after}"


def _receipted(world: World, row: int, dice: random.Random) -> None:
    """A receipt comes, of whomever; the first one stands, whatever comes after it."""
    whose = dice.choice([{"ours": True}, {"ours": False, "peer": True}, {"ours": False, "store": "e" * 32}])
    at = MOMENT + timedelta(seconds=dice.randrange(100))
    replace(world, at=at).receipt(row, **whose)  # type: ignore[arg-type]


def _deeds(world: World, row: int, candidates: Sequence[Candidate], dice: random.Random) -> list[Deed]:
    number = dice.choice(candidates).attempt
    return [
        lambda: world.do(lambda tx: attempts.set_aside(tx, number, "digest", MOMENT)),
        lambda: world.do(lambda tx: outcomes.quarantined(tx, row, "signature", MOMENT)),
        lambda: world.do(lambda tx: outcomes.released(tx, row, MOMENT)),
        lambda: _proves(world, row, lambda: read_back(world.inbox, candidates, MOMENT)),
        lambda: _proves(world, row, lambda: read_back_sealed(world.inbox, [row])),
        lambda: _sweeps(world, row),
        lambda: _receipted(world, row, dice),
    ]


def test_nothing_kept_apart_is_proven_and_no_only_copy_is_let_go(world: World) -> None:
    """Up to three attempts, some of them cut before their end, and everything that may befall them, mixed."""
    with proof.suite("planner") as done:
        for seed in range(WORLDS):
            dice = random.Random(seed)
            one = invented()
            candidates = [world.begin(one, stored=dice.random() < 0.8) for _ in range(dice.randint(1, 3))]
            row = candidates[0].row
            try:
                for _ in range(8):
                    before = world.facts(row)
                    dice.choice(_deeds(world, row, candidates, dice))()
                    only_filled(replace(before, attempts=()), world.facts(row))
                    done["steps"] += 1
            except AssertionError as broken:
                raise AssertionError(f"world {seed}: {broken}") from broken
            done["worlds"] += 1
