"""The runner's table of seconds: it adds up, and what is over is said and fails."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.support.budget import Left, suite_of, verdict
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
    """A suite that takes five times its seconds, a suite that has none, and the clock on the wall."""
    allowed = {"a": 10.0, "b": 10.0}
    assert verdict({"a": 29.0, "b": 9.0}, allowed, 1.0, 600.0) == []
    assert verdict({"a": 52.0}, allowed, 1.0, 600.0) == ["a: 52 s, five times its 10 s"]
    assert verdict({"new": 2.0}, allowed, 1.0, 600.0) == ["new: 2 s, five times its 0 s"]
    assert verdict({"a": 9.0}, allowed, 1.0, 800.0) == ["everything: 800 s of 780 s"]


def test_a_slow_machine_is_given_longer_and_a_fast_one_no_less() -> None:
    """What is held is the ratio."""
    assert verdict({"a": 70.0}, {"a": 10.0}, 1.5, 900.0) == []
    assert verdict({"a": 49.0}, {"a": 10.0}, 0.5, 600.0) == []


def test_the_windows_session_leaves_its_seconds_to_the_rest(tmp_path: Path) -> None:
    """Once: whoever runs the rest alone afterwards is not charged with them."""
    Left(tmp_path).leave(124.5)
    assert Left(tmp_path).take() == 124.5
    assert Left(tmp_path).take() == 0.0


def test_both_sessions_are_named() -> None:
    """`make test` says which is which, or neither would be judged."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [
        line.split("BACKOFFICE_SESSION=")[1].split()[0] for line in makefile.splitlines() if "_SESSION=" in line
    ] == [
        "window",
        "rest",
    ]


def test_the_table_adds_up_to_nine_minutes_at_the_most() -> None:
    """Of all workers, with a minute to spare; the window's is among them."""
    table = tomllib.loads((ROOT / "tests" / "budget.toml").read_text("utf-8"))
    workers = re.search(r"^WORKERS \?= (\d+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert workers is not None
    assert sum(table["seconds"].values()) <= int(workers[1]) * 9 * 60
    assert table["seconds"]["gui"] > 100
