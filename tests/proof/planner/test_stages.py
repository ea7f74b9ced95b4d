"""The stage is the first that holds, in the order of reliability.md §2.1: every combination of facts."""

from __future__ import annotations

from collections import Counter

from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from tests.support import proof
from tests.support.worlds import all_facts

ORDER = [
    "LOST",
    "MISSING",
    "DISPUTED",
    "FOREIGN",
    "CLOSED",
    "ACKNOWLEDGED",
    "STORED_EXPIRED",
    "QUARANTINED",
    "VERIFIED",
    "STORED",
    "OFFERED",
]
"""As the sentence of §2.1 has it."""


def _holding(facts: SubmissionFacts) -> set[str]:
    """Every stage whose condition holds, whatever others do: the middle column of §2.1's table."""
    kept = [a for a in facts.attempts if a.stored_at is not None and a.set_aside_at is None]
    ours = facts.receipt is not None and facts.receipt.ours
    conditions = {
        "LOST": facts.lost_at is not None,
        "MISSING": facts.missing_at is not None,
        "DISPUTED": facts.disputed_at is not None,
        "FOREIGN": facts.receipt is not None and not ours,
        "CLOSED": ours and facts.closed_at is not None,
        "ACKNOWLEDGED": ours,
        "STORED_EXPIRED": bool(kept) and facts.expired_at is not None,
        "QUARANTINED": facts.quarantined_at is not None and facts.released_at is None,
        "VERIFIED": any(a.verified_at is not None for a in kept),
        "STORED": bool(kept),
        "OFFERED": True,
    }
    return {stage for stage, holds in conditions.items() if holds}


def test_every_combination_of_facts_has_the_first_stage_that_holds() -> None:
    """Facts present and absent in all combinations, with up to two attempts; each stage comes by."""
    assert {stage.value for stage in Stage} == set(ORDER)
    seen: Counter[str] = Counter()
    with proof.suite("planner") as done:
        for facts in all_facts():
            holding = _holding(facts)
            expected = next(stage for stage in ORDER if stage in holding)
            assert stage_of(facts).value == expected, facts
            seen[expected] += 1
            done["steps"] += 1
    assert set(seen) == set(ORDER)


def test_the_attempt_shown_is_the_newest_of_the_best() -> None:
    """Of those kept, a verified one before one that is stored only, and of these the newest."""
    for facts in all_facts():
        kept = [a for a in facts.attempts if a.stored_at is not None and a.set_aside_at is None]
        best = max(kept, key=lambda a: (a.verified_at is not None, a.attempt), default=None)
        assert facts.shown_attempt == best, facts
