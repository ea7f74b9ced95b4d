from __future__ import annotations

from backoffice_gui.conformance.trial import Trial
from tests.support.front import Front


def test_a_stay_begins_with_nothing_old_and_is_shared(trial: Trial, alone: Front) -> None:
    """What is left from before is taken over first, so that it can't close the form; then it waits from there."""
    before = trial.shelf.take(1)[0]
    held = trial.stay.begun()
    assert trial.stay.begun() is held
    assert alone.outcomes()[before.id] == "acknowledged"
    trial.stay.until(600)
    trial.stay.until(300)
    assert abs(trial.shelf.left(held[0]) - 19 * 60) < 20


def test_the_ledger_is_read_from_where_the_kit_began(trial: Trial) -> None:
    """In pages of any size, the same entries."""
    trial.first_pos = trial.bench.page("?limit=1").number("ledger_high")
    for own in trial.shelf.take(5):
        trial.shelf.receipt(own)
    found = trial.entries()
    assert [entry.members["pos"] for entry in found] == [trial.first_pos + n for n in range(1, 6)]
    assert [entry.jws for entry in trial.entries(limit=2)] == [entry.jws for entry in found]
