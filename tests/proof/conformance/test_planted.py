"""The kit is tried itself: the reference front end passes, and each mistake planted in it is found by the right check."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.conformance import CATALOGUE, Outcome, Verdict
from tests.support import proof
from tests.support.front import running_front
from tests.support.kit import failures, judged
from tests.support.planted import Plant
from tests.support.planted_answers import PLANTS as ANSWERS
from tests.support.planted_endings import PLANTS as ENDINGS
from tests.support.planted_offers import PLANTS as OFFERS

PLANTS = (*ANSWERS, *OFFERS, *ENDINGS)
TRIED = PLANTS[:: proof.size(3, 1)]
_SHARE = 40


def _made(verdicts: dict[str, Verdict]) -> int:
    return sum(verdict.outcome in {Outcome.PASSED, Outcome.FAILED} for verdict in verdicts.values())


def test_the_reference_front_end_passes_everything(tmp_path: Path) -> None:
    """Every check is made, and none finds anything; a pause was never asked for."""
    with proof.suite("conformance") as done, running_front(tmp_path) as front:
        verdicts = judged(front)
        done["conformance_checks"] += _made(verdicts)
        assert failures(verdicts) == {}
        assert {name for name, one in verdicts.items() if one.outcome is not Outcome.PASSED} == {"http.retry-after"}


@pytest.mark.parametrize("plant", TRIED, ids=[plant.name for plant in TRIED])
def test_a_planted_mistake_is_found(plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its check, and by no other that it does not break."""
    if plant.prepare is not None:
        plant.prepare(monkeypatch)
    with proof.suite("conformance") as done, running_front(tmp_path, wrap=plant.wrap, pace=plant.pace) as front:
        verdicts = judged(front, *_asked(plant))
        done["conformance_checks"] += _made(verdicts)
    found = failures(verdicts)
    assert plant.finds in found, f"{plant.name}: not found; {found}"
    assert set(found) <= {plant.finds, *plant.also}, f"{plant.name}: {found}"


def _asked(plant: Plant) -> tuple[str, ...]:
    """All in the long form; else its own check, those it may break, and a few of the others, another few for each plant."""
    if proof.DEEP:
        return ()
    turn = PLANTS.index(plant)
    others = {check.id for n, check in enumerate(CATALOGUE) if n % _SHARE == turn % _SHARE}
    before = {"gate.quiet"} if plant.finds == "gate.reopens" else set()
    return tuple({plant.finds, *plant.also, *others, *before})
