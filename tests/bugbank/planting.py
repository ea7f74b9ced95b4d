"""A bug planted in a copy of the sources, and the suites that have to turn red on it.

A copy, never the checkout: a run that is broken off leaves nothing planted. The copy is of what git tracks
and what lies beside it unignored, so that a bug can be tried before a commit.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.proof import ROOT

__all__ = ["SUITES", "Bug", "Planted", "copy_tree", "files_of", "planted", "red"]

_PROOF = (
    "calls", "conformance", "fuzz", "keys", "kills", "mirror", "network", "planner", "power", "simulation", "tls"
)  # fmt: skip
_HOSTILE = ("hostile", "ledger_believed", "misbehaving", "receipts_refused")
_ROOMS = ("actions", "audit", "collector", "domain", "sealing", "security", "storage", "transfer", "wiring")
SUITES = {name: f"tests/proof/{name}" for name in _PROOF} | {f"unit:{name}": f"tests/{name}" for name in _ROOMS}
SUITES |= {"unit": "tests", "network": " ".join(f"tests/proof/network/test_{name}.py" for name in _HOSTILE)}
"""The suites a bug may name, with the tests they are: those of the proof, and each room's own. `unit` is the
one file of tests that mirrors the file of the bug; `network` leaves out the hours of bad weather."""


@dataclass(frozen=True, slots=True)
class Bug:
    """One planted bug: in `file` (under `backoffice_gui/`), `old`, which stands there once, becomes `new`.

    `caught_by`: suites that turn red on it, two at the least; a suite may be narrowed to a part of its tests
    (`simulation -k deadline`), so that the bank can be run in a morning.
    """

    id: str
    what: str
    file: str
    old: str
    new: str
    caught_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """What a suite said of a planted bug: pytest's exit code, and the end of what it printed."""

    suite: str
    code: int
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
            shutil.copyfile(source, target)
            shutil.copymode(source, target)
    (to / "build").mkdir(exist_ok=True)


def planted(bug: Bug, tree: Path) -> None:
    """Plant it in a copy; raises `ValueError` where `old` does not stand there exactly once."""
    file = tree / "backoffice_gui" / bug.file
    text = file.read_text("utf-8")
    if text.count(bug.old) != 1:
        raise ValueError(f"{bug.id}: {text.count(bug.old)} places in {bug.file}")
    file.write_text(text.replace(bug.old, bug.new), "utf-8")


def files_of(bug: Bug, suite: str) -> list[str]:
    """The folder or files of a suite's tests."""
    folder, _, name = bug.file.rpartition("/")
    return [f"tests/{folder}/test_{name}"] if suite == "unit" else SUITES[suite].split(" ")


def red(tree: Path, bug: Bug, suite: str, seconds: float = 900.0) -> Planted:
    """Run a suite in a copy, to its first failure; a run that does not end counts as red (exit code 1)."""
    name, *narrowed = shlex.split(suite)
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "-p", "no:schemathesis"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BACKOFFICE_", "PYTEST_", "COV_"))}
    environment |= {"BACKOFFICE_PROOF": str(tree / "build" / "proof"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(
            [*words, *files_of(bug, name), *narrowed],
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return Planted(suite, 1, "did not end")
    return Planted(suite, ended.returncode, (ended.stdout + ended.stderr)[-2000:])
