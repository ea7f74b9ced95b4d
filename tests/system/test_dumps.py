"""A process that dies leaves no image of its memory."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from backoffice_gui.system import dumps
from tests.support.proof import ROOT
from tests.support.systems import Calls, lend, pretend

_BOUND = """
import os, resource, sys
from backoffice_gui.system.dumps import no_dumps
assert no_dumps()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
if sys.platform == "linux":
    assert os.stat("/proc/self/environ").st_uid == 0, "the kernel gives a process that may be dumped its own user"
"""


def test_no_core_is_left_and_nobody_attaches() -> None:
    """Set, and read back."""
    said = subprocess.run([sys.executable, "-c", _BOUND], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_windows_makes_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """No box, no heap in a report, no report of this program at all; a refusal is told."""
    kernel, wer = Calls(WerSetFlags=0), Calls(WerAddExcludedApplication=0)
    pretend(monkeypatch, "win32")
    lend(monkeypatch, kernel32=kernel, wer=wer)
    assert dumps.no_dumps()
    assert kernel.said == [("SetErrorMode", (0x8003,)), ("WerSetFlags", (1,))]
    assert wer.names == ["WerAddExcludedApplication"]
    lend(monkeypatch, kernel32=kernel, wer=Calls(WerAddExcludedApplication=-2147467259))
    assert not dumps.no_dumps()


def test_a_limit_that_does_not_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses, the answer says so."""

    def refuse(*_words: object) -> None:
        raise OSError

    kept = SimpleNamespace(RLIMIT_CORE=4, setrlimit=refuse, getrlimit=lambda _kind: (0, 1 << 20))
    pretend(monkeypatch, "darwin", resource=kept)
    assert not dumps.no_dumps()
