"""A process of ours seen from both its sides: how it is started without a window, how it gives up its rights."""

from __future__ import annotations

import contextlib
import ctypes
from typing import Any

from backoffice_gui.system.files import BINARY
from backoffice_gui.system.names import foreign, linux, posix, windows

__all__ = ["has_limits", "limit", "make_binary", "no_new_privileges", "no_window", "widen"]

_CREATE_NO_WINDOW = 0x08000000
_SET_DUMPABLE, _GET_DUMPABLE, _SET_NO_NEW_PRIVS, _GET_NO_NEW_PRIVS = 4, 3, 38, 39
_RESOURCE: Any = foreign("resource") if posix() else None  # before: nothing can be imported behind shut doors


def no_window() -> int:
    """The flag that starts a console program without a window of its own (CREATE_NO_WINDOW); 0 where none opens."""
    return _CREATE_NO_WINDOW if windows() else 0


def widen(pipe: int, octets: int) -> None:
    """Let a pipe hold more, where the system can (Linux: F_SETPIPE_SZ)."""
    if linux():
        fcntl = foreign("fcntl")
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, octets)


def make_binary(descriptor: int) -> None:
    """Let octets pass as they are, where the C library would change line ends."""
    if windows():
        foreign("msvcrt").setmode(descriptor, BINARY)


def has_limits() -> bool:
    """Whether a process can bound itself (setrlimit); on Windows its parent puts it into a job."""
    return posix()


def limit(memory: int, seconds: int) -> bool:
    """Bound this process for good, and read each bound back: `memory` octets, `seconds` of processor.

    No new file, process, core or locked memory beside.
    """
    resource = _RESOURCE
    limits = (
        (resource.RLIMIT_AS, (memory, memory)),
        (resource.RLIMIT_CPU, (seconds, seconds + 1)),
        (resource.RLIMIT_NPROC, (0, 0)),
        (resource.RLIMIT_FSIZE, (0, 0)),
        (resource.RLIMIT_CORE, (0, 0)),
        (resource.RLIMIT_MEMLOCK, (0, 0)),
        (resource.RLIMIT_NOFILE, (0, 0)),
    )
    for kind, pair in limits:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, pair)
    return all(resource.getrlimit(kind) == pair for kind, pair in limits)


def no_new_privileges() -> bool:
    """No privilege can be gained any more, and no other process may look into this one's memory; whether that holds."""
    if not linux():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    nothing = ctypes.c_ulong(0)
    libc.prctl(_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), nothing, nothing, nothing)
    libc.prctl(_SET_DUMPABLE, nothing, nothing, nothing, nothing)
    held = libc.prctl(_GET_NO_NEW_PRIVS, nothing, nothing, nothing, nothing)
    seen = libc.prctl(_GET_DUMPABLE, nothing, nothing, nothing, nothing)
    return bool(held == 1 and seen == 0)
