"""Each line of the rooms that the promise rests on is changed; a test must fail, or the survivor has its reason.

Run by `make deep` alone: some thousands of mutants, hours of one core. `BACKOFFICE_MUTANTS` names some of them
by a pattern (`*__mutmut_*7` is a tenth, of every function; `backoffice_gui.sealing.*` a room).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bugbank.planting import copy_tree
from tests.proof.mutation.verdicts import reason_of, verdicts
from tests.support import proof

_LEAST = 0.90


def test_a_verdict_is_read_from_what_is_kept(tmp_path: Path) -> None:
    """Killed, survived, not tried; the last is neither."""
    kept = tmp_path / "mutants" / "room"
    kept.mkdir(parents=True)
    (kept / "a.py.meta").write_text('{"exit_code_by_key": {"a": 1, "b": 0, "c": null, "d": 36}}', "utf-8")
    assert verdicts(tmp_path) == {"a": True, "b": False, "d": True}


def test_what_is_not_listed_has_no_reason() -> None:
    """Nothing survives by default."""
    assert reason_of("backoffice_gui.nowhere.x_nothing__mutmut_1") is None


@pytest.mark.deep
@pytest.mark.timeout(6 * 3_600)
def test_what_is_changed_is_noticed(tmp_path: Path) -> None:
    """At least nine in ten are killed, and each other one is listed with its reason."""
    patterns = shlex.split(os.environ.get("BACKOFFICE_MUTANTS", ""))
    copy_tree(tmp_path)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BACKOFFICE_", "PYTEST_"))}
    with proof.suite("mutation") as done:
        said = subprocess.run(
            [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *patterns],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        found = verdicts(tmp_path)
        assert found, said.stdout[-2000:] + said.stderr[-2000:]
        done["mutants"] += len(found)
        done["mutants_killed"] += sum(found.values())
        unexplained = [name for name, killed in found.items() if not killed and reason_of(name) is None]
        assert unexplained == []
        assert sum(found.values()) / len(found) >= _LEAST
