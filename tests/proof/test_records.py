"""The records of the proof: a line a run, also of a run that failed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import proof


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a suite's records, away from the real ones."""
    monkeypatch.setenv("BACKOFFICE_PROOF", str(tmp_path))
    monkeypatch.setenv("BACKOFFICE_RUN", "this run")
    return tmp_path / "a-suite.jsonl"


def test_what_was_counted_is_kept(kept: Path) -> None:
    """Counts, seconds, commit and depth, a line a run."""
    for _ in range(2):
        with proof.suite("a-suite") as done:
            done["schedules"] += 3
    first, second = (json.loads(line) for line in kept.read_text("utf-8").splitlines())
    assert first["schedules"] == second["schedules"] == 3
    assert (first["run"], first["depth"]) == ("this run", "deep" if proof.DEEP else "test")
    assert "violations" not in first


def test_a_suite_that_fails_says_so(kept: Path) -> None:
    """What fails is counted as a violation, and goes on up."""
    with pytest.raises(ZeroDivisionError), proof.suite("a-suite"):
        raise ZeroDivisionError
    assert json.loads(kept.read_text("utf-8"))["violations"] == 1


def test_a_figure_has_to_be_known(kept: Path) -> None:
    """A slip of the pen would leave a zero in the table."""
    with pytest.raises(AssertionError), proof.suite("a-suite") as done:
        done["shedules"] += 1
