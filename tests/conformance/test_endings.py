from __future__ import annotations

from pathlib import Path

from backoffice_gui.conformance import Outcome
from backoffice_gui.conformance.endings import CHECKS
from tests.support.front import Front, plain_submission, running_front
from tests.support.kit import failures, judged


def test_each_can_be_asked_for_alone(front: Front) -> None:
    """One stay serves them all, but none needs another to have been made before it."""
    for name in ("gate.stalled", "expiry.not-early", "expiry.race", "expiry.residue"):
        verdicts = judged(front, name, others=True)
        assert failures(verdicts) == {}
        assert verdicts[name].outcome is Outcome.PASSED


def test_a_form_that_was_not_found_closed_can_not_be_seen_to_open(tmp_path: Path) -> None:
    """The check that rests on another says so."""
    with running_front(tmp_path) as running:
        verdicts = judged(running, "gate.reopens", "destroyer.residue", hook=_Silent(running))
    assert verdicts["gate.reopens"].reason == "gate-not-closed"
    assert verdicts["destroyer.residue"].reason == "hook-cannot-tell"
    assert {check.id.partition(".")[0] for check in CHECKS} == {"destroyer", "gate", "expiry"}


class _Silent:
    """A hook that makes demonstrations and can't tell what is left."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """Past the gate."""
        one = plain_submission(b'{"demonstration": true}', bytes(octets))
        return tuple(accepted.id for accepted in self._front.desk.take_in([one] * count))

    def residue(self, ids: object) -> int | None:
        """Nothing known."""
        return None
