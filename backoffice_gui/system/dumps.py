"""A program that dies leaves no image of its memory behind, and no other of its person's looks into it.

Linux: no core (`RLIMIT_CORE`), and not dumpable (`PR_SET_DUMPABLE`): systemd-coredump gets nothing either, and only
root attaches to it. Windows: no report with memory in it (Windows Error Reporting), no box that offers one.
Source: prctl(2), core(5); werapi.h, errhandlingapi.h (Microsoft Learn). NOT TRIED on Windows.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path

from backoffice_gui.system.names import foreign, library, linux, posix, windows

__all__ = ["no_dumps"]

_SET_DUMPABLE, _GET_DUMPABLE = 4, 3
_FAIL_CRITICAL, _NO_FAULT_BOX, _NO_OPEN_BOX = 0x0001, 0x0002, 0x8000
_NO_HEAP = 0x1


def no_dumps() -> bool:
    """Forbid every dump of this process from here on; whether the system says that it holds."""
    if windows():
        return _no_reports()
    return _no_core() and (not linux() or _not_dumpable())


def _no_core() -> bool:
    if not posix():
        return False
    resource = foreign("resource")
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(resource.getrlimit(resource.RLIMIT_CORE) == (0, 0))


def _not_dumpable() -> bool:
    libc, nothing = ctypes.CDLL(None, use_errno=True), ctypes.c_ulong(0)
    libc.prctl(_SET_DUMPABLE, nothing, nothing, nothing, nothing)
    return bool(libc.prctl(_GET_DUMPABLE, nothing, nothing, nothing, nothing) == 0)


def _no_reports() -> bool:
    kernel, wer = library("kernel32"), library("wer")
    kernel.SetErrorMode(_FAIL_CRITICAL | _NO_FAULT_BOX | _NO_OPEN_BOX)
    without_heap = kernel.WerSetFlags(_NO_HEAP) == 0
    excluded = wer.WerAddExcludedApplication(ctypes.c_wchar_p(Path(sys.executable).name), 0) == 0
    return bool(without_heap and excluded)
