"""A bug planted in a copy of the sources, and the suites that have to turn red on it.

A copy, never the checkout: a run that is broken off leaves nothing planted. The copy is of what git tracks
and what lies beside it unignored, so that a bug can be tried before a commit.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.proof import ROOT

__all__ = ["Bug", "Planted", "copy_tree", "files_of", "named_tests", "planted", "red", "suite_of", "without_a_bug"]

_PROOF = frozenset(
    ("calls", "conformance", "fuzz", "keys", "kills", "mirror", "network", "planner", "power", "simulation", "tls")
)
_TIMED_OUT = "from pytest-timeout"
_MOST = 300.0
"""Seconds for one suite on a crowded machine; each takes some, and twenty at the most on an idle one."""


@dataclass(frozen=True, slots=True)
class Bug:
    """One planted bug: in `file` (under `backoffice_gui/`), `old`, which stands there once, becomes `new`.

    `caught_by`: what turns red on it, of two different suites at the least. `unit` is the one file of tests that
    mirrors the file of the bug, `unit:storage` a room's tests, `network` a suite of the proof, `network:cuts` one
    file of it; each is narrowed to a part of its tests (`planner -k slots`), so that the bank is quickly run.
    `endless`: it shows by going on for ever, so that a test that was timed out has found it.
    """

    id: str
    what: str
    file: str
    old: str
    new: str
    caught_by: tuple[str, ...]
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Planted:
    """What a suite said of a planted bug: whether a test failed on it, and the end of what was printed."""

    suite: str
    red: bool
    said: str


def copy_tree(to: Path) -> None:
    """The sources as they are now, without what is built or ignored."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout
    for name in listed.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file() and not name.startswith("docs/screenshots/"):
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (to / "build").mkdir(exist_ok=True)


def planted(bug: Bug, tree: Path) -> None:
    """Plant it in a copy; raises `ValueError` where `old` does not stand there exactly once."""
    file = tree / "backoffice_gui" / bug.file
    text = file.read_text("utf-8")
    if text.count(bug.old) != 1:
        raise ValueError(f"{bug.id}: {text.count(bug.old)} places in {bug.file}")
    file.write_text(text.replace(bug.old, bug.new), "utf-8")


def suite_of(words: str) -> str:
    """The suite that these words are a part of; all that rooms test of themselves is one. Raises `ValueError`."""
    name = words.split(" ", maxsplit=1)[0].partition(":")[0]
    if name != "unit" and name not in _PROOF:
        raise ValueError(f"no suite: {name}")
    return name


def files_of(bug: Bug, words: str) -> str:
    """The folder or file of the tests that these words name."""
    suite, (_, _, part) = suite_of(words), words.split(" ", maxsplit=1)[0].partition(":")
    if suite == "unit":
        folder, _, name = bug.file.rpartition("/")
        return f"tests/{part}" if part else f"tests/{folder}/test_{name}".replace("//", "/")
    return f"tests/proof/{suite}/test_{part}.py" if part else f"tests/proof/{suite}"


def _run(tree: Path, words: list[str], seconds: float) -> tuple[int | None, str]:
    """Pytest's exit code, nothing where it did not end, and what was printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x"]
    for plugin in ("randomly", "schemathesis", "faker", "xdist"):  # none is needed, and they are long to load
        command += ["-p", f"no:{plugin}"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BACKOFFICE_", "PYTEST_", "COV_"))}
    environment |= {"BACKOFFICE_PROOF": str(tree / "build" / "proof")}
    with subprocess.Popen(
        [*command, *words],
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    ) as running:
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return None, "did not end"
    return running.returncode, said


def red(tree: Path, bug: Bug, suite: str, seconds: float = _MOST) -> Planted:
    """Run a suite in a copy, to its first failure.

    Red is a test that failed. One that was timed out, or a run that did not end, may be the machine's doing: that
    is red only for a bug that is `endless`.
    """
    code, said = _run(tree, [files_of(bug, suite), *shlex.split(suite)[1:]], seconds)
    failed = code == pytest.ExitCode.TESTS_FAILED and (bug.endless or _TIMED_OUT not in said)
    return Planted(suite, failed or (code is None and bug.endless), said[-2000:])


def named_tests(bugs: Sequence[Bug]) -> dict[str, list[str]]:
    """Everything that bugs name, by its suite or room: the words for pytest, files and the expression that chooses."""
    files: dict[str, set[str]] = {}
    chosen: dict[str, set[str]] = {}
    for bug in bugs:
        for suite in bug.caught_by:
            file = files_of(bug, suite)
            place = "/".join(file.split("/")[: 3 if file.startswith("tests/proof/") else 2])
            files.setdefault(place, set()).add(file)
            chosen.setdefault(place, set()).update(shlex.split(suite)[2:] or [Path(file).stem])
    return {
        place: [*sorted(several), "-k", " or ".join(f"({each})" for each in sorted(chosen[place]))]
        for place, several in sorted(files.items())
    }


def without_a_bug(tree: Path, words: list[str]) -> str:
    """What is said of the same tests where nothing is planted; empty where they are green, as they must be."""
    code, said = _run(tree, words, 3 * _MOST)
    return "" if code == pytest.ExitCode.OK else said[-2000:]
