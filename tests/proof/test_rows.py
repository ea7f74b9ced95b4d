"""Every row of reliability.md §2.2 and §2.3 names its tests, and they exist."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.proof.network.rows import CRASH_POINTS, KILLED_IN, ON_A_SERVER, OUTCOMES
from tests.support import proof
from tests.support.scenarios import SCENARIOS

_ROWS_OF_CRASH_POINTS = 21
_ROWS_OF_OUTCOMES = 44
_ROWS_ON_A_SERVER = 10
"""Lines of the tables: one that is taken out here is missed."""


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((proof.ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _absent(name: str) -> bool:
    path, _, function = name.partition("::")
    return not (proof.ROOT / path).is_file() or not function.startswith("test_") or function not in _tests_in(path)


@pytest.mark.parametrize("table", [OUTCOMES, CRASH_POINTS, ON_A_SERVER], ids=["2.3", "2.2", "on a server"])
def test_every_test_that_is_named_exists(table: dict[str, tuple[str, ...]]) -> None:
    """A test that was renamed or removed leaves its row without what holds it."""
    assert [name for names in table.values() for name in names if _absent(name)] == []


def test_a_name_that_is_none_is_seen() -> None:
    """The check can fail."""
    assert _absent("tests/proof/test_rows.py::test_nothing")
    assert _absent("tests/proof/network/test_no_file.py::test_nothing")
    assert not _absent("tests/proof/test_rows.py::test_a_name_that_is_none_is_seen")


def test_no_network_outcome_is_without_a_test() -> None:
    """All lines of §2.3, each held by at least one test."""
    assert len(OUTCOMES) == _ROWS_OF_OUTCOMES
    assert [row for row, names in OUTCOMES.items() if not names] == []


def test_no_crash_point_is_without_a_test() -> None:
    """All points of §2.2, and all that may be found at a start."""
    assert len(CRASH_POINTS) == _ROWS_OF_CRASH_POINTS
    assert [row for row, names in CRASH_POINTS.items() if not names] == []


def test_each_crash_point_lies_within_a_scenario_that_is_killed() -> None:
    """The kills and the power cuts are where their scenarios pass by; a mirror's are its own suite's."""
    assert set(CRASH_POINTS) - set(KILLED_IN) == {"during a record of the mirror"}
    assert [row for row, names in KILLED_IN.items() if not names or not set(names) <= set(SCENARIOS)] == []


def test_what_happens_on_a_server_is_not_without_a_test() -> None:
    """A team's store has the same rows, and some of its own."""
    assert len(ON_A_SERVER) == _ROWS_ON_A_SERVER
    assert [row for row, names in ON_A_SERVER.items() if not names] == []
