from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.conformance.shelf import ATTACHED, BATCH, Own, Stranger
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import NotDone
from backoffice_gui.errors import Defect
from tests.support.front import Front, plain_submission
from tests.support.kit import a_trial


def test_it_is_asked_for_seldom_and_each_is_taken_once(trial: Trial, alone: Front) -> None:
    """A batch at once; forms with one attachment of the size that was asked for."""
    before = len(alone.made())
    taken = [*trial.shelf.take(3), *trial.shelf.take(4)]
    assert len({own.id for own in taken}) == 7
    assert len(alone.made()) == before + BATCH
    assert [own.seq for own in taken] == sorted(own.seq for own in taken)
    assert {own.parts[1]["size"] for own in taken} == {ATTACHED}
    truth = alone.made()
    assert all(truth[own.id].digest == own.digest for own in taken)


def test_what_is_old_is_not_given_out(trial: Trial) -> None:
    """It would expire in the middle of a check."""
    old = trial.shelf.take(1)[0]
    trial.bench.wait(20 * 60)
    young = trial.shelf.take(1)[0]
    assert young.seq > old.seq + BATCH - 2
    assert trial.shelf.left(young) > 28 * 60 > trial.shelf.left(old)


def test_there_is_no_way_to_what_is_not_ours(trial: Trial, alone: Front) -> None:
    """An id that the hook did not name has no path, whatever is made of it."""
    own = trial.shelf.take(1)[0]
    (other,) = alone.desk.take_in([plain_submission(b'{"demonstration": true}')])
    stolen: Own = dataclasses.replace(own, id=other.id, digest=other.digest)
    for touch in (trial.shelf.get, trial.shelf.acknowledge, trial.shelf.receipt):
        with pytest.raises(Defect):
            touch(stolen)
    with pytest.raises(Defect):
        trial.shelf.adopt((other.id,))
    assert alone.desk.standing(other.id).state == "held"  # type: ignore[union-attr]


def test_a_stranger_is_nobody(trial: Trial, alone: Front) -> None:
    """A valid id that was never given."""
    stranger = trial.shelf.stranger()
    assert isinstance(stranger, Stranger)
    assert 22 <= len(stranger.id) <= 64
    assert trial.shelf.get(stranger).status == 404


def test_what_is_left_is_taken_over_at_the_end(trial: Trial, alone: Front) -> None:
    """Ours alone: nothing of the kit's waits on the web when it has gone."""
    (other,) = alone.desk.take_in([plain_submission(b'{"demonstration": true}')])
    owned = trial.shelf.take(2)
    trial.shelf.clear()
    outcomes = alone.outcomes()
    assert {outcomes.get(own.id) for own in owned} == {"acknowledged"}
    assert other.id not in outcomes


def test_without_a_hook_there_is_nothing(alone: Front) -> None:
    """And a hook that fails is a reason to skip."""
    trial = a_trial(alone, hook=None)
    with pytest.raises(NotDone) as raised:
        trial.shelf.take(1)
    trial.bench.close()
    assert raised.value.reason == "no-hook"
