"""What all workers of a run import is compiled before they collect, by each its share.

In a fresh clone each of them would compile every module, and put every assertion of seven hundred files of tests into
pytest's own words: the same work at the same time, on all cores.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

import pytest
from _pytest.assertion import rewrite
from _pytest.assertion.rewrite import assertstate_key

from tests.support.proof import ROOT

__all__ = ["compile_share"]


def compile_share(config: pytest.Config, number: int, shares: int) -> None:
    """Every so manieth module from `number` on, where it is not compiled yet; nothing where nothing may be written.

    Whoever comes to a file that another has not done yet does it himself, as pytest and Python do.
    """
    if sys.dont_write_bytecode:
        return
    tests = sorted((ROOT / "tests").rglob("*.py"))
    for file in [each for each in tests if each.name.startswith("test_")][number::shares]:
        _rewritten(config, file)
    plain = [*(ROOT / "backoffice_gui").rglob("*.py"), *(each for each in tests if not each.name.startswith("test_"))]
    for file in sorted(plain)[number::shares]:
        compileall.compile_file(file, quiet=2)


def _rewritten(config: pytest.Config, file: Path) -> None:
    folder = rewrite.get_cache_dir(file)
    made = folder / f"{file.stem}{rewrite.PYC_TAIL}"
    if rewrite.try_makedirs(folder) and rewrite._read_pyc(file, made) is None:
        known, code = rewrite._rewrite_test(file, config)
        rewrite._write_pyc(config.stash[assertstate_key], code, known, made)
