"""Processes as each system starts and bounds them; what the bounds hold back is tried by the preview's own tests."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from backoffice_gui.system import processes
from tests.support.proof import ROOT
from tests.support.systems import pretend

_BOUNDED = """
import os, resource
from backoffice_gui.system import processes
assert processes.limit(512 * 2**20, 20)
assert not processes.limit(600 * 2**20, 20)
assert resource.getrlimit(resource.RLIMIT_CPU) == (20, 21)
assert processes.no_new_privileges() == (os.uname().sysname == "Linux")
"""


def test_bounds_hold_and_are_never_widened() -> None:
    """Set once and read back; a wider one says that it does not hold."""
    said = subprocess.run([sys.executable, "-c", _BOUNDED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_a_pipe_is_widened_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux alone; a refusal changes nothing."""
    asked: list[tuple[int, int, int]] = []

    def refuse(pipe: int, what: int, octets: int) -> None:
        asked.append((pipe, what, octets))
        raise OSError

    pretend(monkeypatch, "linux", fcntl=SimpleNamespace(fcntl=refuse, F_SETPIPE_SZ=1031))
    processes.widen(3, 2**20)
    pretend(monkeypatch, "darwin")
    processes.widen(3, 2**20)
    assert asked == [(3, 1031, 2**20)]


def test_windows_opens_no_console_and_changes_no_octet(monkeypatch: pytest.MonkeyPatch) -> None:
    """CREATE_NO_WINDOW, binary pipes, and no bound but the job's."""
    assert (processes.no_window(), processes.has_limits()) == (0, True)
    processes.make_binary(0)
    asked: list[tuple[int, int]] = []
    pretend(monkeypatch, "win32", msvcrt=SimpleNamespace(setmode=lambda *words: asked.append(words)))
    monkeypatch.setattr(processes, "BINARY", 0x8000)
    processes.make_binary(1)
    assert asked == [(1, 0x8000)]
    assert (processes.no_window(), processes.has_limits(), processes.no_new_privileges()) == (0x08000000, False, False)
