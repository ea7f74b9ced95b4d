"""The stage that facts stand for: the first that holds, in the documented order."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.facts import AT_REST, Stage, stage_of
from tests.support.facts import NOON, attempt, receipt, submission

_STORED = attempt(stored_at=NOON)
_VERIFIED = attempt(stored_at=NOON, verified_at=NOON)
_ASIDE = attempt(stored_at=NOON, set_aside_at=NOON)

_ORDER: tuple[tuple[Stage, dict[str, Any]], ...] = (
    (Stage.LOST, {"lost_at": NOON}),
    (Stage.MISSING, {"missing_at": NOON}),
    (Stage.DISPUTED, {"disputed_at": NOON}),
    (Stage.FOREIGN, {"receipt": receipt(ours=False)}),
    (Stage.CLOSED, {"receipt": receipt(), "closed_at": NOON}),
    (Stage.ACKNOWLEDGED, {"receipt": receipt()}),
    (Stage.STORED_EXPIRED, {"expired_at": NOON, "attempts": (_STORED,)}),
    (Stage.QUARANTINED, {"quarantined_at": NOON}),
    (Stage.VERIFIED, {"attempts": (_VERIFIED,)}),
    (Stage.STORED, {"attempts": (_STORED,)}),
    (Stage.OFFERED, {}),
)
"""The documented order (reliability.md §2.1), each with the least facts that make it."""


@pytest.mark.parametrize(("stage", "facts"), _ORDER)
def test_each_stage_from_its_own_facts(stage: Stage, facts: dict[str, Any]) -> None:
    """The least facts of a stage make that stage."""
    assert stage_of(submission(**facts)) is stage


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(range(len(_ORDER)), 2)))
def test_of_two_the_earlier_holds(first: int, second: int) -> None:
    """Where facts of two stages meet, the one that stands first in the order is shown."""
    stage, facts = _ORDER[first]
    assert stage_of(submission(**(_ORDER[second][1] | facts))) is stage


def test_the_order_names_every_stage() -> None:
    """A stage that is added has its place in the order, and nowhere twice."""
    assert [stage for stage, _ in _ORDER] == list(Stage)


def test_names_are_those_of_the_console() -> None:
    """`--stage` and the JSON of `list` use the names of the members."""
    assert all(stage.name == stage.value for stage in Stage)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({"quarantined_at": NOON, "released_at": NOON}, Stage.OFFERED),
        ({"quarantined_at": NOON, "released_at": NOON, "attempts": (_STORED,)}, Stage.STORED),
        ({"quarantined_at": NOON, "attempts": (_VERIFIED,)}, Stage.QUARANTINED),
        ({"expired_at": NOON}, Stage.OFFERED),
        ({"expired_at": NOON, "attempts": (attempt(),)}, Stage.OFFERED),
        ({"closed_at": NOON}, Stage.OFFERED),
        ({"receipt": receipt(ours=False, peer=True), "closed_at": NOON}, Stage.FOREIGN),
        ({"erased_at": NOON, "receipt": receipt(ours=False)}, Stage.FOREIGN),
        ({"attempts": (attempt(),)}, Stage.OFFERED),
        ({"attempts": (_ASIDE,)}, Stage.OFFERED),
        ({"expired_at": NOON, "attempts": (_ASIDE,)}, Stage.OFFERED),
        ({"attempts": (_VERIFIED, attempt(2, stored_at=NOON))}, Stage.VERIFIED),
    ],
)
def test_facts_that_alone_mean_nothing(facts: dict[str, Any], stage: Stage) -> None:
    """A release ends a quarantine; an expiry needs a copy; a begun or refused attempt is none."""
    assert stage_of(submission(**facts)) is stage


def test_the_attempt_that_is_shown() -> None:
    """The verified one, else the newest stored one, else none; never one whose octets did not hold."""
    newest = attempt(3, stored_at=NOON)
    assert submission(attempts=(_VERIFIED, newest)).shown_attempt == _VERIFIED
    assert submission(attempts=(_STORED, newest, attempt(4))).shown_attempt == newest
    assert (
        submission(attempts=(_STORED, attempt(2, stored_at=NOON, verified_at=NOON, set_aside_at=NOON))).shown_attempt
        == _STORED
    )
    assert submission(attempts=(attempt(),)).shown_attempt is None
    assert submission().shown_attempt is None


_moments = st.none() | st.just(NOON)
_attempts = st.lists(
    st.builds(attempt, st.integers(1, 3), stored_at=_moments, verified_at=_moments, set_aside_at=_moments), max_size=3
).map(tuple)


@given(
    st.fixed_dictionaries(
        {
            "lost_at": _moments,
            "missing_at": _moments,
            "disputed_at": _moments,
            "receipt": st.none() | st.builds(receipt, ours=st.booleans()),
            "closed_at": _moments,
            "expired_at": _moments,
            "quarantined_at": _moments,
            "released_at": _moments,
            "attempts": _attempts,
        }
    )
)
def test_every_mixture_of_facts_has_one_stage(facts: dict[str, Any]) -> None:
    """Whatever is filled, there is a stage, and filling a fact of an end never leads back to work."""
    stage = stage_of(submission(**facts))
    assert stage in Stage
    if facts["lost_at"] or facts["missing_at"] or facts["disputed_at"]:
        assert stage in AT_REST
