from __future__ import annotations

from backoffice_gui.conformance import Outcome
from backoffice_gui.conformance.lists import CHECKS
from tests.support.front import Front
from tests.support.kit import failures, judged


def test_the_reference_front_end_does_what_these_ask(front: Front) -> None:
    """Asked for by name, they are made and find nothing; that they can find something is shown in tests/proof."""
    verdicts = judged(front, "list.shape", "list.order", "list.after", "list.snapshot", "list.no-late-seq", others=True)
    assert failures(verdicts) == {}
    assert {one.outcome for one in verdicts.values()} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    assert {check.id for check in CHECKS} & set(verdicts)
