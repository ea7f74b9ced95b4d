"""Every bug of the bank can be planted, and turns at least two suites red.

`make test` sees that each can be planted, and tries a few; `make deep` tries them all. To try one:

    python -m pytest tests/bugbank -m 'deep or not deep' -k <id>
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.bugbank.bugs import BUGS
from tests.bugbank.planting import SUITES, Bug, copy_tree, files_of, planted, red
from tests.support import proof
from tests.support.proof import ROOT

_TRIED_EVERY_DAY = {"receipt-of-another-id"}


def test_there_are_forty_and_each_names_two_suites() -> None:
    """Different bugs, in different places, each with at least two suites that exist."""
    assert len(BUGS) >= 40
    assert len({bug.id for bug in BUGS}) == len({(bug.file, bug.old, bug.new) for bug in BUGS}) == len(BUGS)
    for bug in BUGS:
        named = [suite.split(" ")[0] for suite in bug.caught_by]
        assert len(set(named)) >= 2, bug.id
        assert set(named) <= SUITES.keys(), bug.id


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.id)
def test_it_can_be_planted(bug: Bug) -> None:
    """It stands where it says, once, and what it becomes is Python still."""
    text = (ROOT / "backoffice_gui" / bug.file).read_text("utf-8")
    assert text.count(bug.old) == 1
    assert bug.old != bug.new
    ast.parse(text.replace(bug.old, bug.new))
    assert all((ROOT / name).exists() for suite in bug.caught_by for name in files_of(bug, suite.split(" ")[0]))


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(
    "bug",
    [pytest.param(bug, id=bug.id, marks=[] if bug.id in _TRIED_EVERY_DAY else [pytest.mark.deep]) for bug in BUGS],
)
def test_two_suites_turn_red(bug: Bug, tmp_path: Path) -> None:
    """Red means that a test failed, not that nothing could be run."""
    copy_tree(tmp_path)
    planted(bug, tmp_path)
    with proof.suite("bugbank") as done:
        done["bugs_planted"] += 1
        said = [red(tmp_path, bug, suite) for suite in bug.caught_by]
        green = [one for one in said if one.code != pytest.ExitCode.TESTS_FAILED]
        done["bugs_caught_twice"] += not green
    assert green == [], f"{bug.what}: not caught"
