"""Landlock (Linux 5.13 and later): a process gives up every file, port and scope for good, without being root.

Called by number, because no C library wraps it. Source: linux/landlock.h, documentation/userspace-api/landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

__all__ = ["deny_everything"]

_CREATE, _RESTRICT = 444, 446
"""The same numbers on every architecture."""
_SAY_VERSION = 1

_FILE_RIGHTS = ((1, range(13)), (2, (13,)), (3, (14,)), (5, (15,)))
"""From which ABI on which bits exist: read, write, execute, make …; refer; truncate; ioctl of devices."""
_NET_RIGHTS = ((4, (0, 1)),)
"""Bind and connect, TCP."""
_SCOPES = ((6, (0, 1)),)
"""Abstract Unix sockets, signals to others."""


def deny_everything() -> int:
    """Give up all access to files, and to ports and other processes where the kernel can; its ABI, 0 where it can't.

    Needs `PR_SET_NO_NEW_PRIVS` first. What is open stays open.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    abi = int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_SAY_VERSION)))
    if abi < 1:
        return 0
    words = (_bits(_FILE_RIGHTS, abi), _bits(_NET_RIGHTS, abi), _bits(_SCOPES, abi))
    known = 3 if abi >= 6 else 2 if abi >= 4 else 1
    rules = struct.pack(f"={known}Q", *words[:known])
    handle = int(libc.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint32(0)))
    if handle < 0:
        return 0
    try:
        return abi if libc.syscall(_RESTRICT, ctypes.c_int(handle), ctypes.c_uint32(0)) == 0 else 0
    finally:
        os.close(handle)


def _bits(rights: Iterable[tuple[int, Iterable[int]]], abi: int) -> int:
    return sum(1 << bit for since, bits in rights if abi >= since for bit in bits)
