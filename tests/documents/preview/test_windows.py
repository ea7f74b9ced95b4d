from __future__ import annotations

import ctypes
import sys

import pytest

from backoffice_gui.documents.preview import windows


@pytest.mark.skipif(sys.platform == "win32", reason="there is one there")
def test_elsewhere_there_is_no_job_and_no_token() -> None:
    """Nothing is claimed that was not put up."""
    assert windows.confine(0, 2**20, 1) == 0
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
