"""A filter of system calls (seccomp, Linux): what decoding needs is allowed, everything else fails with EPERM.

Allowed are memory that is not executable, reading from descriptor 0, writing to descriptor 1, clocks, signals to
oneself, and ending. So there is no opening, no socket, no new process or thread, no new code. The filter is a
classic BPF program, checked by the kernel and not to be taken off. Source: linux/seccomp.h, linux/filter.h; the
numbers are those of asm/unistd_64.h (x86-64) and asm-generic/unistd.h (AArch64).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Machine", "machine", "program", "put_up"]

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Offsets in `struct seccomp_data`."""
_EXECUTABLE = 0x4
_SET_MODE_FILTER, _ALL_THREADS = 1, 1


@dataclass(frozen=True, slots=True)
class Machine:
    """The numbers of one architecture: its audit word, `seccomp(2)`, and the calls that may be made.

    `plain` is allowed whatever its arguments, `memory` where it asks for nothing executable; `reading` on
    descriptor 0 only, `writing` on 1 only, `signalling` to the process itself only.
    """

    audit: int
    seccomp: int
    plain: tuple[int, ...]
    memory: tuple[int, ...]
    reading: int
    writing: int
    signalling: int


# munmap brk mremap madvise rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack futex sched_yield nanosleep
# clock_nanosleep clock_gettime gettimeofday getpid gettid getrusage getrandom restart_syscall rseq exit exit_group
_MACHINES = {
    "x86_64": Machine(
        audit=0xC000003E,
        seccomp=317,
        plain=(11, 12, 25, 28, 13, 14, 15, 131, 202, 24, 35, 230, 228, 96, 39, 186, 98, 318, 219, 334, 60, 231),
        memory=(9, 10),
        reading=0,
        writing=1,
        signalling=234,
    ),
    "aarch64": Machine(
        audit=0xC00000B7,
        seccomp=277,
        plain=(
            *(215, 214, 216, 233, 134, 135, 139, 132, 98, 124, 101),
            *(115, 113, 169, 172, 178, 165, 278, 128, 293, 93, 94),
        ),
        memory=(222, 226),
        reading=63,
        writing=64,
        signalling=131,
    ),
}


def machine() -> Machine | None:
    """The machine we run on; nothing where there is no table of its calls (32 bits, other architectures)."""
    return _MACHINES.get(platform.machine()) if struct.calcsize("P") == 8 else None


def program(here: Machine, process: int) -> bytes:
    """The filter for one process (its id), as the octets of `struct sock_filter[]`, little-endian."""
    return b"".join(struct.pack("<HBBI", *step) for step in _steps(here, process))


_Step = tuple[int, int, int, int]


def _steps(here: Machine, process: int) -> Iterator[_Step]:
    yield (_LOAD, 0, 0, _ARCHITECTURE)
    yield (_EQUAL, 1, 0, here.audit)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    for number in here.plain:
        yield (_EQUAL, 0, 1, number)
        yield (_RETURN, 0, 0, _ALLOW)
    for number in here.memory:
        yield (_EQUAL, 0, 4, number)
        yield (_LOAD, 0, 0, _ARGUMENTS + 2 * 8)
        yield (_ANY_BIT, 1, 0, _EXECUTABLE)
        yield (_RETURN, 0, 0, _ALLOW)
        yield (_RETURN, 0, 0, _REFUSE)
    for number, first in ((here.reading, 0), (here.writing, 1), (here.signalling, process)):
        yield from _only_with(number, first)
    yield (_RETURN, 0, 0, _REFUSE)


def _only_with(number: int, first: int) -> Iterator[_Step]:
    """Allow a call where its first argument, a descriptor or a process (32 bits to the kernel), is this one."""
    yield (_EQUAL, 0, 4, number)
    yield (_LOAD, 0, 0, _ARGUMENTS)
    yield (_EQUAL, 0, 1, first)
    yield (_RETURN, 0, 0, _ALLOW)
    yield (_RETURN, 0, 0, _REFUSE)


class _Filter(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def put_up() -> bool:
    """Put the filter on every thread of this process, for good; false where the kernel or the machine has none.

    Needs `PR_SET_NO_NEW_PRIVS` first.
    """
    here = machine()
    if here is None:
        return False
    steps = program(here, os.getpid())
    given = _Filter(len(steps) // 8, steps)
    libc = ctypes.CDLL(None, use_errno=True)
    words = (ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(given))
    return int(libc.syscall(here.seccomp, *words)) == 0
