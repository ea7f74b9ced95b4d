"""The runner's table of seconds: it adds up, and what is over is said and fails."""

from __future__ import annotations

import tomllib

import pytest

from tests.support.budget import suite_of, verdict
from tests.support.proof import ROOT


@pytest.mark.parametrize(
    ("path", "suite"),
    [
        ("tests/gui/windows/test_main.py", "gui"),
        ("tests/proof/kills/test_all.py", "proof/kills"),
        ("tests/proof/test_budget.py", "proof"),
        ("tests/test_main.py", "whole"),
    ],
)
def test_a_file_belongs_to_a_suite(path: str, suite: str) -> None:
    """By its folder."""
    assert suite_of(path) == suite


def test_what_is_over_is_said() -> None:
    """A suite that takes five times its seconds, a suite that has none, and the sum."""
    allowed = {"a": 10.0, "b": 10.0}
    assert verdict({"a": 29.0, "b": 9.0}, allowed, 1.0) == []
    assert verdict({"a": 52.0}, allowed, 1.0) == ["a: 52 s, five times its 10 s"]
    assert verdict({"new": 2.0}, allowed, 1.0) == ["new: 2 s, five times its 0 s"]
    assert verdict({"a": 1_900.0}, {"a": 1_000.0}, 1.0) == ["everything: 1900 s of 1800 s"]


def test_a_slow_machine_is_given_longer_and_a_fast_one_no_less() -> None:
    """What is held is the ratio."""
    assert verdict({"a": 40.0}, {"a": 10.0}, 1.5) == []
    assert verdict({"a": 29.0}, {"a": 10.0}, 0.5) == []


def test_the_table_adds_up_to_nine_minutes_at_the_most() -> None:
    """On two workers, with a minute to spare."""
    table = tomllib.loads((ROOT / "tests" / "budget.toml").read_text("utf-8"))
    assert sum(table["seconds"].values()) <= 2 * 9 * 60
