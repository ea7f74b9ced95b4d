"""The suite proves itself: with a bug planted in the recorded process, it must find what that loses.

A walk ends at the first state that shows the loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support import proof
from tests.support.power.disk import Mode
from tests.support.power.recorder import SCENARIOS, Recorded, Recorder
from tests.support.power.walking import Plan, walk

_LITTLE = replace(SCENARIOS["desk"], name="planted", stages=("make", "collect"))
_PLAN = Plan(cuts=0.15, mixed=2, whole_one_in=4)
_SAME = replace(_PLAN, cuts=proof.size(5, 15) / 100)
_LOST = "acknowledged, and not here"


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    """One process that records everything."""
    with Recorder(tmp_path_factory.mktemp("planted")) as running:
        yield running


def _recorded(recorder: Recorder, *planted: str) -> Recorded:
    recorded = recorder.record(replace(_LITTLE, planted=planted))
    assert recorded.statuses == [0, 0], recorder.said
    return recorded


def test_without_a_bug_nothing_is_found(recorder: Recorder) -> None:
    """The same recording, as the product makes it."""
    recorded = _recorded(recorder)
    assert [walk(recorded, mode, _SAME).found for mode in Mode] == [[], []]


@pytest.mark.parametrize(
    ("planted", "words", "modes"),
    [
        ("normal", _LOST, list(Mode)),
        pytest.param("off", "unreadable", list(Mode), marks=pytest.mark.deep),
        ("early", _LOST, list(Mode)),
        pytest.param("deleted_journal", "", [Mode.STRICT], marks=pytest.mark.deep),
        pytest.param("unsynced_names", "no private key here", [Mode.STRICT], marks=pytest.mark.deep),
        pytest.param("unsynced_keys", "no private key here", list(Mode), marks=pytest.mark.deep),
    ],
)
def test_a_planted_bug_is_found(planted: str, words: str, modes: list[Mode], recorder: Recorder) -> None:
    """`synchronous=NORMAL` and `OFF`, an acknowledgement before the commit, a journal deleted unsynced, no syncs."""
    recorded = _recorded(recorder, planted)
    for mode in modes:
        assert walk(recorded, mode, _PLAN, lost=words).says(words), f"{planted} is not found on the {mode} disk"


def test_an_erased_key_that_stays_in_the_log_is_found(recorder: Recorder) -> None:
    """What was erased must not come back by a power cut (I20)."""
    recorded = recorder.record(replace(SCENARIOS["erasing"], planted=("unscrubbed",)))
    assert recorded.statuses == [0, 0], recorder.said
    back = "an erased key is back"
    assert walk(recorded, Mode.STRICT, _PLAN, lost=back).says(back)
