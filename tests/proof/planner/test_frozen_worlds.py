"""The plan in worlds where nothing else happens: it ends, it is pure, it never acknowledges what is not proven.

A world that breaks a rule is named by its seed: `tests.support.planning.live(SEED)` lives through it again.
"""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.collector.machine import Known, plan
from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, SubmissionFacts
from backoffice_gui.domain.ids import StoreId
from tests.support import proof
from tests.support.facts import NOON, submission
from tests.support.planning import BrokenRule, judge, live, lived
from tests.support.worlds import all_facts

LOTS = 8
WORLDS = proof.size(20_000, 600_000) // LOTS
FLAGS = list(itertools.product((True, False), (True, False, None), range(4), range(4), (True, False), (True, False)))
STEP = proof.size(193, 1)
"""Of the combinations of facts and flags, one in so many (a prime, so that each flag comes by)."""
_TWO = (frozenset[int](), frozenset({1}), frozenset({2}), frozenset({1, 2}))


@pytest.mark.parametrize("lot", range(LOTS))
def test_every_frozen_world_comes_to_rest_and_keeps_the_rules(lot: int) -> None:
    """Whatever is known, and whether steps succeed, fail or do both: I2, I8, I22, I23, and no way in a circle."""
    with proof.suite("planner") as done:
        for seed in range(lot * WORLDS, (lot + 1) * WORLDS):
            try:
                live(seed)
            except BrokenRule as rule:
                raise AssertionError(f"world {seed}: {rule}") from rule
            done["worlds"] += 1


def _known(facts: SubmissionFacts, flags: tuple[bool, bool | None, int, int, bool, bool]) -> Known:
    offered, valid, keys, proven, ready, due = flags
    return Known(
        facts=facts, offered=offered, valid=valid, keys=_TWO[keys], proven=_TWO[proven], ready=ready, erase_due=due
    )


def test_no_combination_of_facts_breaks_a_rule() -> None:
    """All facts of up to two attempts with all that a process may know besides (one in some, in `make test`)."""
    with proof.suite("planner") as done:
        start = 0
        for facts in all_facts():
            for n in range(start, len(FLAGS), STEP):
                known = _known(facts, FLAGS[n])
                judge(known, plan(known, 1.0), 1.0)
                done["steps"] += 1
            start = (start - len(FLAGS)) % STEP


# What Hypothesis can make smaller, should a rule be broken.

moments = st.none() | st.just(NOON)
attempts = st.lists(st.tuples(st.sampled_from(["begun", "stored", "verified"]), st.booleans()), max_size=4).map(
    lambda many: tuple(
        AttemptFacts(
            attempt=n,
            started_at=NOON,
            stored_at=None if reached == "begun" else NOON,
            verified_at=NOON if reached == "verified" else None,
            set_aside_at=NOON if aside else None,
        )
        for n, (reached, aside) in enumerate(many, 1)
    )
)
receipts = st.none() | st.tuples(st.booleans(), st.booleans()).map(
    lambda whose: ReceiptFacts(
        store_id=StoreId("s"), at=NOON, pos=1, ours=whose[0], peer=whose[1] and not whose[0], recorded_at=NOON
    )
)
quarantines = st.sampled_from([{}, {"quarantined_at": NOON}, {"quarantined_at": NOON, "released_at": NOON}])
worlds = st.builds(
    Known,
    facts=st.builds(
        lambda quarantine, **more: submission(**quarantine, **more),
        quarantines,
        attempts=attempts,
        receipt=receipts,
        expired_at=moments,
        closed_at=moments,
        disputed_at=moments,
        lost_at=moments,
        missing_at=moments,
        erased_at=moments,
    ),
    offered=st.booleans(),
    valid=st.none() | st.booleans(),
    keys=st.frozensets(st.integers(1, 4)),
    proven=st.frozensets(st.integers(1, 4)),
    ready=st.booleans(),
    erase_due=st.booleans(),
    busy=st.booleans(),
    retry_at=st.sampled_from([-math.inf, 0.0, 5.0]),
)


def test_no_smallest_world_breaks_a_rule() -> None:
    """The same rules, searched by Hypothesis, which makes small what it finds."""
    with proof.suite("planner") as done:

        @given(worlds, st.integers(0, 2**32))
        def search(known: Known, fate: int) -> None:
            lived(known, fate)
            done["worlds"] += 1

        search()


def test_a_world_is_the_same_twice() -> None:
    """A seed that found something finds it again."""
    assert [live(seed) for seed in range(50)] == [live(seed) for seed in range(50)]
