"""Power cuts: whatever a cut leaves of our files, nothing that was promised is lost, and the next start finds its way.

`make test` looks at some 1,000 states, `make deep` at more than 50,000: each prefix of each recording, on both
disks. A state is named `scenario / mode:cut:fate[:seed]`; where one does not hold, its recording is kept, and
`python -m tests.support.power.again RECORDING STATE` lays it out again. `BACKOFFICE_POWER_SEED` gives other seeds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support import proof
from tests.support.power.again import keep
from tests.support.power.disk import Mode
from tests.support.power.fronts import Resting
from tests.support.power.plain import plain_text
from tests.support.power.recorder import SCENARIOS, Recorded, Recorder, killed
from tests.support.power.walking import Plan, Walked, walk
from tests.support.scenarios import SCENARIOS as BORROWED

pytestmark = pytest.mark.timeout(proof.size(120, 3600))

SEED = int(os.environ.get("BACKOFFICE_POWER_SEED", "0"))
_TEST, _DEEP = 0.0115, 1.0
_RESTS_TEST, _RESTS_DEEP = 0.012, 0.004


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    """One process that records everything."""
    with Recorder(tmp_path_factory.mktemp("power")) as running:
        yield running


def _said(walked: Walked, recorded: Recorded, recorder: Recorder) -> str:
    lines = [f"{found.state}: {'; '.join(found.what)}" for found in walked.found[:10]]
    head = f"{len(walked.found)} of {walked.states} states do not hold; kept as {keep(recorded)}"
    return "\n".join([head, *lines, recorder.said[-2_000:]])


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_promised_is_lost(name: str, recorder: Recorder) -> None:
    """Every acknowledged copy is whole and opens with the keys on the same disk; and so on (`power.checks`)."""
    scenario = SCENARIOS[name]
    share = _DEEP if proof.DEEP else _TEST
    rests = _RESTS_DEEP if proof.DEEP else _RESTS_TEST
    plan = Plan(
        cuts=min(1.0, share * scenario.weight),
        mixed=2,
        whole_one_in=proof.size(2, 4),
        rests=rests if scenario.rests else 0.0,
        seed=SEED,
    )
    with proof.suite("power") as done:
        recorded = recorder.record(scenario)
        assert recorded.statuses == list(scenario.ends), recorder.said
        assert plain_text(recorded) == []
        for mode in Mode:
            rest = Resting(recorder, recorded, random.Random(SEED)).findings
            walked = walk(recorded, mode, plan, rest)
            done["power_states"] += walked.states
            assert not walked.found, _said(walked, recorded, recorder)


@pytest.mark.parametrize("name", ["first run", pytest.param("first run with a recovery key", marks=pytest.mark.deep)])
def test_a_first_run_that_was_killed_and_done_again(name: str, recorder: Recorder) -> None:
    """What a killed process had not synced is no ground to stand on: the next one makes it durable first."""
    scenario = SCENARIOS[name]
    with proof.suite("power") as done:
        base = recorder.record(scenario)
        points = killed(base, few=not proof.DEEP)
        for point in points:
            again = replace(scenario, stages=(*scenario.stages, *scenario.stages), kills={0: point}, weight=1.0)
            recorded = recorder.record(again)
            for mode in Mode:
                walked = walk(recorded, mode, Plan(cuts=proof.size(14, 60) / 1000, mixed=1, whole_one_in=4, seed=SEED))
                done["power_states"] += walked.states
                assert not walked.found, f"killed at {point}: {_said(walked, recorded, recorder)}"


_FEW = ("the casebook is rekeyed", "a foreign copy is erased", "a copied store is renamed")


KILLED_ONLY = frozenset(
    (
        "a backup comes back with its passphrase",
        "a casebook is rekeyed behind a passphrase",
        "a casebook is rekeyed by its keyring",
        "a desk is locked amid an act",
        "a desk is opened at the second try",
        "a passphrase is changed",
        "a passphrase is removed",
        "a passphrase is set",
        "a purge epoch",
        "a purge epoch beside a mirror",
        "a purge is carried out",
        "another recovery key",
        "only the casebook is put back",
        "the journal's old months go",
        "the recovery key opens",
        "what came in becomes cases",
    )
)
"""The checks of this suite know a key that lies in a file beside the store, and a value that is filled once and stays:
here the key is in a keyring or under a passphrase, or what was durable is meant to change. Not cut (docs/proof.md)."""


def test_what_is_killed_only_is_killed() -> None:
    """And is no name of something that is not there any more."""
    assert set(BORROWED) >= KILLED_ONLY


@pytest.mark.parametrize("name", sorted(set(BORROWED) - KILLED_ONLY) if proof.DEEP else _FEW)
def test_what_is_killed_elsewhere_is_cut_here(name: str, recorder: Recorder) -> None:
    """The scenarios of the kills, cut by power; no second start, which the kills have."""
    with proof.suite("power") as done:
        recorded = recorder.borrow(name)
        share = proof.size(14, 200) / 1000 * min(1.0, 1_500 / max(1, len(recorded.calls)))
        for mode in Mode:
            walked = walk(recorded, mode, Plan(cuts=share, mixed=2, whole_one_in=4, seed=SEED))
            done["power_states"] += walked.states
            assert not walked.found, _said(walked, recorded, recorder)
