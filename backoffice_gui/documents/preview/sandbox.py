"""The doors of the process that decodes, shut in this order and each tried afterwards; nothing opens one again.

Before: every library is imported and every table loaded, because nothing can be opened after. On POSIX the limits
alone already leave no new file, socket, pipe or process; Landlock and seccomp say it twice more where the kernel
has them. On Windows the parent puts the process into a job (`windows`), and it lowers its own token.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys

from backoffice_gui.documents.preview import landlock, seccomp, windows
from backoffice_gui.domain.preview import Protections

if sys.platform != "win32":
    import resource

__all__ = ["CPU_SECONDS", "MEMORY_OCTETS", "lock_down"]

MEMORY_OCTETS = 512 * 2**20
"""Address space of the whole process."""
CPU_SECONDS = 20
"""Processor seconds of its whole life; a second later it is killed."""

_SET_DUMPABLE, _GET_DUMPABLE, _SET_NO_NEW_PRIVS, _GET_NO_NEW_PRIVS = 4, 3, 38, 39
_STANDARD_DESCRIPTORS = 3


def lock_down() -> Protections:
    """Shut every door of this process for good; what holds, tried one by one.

    Leaves descriptors 0 to 2 open, the environment empty, and no place to import from.
    """
    os.environ.clear()
    sys.path.clear()
    sys.path_importer_cache.clear()
    if sys.platform == "win32":
        return Protections(low_integrity=windows.lower_integrity())
    os.chdir("/")
    os.closerange(_STANDARD_DESCRIPTORS, 4096)
    private = _no_new_privileges()
    abi = landlock.deny_everything() if private else 0
    if abi and _refused() != errno.EACCES:
        abi = 0
    limits = _limit() and _refused() in (errno.EMFILE, errno.EACCES)
    filtered = private and seccomp.put_up() and _refused() == errno.EPERM
    return Protections(limits, private, abi, filtered)


def _refused() -> int:
    """Why the root folder can't be opened: the number of the error, 0 where it can be."""
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError as error:
        return error.errno or -1
    return 0


if sys.platform != "win32":
    _LIMITS = (
        (resource.RLIMIT_AS, (MEMORY_OCTETS, MEMORY_OCTETS)),
        (resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1)),
        (resource.RLIMIT_NPROC, (0, 0)),
        (resource.RLIMIT_FSIZE, (0, 0)),
        (resource.RLIMIT_CORE, (0, 0)),
        (resource.RLIMIT_MEMLOCK, (0, 0)),
        (resource.RLIMIT_NOFILE, (0, 0)),
    )

    def _limit() -> bool:
        """Set every limit, then read each back."""
        for kind, pair in _LIMITS:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, pair)
        return all(resource.getrlimit(kind) == pair for kind, pair in _LIMITS)

    def _no_new_privileges() -> bool:
        """No privilege can be gained any more, and no other process may look into this one's memory."""
        if sys.platform != "linux":
            return False
        libc = ctypes.CDLL(None, use_errno=True)
        nothing = ctypes.c_ulong(0)
        libc.prctl(_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), nothing, nothing, nothing)
        libc.prctl(_SET_DUMPABLE, nothing, nothing, nothing, nothing)
        held = libc.prctl(_GET_NO_NEW_PRIVS, nothing, nothing, nothing, nothing)
        seen = libc.prctl(_GET_DUMPABLE, nothing, nothing, nothing, nothing)
        return bool(held == 1 and seen == 0)
