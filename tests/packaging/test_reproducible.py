"""The whole build, twice, in two folders: the long form."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from delivery import tree
from delivery.version import ROOT

_LIMIT = 340_000_000


def _build(into: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(into)], check=True)
    pyinstaller = Path(sys.executable).with_name("pyinstaller")
    words = [
        str(pyinstaller),
        "build.spec",
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        "dist",
        "--workpath",
        "build/p",
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": ""}
    subprocess.run(words, cwd=into, check=True, env=environment, capture_output=True)
    return into / "dist" / "ofpra-backoffice"


@pytest.mark.deep
def test_two_builds_are_the_same_octets(tmp_path: Path) -> None:
    """From two clones of one commit; neither says where it was built; both programs start; it is small enough."""
    one, other = _build(tmp_path / "one"), _build(tmp_path / "some" / "longer" / "folder")
    assert tree.differences(one, other) == []
    environment = Path(sys.executable).parents[1]
    assert tree.traces(one, [str(tmp_path), str(ROOT), str(environment), "site-packages/PySide6"]) == {}
    assert sum(octets for _, octets in tree.cost(one)) <= _LIMIT
    subprocess.run([one / "backoffice", "--version"], check=True, capture_output=True)
    subprocess.run(
        [one / "backoffice-gui", "--selftest"],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
