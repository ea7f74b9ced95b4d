"""The suite proves itself: with a bug planted in the recorded process, it must find what that loses.

The counts are the suite's own measure: how many of how many states do not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support import proof
from tests.support.power.disk import Mode
from tests.support.power.recorder import SCENARIOS, Recorder
from tests.support.power.walking import Plan, Walked, walk

_LITTLE = replace(SCENARIOS["desk"], name="planted", stages=("make", "collect"))
_PLAN = Plan(cuts=proof.size(8, 15) / 100, mixed=2, whole_one_in=4)
_LOST = "acknowledged, and not here"


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    """One process that records everything."""
    with Recorder(tmp_path_factory.mktemp("planted")) as running:
        yield running


def _walked(recorder: Recorder, *planted: str) -> dict[Mode, Walked]:
    recorded = recorder.record(replace(_LITTLE, planted=planted))
    assert recorded.statuses == [0, 0], recorder.said
    return {mode: walk(recorded, mode, _PLAN) for mode in Mode}


def _lost(walked: Walked, words: str) -> int:
    return sum(any(words in what for what in found.what) for found in walked.found)


def test_without_a_bug_nothing_is_found(recorder: Recorder) -> None:
    """The same recording, as the product makes it."""
    assert [walked.found for walked in _walked(recorder).values()] == [[], []]


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
    walked = _walked(recorder, planted)
    for mode in modes:
        assert _lost(walked[mode], words), f"{planted} is not found on the {mode} disk"


def test_an_erased_key_that_stays_in_the_log_is_found(recorder: Recorder) -> None:
    """What was erased must not come back by a power cut (I20)."""
    recorded = recorder.record(replace(SCENARIOS["erasing"], planted=("unscrubbed",)))
    assert recorded.statuses == [0, 0], recorder.said
    assert _lost(walk(recorded, Mode.STRICT, _PLAN), "an erased key is back")
