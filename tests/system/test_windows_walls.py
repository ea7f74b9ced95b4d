from __future__ import annotations

import ctypes
import subprocess
from types import SimpleNamespace
from typing import Any, cast

import pytest

from backoffice_gui.system import windows_walls as windows
from tests.support.systems import Calls, lend, pretend


def _process() -> subprocess.Popen[bytes]:
    return cast("subprocess.Popen[bytes]", SimpleNamespace(_handle=77))


def test_elsewhere_there_is_no_job_and_no_token() -> None:
    """Nothing is claimed that was not put up."""
    assert windows.confine(_process(), 2**20, 1) == 0
    windows.let_go(0)
    assert not windows.lower_integrity()


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_structures_have_the_systems_sizes() -> None:
    """As winnt.h has them on 64 bits: 64 octets of basic limits, 144 in all, a label of 16."""
    assert ctypes.sizeof(windows._BasicLimits) == 64
    assert ctypes.sizeof(windows._ExtendedLimits) == 144
    assert windows._ExtendedLimits.process_memory.offset == 112
    assert ctypes.sizeof(windows._Label) == 16


def test_limits_are_written_where_they_are_read() -> None:
    """Memory, processor time in hundreds of nanoseconds, one process, killed with its handle."""
    given: dict[int, bytes] = {}

    class Kernel:
        """Where the system's library would stand."""

        def SetInformationJobObject(self, job: object, kind: int, value: object, size: int) -> int:  # noqa: N802
            """Keep what was set."""
            given[kind] = ctypes.string_at(value, size)  # type: ignore[arg-type]
            return 1

    assert windows._bounded(Kernel(), ctypes.c_void_p(1), 512 * 2**20, 20)
    limits = windows._ExtendedLimits.from_buffer_copy(given[9])
    assert limits.process_memory == 512 * 2**20
    assert limits.basic.process_time == 200_000_000
    assert limits.basic.active_processes == 1
    assert limits.basic.flags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert given[4] == b"\xff\0\0\0"


@pytest.mark.parametrize(("assigned", "job"), [(1, 5), (0, 0)])
def test_a_process_is_put_into_a_job_or_none_is_claimed(
    assigned: int, job: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job's handle where the process is in it; where it could not be put there the job is closed."""
    kernel = Calls(CreateJobObjectW=5, AssignProcessToJobObject=assigned)
    pretend(monkeypatch, "win32")
    lend(monkeypatch, kernel32=kernel)
    assert windows.confine(_process(), 2**20, 1) == job
    assert kernel.names[:3] == ["CreateJobObjectW", "SetInformationJobObject", "SetInformationJobObject"]
    assert kernel.said[3][1][1].value == 77
    assert ("CloseHandle" in kernel.names) == (not assigned)
    windows.let_go(5)
    assert kernel.names[-1] == "CloseHandle"


@pytest.mark.parametrize("failing", ["", "OpenProcessToken", "ConvertStringSidToSidW", "SetTokenInformation"])
def test_a_token_is_lowered_or_it_is_not_claimed(failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails on the way is told."""
    answers: dict[str, Any] = {"GetLengthSid": 12} | ({failing: 0} if failing else {})
    rights = Calls(**answers)
    pretend(monkeypatch, "win32")
    lend(monkeypatch, kernel32=Calls(GetCurrentProcess=3), advapi32=rights)
    assert windows.lower_integrity() == (not failing)
