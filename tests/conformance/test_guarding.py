from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from backoffice_gui.conformance import Outcome
from backoffice_gui.conformance.guarding import CHECKS
from backoffice_gui.reference_front.holdings import ListQuery
from tests.support.front import Front, plain_submission, running_front
from tests.support.kit import failures, judged


def test_the_reference_front_end_does_what_these_ask(front: Front) -> None:
    """Asked for by name, they are made and find nothing; that they can find something is shown in tests/proof."""
    verdicts = judged(front, "kit", others=True)
    assert failures(verdicts) == {}
    assert {one.outcome for one in verdicts.values()} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    assert {check.id for check in CHECKS} & set(verdicts)


class _Known:
    """A hook that names what was there before, or makes what is not marked."""

    def __init__(self, front: Front, parts: tuple[bytes, ...]) -> None:
        self._front, self._parts = front, parts
        self.named: list[str] = []

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """Real submissions of somebody's."""
        if not self.named:
            self.named = [one.id for one in self._front.desk.take_in([plain_submission(*self._parts)] * count)]
        return tuple(self.named)

    def residue(self, ids: Sequence[str]) -> int | None:
        """Can't tell."""
        return None


@pytest.mark.parametrize("mark", [b'{"person": {}}', b"not JSON", b'{"demonstration": false}', b"[]"])
def test_what_is_not_marked_is_never_acknowledged(tmp_path: Path, mark: bytes) -> None:
    """The guard's own check fails, every other that would touch a submission is skipped, and all is held still."""
    with running_front(tmp_path) as front:
        hook = _Known(front, (mark,))
        verdicts = judged(front, "kit", "ack", "batch", "part", hook=hook)
        assert list(failures(verdicts)) == ["kit.demonstrations"]
        assert verdicts["ack.first"].reason == "guard-no-mark"
        assert front.desk.listing(ListQuery(limit=500)).held == len(hook.named)
        assert front.outcomes() == {}


def test_what_was_listed_before_is_never_touched(tmp_path: Path) -> None:
    """A hook that names a submission that was waiting already: marked or not, it isn't the kit's."""
    with running_front(tmp_path) as front:
        hook = _Known(front, (b'{"demonstration": true}',))
        hook.submit(30, 0)
        verdicts = judged(front, "kit", "ack.first", "ack.gone", hook=hook, others=True)
        assert list(failures(verdicts)) == ["kit.demonstrations"]
        assert "guard-known-id" in failures(verdicts)["kit.demonstrations"][0]
        assert front.outcomes() == {}
