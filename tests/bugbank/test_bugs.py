"""Every bug of the bank can be planted, and turns at least two suites red.

`make test` sees that each can be planted, and tries a few; `make deep` tries them all. To try one:

    python -m pytest tests/bugbank -m 'deep or not deep' -k <id>
"""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bugbank.bugs import BUGS
from tests.bugbank.planting import Bug, copy_tree, files_of, named_tests, planted, red, suite_of, without_a_bug
from tests.support import proof
from tests.support.proof import ROOT

_TRIED_EVERY_DAY = {"receipt-of-another-id"}


def test_there_are_forty_and_each_names_two_suites() -> None:
    """Different bugs, in different places, each with at least two suites that exist."""
    assert len(BUGS) >= 40
    assert len({bug.id for bug in BUGS}) == len({(bug.file, bug.old, bug.new) for bug in BUGS}) == len(BUGS)
    for bug in BUGS:
        assert len({suite_of(words) for words in bug.caught_by}) >= 2, bug.id


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.id)
def test_it_can_be_planted(bug: Bug) -> None:
    """It stands where it says, once, and what it becomes is Python still."""
    text = (ROOT / "backoffice_gui" / bug.file).read_text("utf-8")
    assert text.count(bug.old) == 1
    assert bug.old != bug.new
    ast.parse(text.replace(bug.old, bug.new))
    assert all((ROOT / files_of(bug, words)).exists() for words in bug.caught_by)


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(
    "bug",
    [pytest.param(bug, id=bug.id, marks=[] if bug.id in _TRIED_EVERY_DAY else [pytest.mark.deep]) for bug in BUGS],
)
def test_two_suites_turn_red(bug: Bug, tmp_path: Path) -> None:
    """Red means that a test failed, not that nothing could be run, nor that the machine was slow."""
    copy_tree(tmp_path)
    planted(bug, tmp_path)
    with proof.suite("bugbank") as done:
        done["bugs_planted"] += 1
        green = [one for one in [red(tmp_path, bug, words) for words in bug.caught_by] if not one.red]
        done["bugs_caught_twice"] += not green
    if green:
        named = ", ".join(one.suite for one in green)
        said = "\n".join(f"--- {one.suite}\n{one.said}" for one in green)
        pytest.fail(f"{bug.id} ({bug.what}) stayed green in: {named}\n{said}", pytrace=False)


@pytest.mark.deep
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("words", named_tests(BUGS).values(), ids=named_tests(BUGS))
def test_without_a_bug_they_are_green(words: list[str], tmp_path: Path) -> None:
    """Or it would be no bug that turns them red."""
    copy_tree(tmp_path)
    assert without_a_bug(tmp_path, words) == ""


@pytest.mark.parametrize("seconds", [0.5, 60.0], ids=["killed", "timed out by itself"])
def test_a_run_that_does_not_end_is_red_for_an_endless_bug_alone(seconds: float, tmp_path: Path) -> None:
    """On a crowded machine anything may be timed out: that proves nothing of a bug."""
    tests = tmp_path / "tests" / "sealing"
    tests.mkdir(parents=True)
    limit = 60 if seconds < 10 else 1
    tests.joinpath("test_sleeping.py").write_text(
        f"import time\nimport pytest\n@pytest.mark.timeout({limit})\ndef test_it(): time.sleep({2 * limit})\n"
    )
    bug = Bug("EXEMPLE", "EXEMPLE", "sealing/sleeping.py", "", "", ())
    assert not red(tmp_path, bug, "unit", seconds).red
    assert red(tmp_path, replace(bug, endless=True), "unit", seconds).red
