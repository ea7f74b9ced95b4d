"""Each line of the rooms that the promise rests on is changed; a test must fail, or the survivor has its reason.

Run by `make deep` alone, and there a sample of some 1,500 of eleven thousand: all of the smallest rooms and of the plan, a
tenth or so of the others. `BACKOFFICE_MUTANTS` names others by patterns (`*`: all of them, for a night and a day);
`BACKOFFICE_MUTANTS_KEPT` names a folder where what was tried is kept and gone on with.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.proof.mutation.making import ROOMS, lay_out
from tests.proof.mutation.trying import Touching, order
from tests.proof.mutation.verdicts import SURVIVED, keep, kept_in, reason_of, verdicts
from tests.support import proof

_LEAST = 0.90
_SAMPLE = (
    "*.sealing.*",
    "*.audit.*",
    "*.transfer.*7",
    "*.storage.inbox.*7",
    "*.collector.*_7",
    *(f"*.collector.{module}.*7" for module in ("listing", "lives", "mirroring", "run", "trouble")),
    *(f"*.collector.{module}.*" for module in ("machine", "schedule", "work")),
)
"""By the end of their numbers, which are those of a function: so that each function has some."""
_PATTERNS = shlex.split(os.environ.get("BACKOFFICE_MUTANTS", "")) or _SAMPLE
_KEPT = os.environ.get("BACKOFFICE_MUTANTS_KEPT", "")
"""Both read here, once: within a test the environment is another (tests/conftest.py)."""
_MUTANT = "backoffice_gui.room.a.x_f__mutmut_1"


def a_module(mutants: Path, **codes: int | None) -> None:
    """What is kept of a module of a room."""
    kept = mutants / "backoffice_gui" / "room"
    kept.mkdir(parents=True)
    tried = ", ".join(f'"{name}": {"null" if code is None else code}' for name, code in codes.items())
    (kept / "a.py.meta").write_text(f'{{"exit_code_by_key": {{{tried}}}, "durations_by_key": {{}}}}', "utf-8")


def test_a_verdict_is_read_from_what_is_kept(tmp_path: Path) -> None:
    """Killed, survived, not tried; the last is neither."""
    a_module(tmp_path, a=1, b=0, c=None, d=36, e=33)
    assert verdicts(tmp_path, "room") == {"a": True, "b": False, "d": True, "e": False}


def test_a_verdict_is_kept_beside_its_module(tmp_path: Path) -> None:
    """The next run goes on after it."""
    a_module(tmp_path, **{_MUTANT: None, "other": None})
    keep(tmp_path, _MUTANT, SURVIVED, 0.1234)
    assert kept_in(tmp_path, "room") == {_MUTANT: SURVIVED, "other": None}


def test_what_is_not_listed_has_no_reason() -> None:
    """Nothing survives by default."""
    assert reason_of("backoffice_gui.nowhere.x_nothing__mutmut_1") is None


def test_what_kills_neighbours_goes_first_then_the_mirrored_file_then_the_quickest() -> None:
    """What touches another function only is not run at all."""
    names = ["t/test_b.py::quick", "t/test_a.py::slow", "t/test_a.py::quick", "t/test_b.py::killer", "t/test_a.py::not"]
    touching = Touching({"backoffice_gui.room.a.x_f": [0, 1, 2, 3]}, [0.1, 2.0, 0.5, 9.0, 0.0])
    assert order(names, touching, _MUTANT, Counter({3: 2})) == [3, 2, 1, 0]
    assert order(names, touching, "backoffice_gui.room.a.x_g__mutmut_1", Counter()) == []


def _said(words: list[str], cwd: Path, **more: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BACKOFFICE_", "PYTEST_"))} | more
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    # 5: pytest's own loop has run nothing
    assert done.returncode in (0, 5), done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.deep
@pytest.mark.timeout(6 * 3_600)
@pytest.mark.parametrize("room", ROOMS)
def test_what_is_changed_is_noticed(room: str, tmp_path: Path) -> None:
    """At least nine in ten of those tried are killed, and each other one is listed with its reason."""
    tree = Path(_KEPT or tmp_path) / room.replace("/", "-")
    with proof.suite("mutation") as done:
        lay_out(tree, room)
        _said(["tests.proof.mutation.making", room], tree, PYTHONPATH=str(proof.ROOT))
        only = [word for pattern in _PATTERNS for word in ("--only", pattern)]
        ours = ["-p", "tests.proof.mutation.trying", "--room", room, *only]
        plain = ["-q", "-s", "-p", "no:randomly", "-p", "no:schemathesis", "--tb=native", "-o", "timeout=90"]
        _said(["pytest", *ours, *plain, f"tests/{room}"], tree / "mutants", HYPOTHESIS_PROFILE="mutants")
        found = verdicts(tree / "mutants", room)
        done["mutants_made"] += len(kept_in(tree / "mutants", room))
        done["mutants"] += len(found)
        done["mutants_killed"] += sum(found.values())
        unexplained = [name for name, killed in found.items() if not killed and reason_of(name) is None]
        assert unexplained == []
        assert sum(found.values()) >= _LEAST * len(found) > 0
