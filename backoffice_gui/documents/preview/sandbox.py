"""The doors of the process that decodes, shut in this order and each tried afterwards; nothing opens one again.

Before: every library is imported and every table loaded, because nothing can be opened after. On POSIX the limits
alone already leave no new file, socket, pipe or process; Landlock and seccomp say it twice more where the kernel
has them. On Windows the parent puts the process into a job (`windows`), and it lowers its own token.
"""

from __future__ import annotations

import errno
import os
import sys

from backoffice_gui.documents.preview import landlock, seccomp
from backoffice_gui.domain.preview import Protections
from backoffice_gui.system import processes, windows_walls

__all__ = ["CPU_SECONDS", "MEMORY_OCTETS", "lock_down"]

MEMORY_OCTETS = 512 * 2**20
"""Address space of the whole process."""
CPU_SECONDS = 20
"""Processor seconds of its whole life; a second later it is killed."""

_STANDARD_DESCRIPTORS = 3


def lock_down() -> Protections:
    """Shut every door of this process for good; what holds, tried one by one.

    Leaves descriptors 0 to 2 open, the environment empty, and no place to import from.
    """
    os.environ.clear()
    sys.path.clear()
    sys.path_importer_cache.clear()
    if not processes.has_limits():
        return Protections(low_integrity=windows_walls.lower_integrity())
    os.chdir("/")
    os.closerange(_STANDARD_DESCRIPTORS, 4096)
    private = processes.no_new_privileges()
    abi = landlock.deny_everything() if private else 0
    if abi and _refused() != errno.EACCES:
        abi = 0
    limits = processes.limit(MEMORY_OCTETS, CPU_SECONDS) and _refused() in (errno.EMFILE, errno.EACCES)
    filtered = private and seccomp.put_up() and _refused() == errno.EPERM
    return Protections(limits, private, abi, filtered)


def _refused() -> int:
    """Why the root folder can't be opened: the number of the error, 0 where it can be."""
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError as error:
        return error.errno or -1
    return 0
