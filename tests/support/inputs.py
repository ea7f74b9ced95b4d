"""What a suite of `make deep` rests on, as one word: while it is the same, what ended green need not be run again.

Every file of the commit counts, but for the tests of other suites (`test_*.py`, what they share counts), the table of the
suites, and the pages of `docs/` where no test of the suite reads them (its `also` says so). So a mend of one suite's test,
or a figure that is written down, leaves the hours of the others.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

__all__ = ["counts", "inputs_of", "tracked"]

_TABLE = "tests/deep.toml"


def counts(file: str, runs: Sequence[str]) -> bool:
    """Whether a suite that runs the tests under these paths rests on a file."""
    its_own = any(file == path or file.startswith(f"{path}/") for path in runs)
    is_test = file.startswith("tests/") and PurePosixPath(file).name.startswith("test_") and file.endswith(".py")
    return its_own or not (is_test or file.startswith("docs/") or file == _TABLE)


def tracked(checkout: Path) -> list[str]:
    """The files of the commit, each with its content's hash (`git ls-tree`); none where the sources are not a commit's."""

    def said(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=checkout, capture_output=True, text=True, check=False).stdout.strip()

    return [] if said("status", "--porcelain") else said("ls-tree", "-r", "HEAD").splitlines()


def inputs_of(runs: Sequence[str], words: Sequence[str], lines: Sequence[str]) -> str:
    """The hash of what a suite rests on: the tests it runs, the words it is called with, what is tracked; or nothing."""
    if not lines:
        return ""
    wanted = [line for line in lines if counts(line.partition("\t")[2], runs)]
    return hashlib.sha256("\n".join([*words, *wanted]).encode()).hexdigest()[:16]
