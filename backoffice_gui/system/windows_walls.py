"""Windows' walls: a job that bounds memory, time and processes, and a token lowered to untrusted.

NOT TRIED: written from the documentation, without a Windows machine to run it on. Whatever fails is told as a
protection that does not stand, and without the job nothing is decoded (`Protections.enough`).
Source: jobapi2.h, winnt.h, *Job Objects* and *Mandatory Integrity Control* (Microsoft Learn).
"""

from __future__ import annotations

import ctypes
import subprocess
from typing import Any

from backoffice_gui.system.names import library, windows

__all__ = ["confine", "let_go", "lower_integrity"]

_PROCESS_TIME, _ACTIVE_PROCESSES, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x400, 0x2000
_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_EVERY_UI_RESTRICTION = 0xFF
_ADJUST_DEFAULT, _QUERY, _INTEGRITY_LEVEL = 0x80, 0x8, 25
_SE_GROUP_INTEGRITY = 0x20
_HUNDRED_NANOSECONDS = 10_000_000


class _BasicLimits(ctypes.Structure):
    """`JOBOBJECT_BASIC_LIMIT_INFORMATION`."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("greatest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`; the six counters of input and output are not asked for."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class _Label(ctypes.Structure):
    """`TOKEN_MANDATORY_LABEL`."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


def confine(process: subprocess.Popen[bytes], memory: int, seconds: int) -> int:
    """Put a process into a job of its own: `memory` octets, `seconds` of processor, no child, no desktop.

    Returns the job's handle, 0 where there is none. The process dies with the handle, so with this program too.
    """
    if not windows():
        return 0
    kernel = library("kernel32")
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    bounded = job.value is not None and _bounded(kernel, job, memory, seconds)
    handle = ctypes.c_void_p(int(vars(process)["_handle"]))  # Popen's own, on Windows alone
    if bounded and kernel.AssignProcessToJobObject(job, handle):
        return job.value or 0
    kernel.CloseHandle(job)
    return 0


def _bounded(kernel: Any, job: ctypes.c_void_p, memory: int, seconds: int) -> bool:
    flags = _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
    basic = _BasicLimits(process_time=seconds * _HUNDRED_NANOSECONDS, flags=flags, active_processes=1)
    limits = _ExtendedLimits(basic=basic, process_memory=memory)
    screen = ctypes.c_uint32(_EVERY_UI_RESTRICTION)
    given = ((_EXTENDED_LIMITS, limits), (_UI_RESTRICTIONS, screen))
    return all(
        kernel.SetInformationJobObject(job, kind, ctypes.byref(value), ctypes.sizeof(value)) for kind, value in given
    )


def let_go(job: int) -> None:
    """Close a job's handle, which ends the process in it."""
    if windows():
        library("kernel32").CloseHandle(ctypes.c_void_p(job))


def lower_integrity() -> bool:
    """Lower this process's own token to untrusted (S-1-16-0): nothing of the user's may be written any more."""
    if not windows():
        return False
    kernel, rights = library("kernel32"), library("advapi32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    rights.GetLengthSid.argtypes = (ctypes.c_void_p,)
    token, sid = ctypes.c_void_p(), ctypes.c_void_p()
    here = ctypes.c_void_p(kernel.GetCurrentProcess())
    if not rights.OpenProcessToken(here, _ADJUST_DEFAULT | _QUERY, ctypes.byref(token)):
        return False
    if not rights.ConvertStringSidToSidW("S-1-16-0", ctypes.byref(sid)):
        return False
    label = _Label(sid, _SE_GROUP_INTEGRITY)
    size = ctypes.sizeof(label) + rights.GetLengthSid(sid)
    return bool(rights.SetTokenInformation(token, _INTEGRITY_LEVEL, ctypes.byref(label), size))
