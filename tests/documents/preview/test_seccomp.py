"""The filter, run here as the kernel runs it: an interpreter of its few instructions, and every call there is."""

from __future__ import annotations

import os
import struct

import pytest

from backoffice_gui.documents.preview import seccomp
from backoffice_gui.documents.preview.seccomp import Machine, machine, program

_ALLOWED, _KILLED, _REFUSED = 0x7FFF0000, 0x80000000, 0x00050001
_PROCESS = 4711


def judged(here: Machine, number: int, *arguments: int, audit: int | None = None) -> int:
    """What the filter says of a call (struct seccomp_data of linux/seccomp.h)."""
    given = struct.pack(
        "<IIQ6Q", number, here.audit if audit is None else audit, 0, *arguments, *(0,) * (6 - len(arguments))
    )
    steps = list(struct.iter_unpack("<HBBI", program(here, _PROCESS)))
    place, word = 0, 0
    while True:
        code, if_so, if_not, value = steps[place]
        place += 1
        if code == 0x20:
            (word,) = struct.unpack_from("<I", given, value)
        elif code == 0x15:
            place += if_so if word == value else if_not
        elif code == 0x45:
            place += if_so if word & value else if_not
        else:
            assert code == 0x06
            return int(value)


@pytest.fixture(params=sorted(seccomp._MACHINES))
def here(request: pytest.FixtureRequest) -> Machine:
    """Each machine there is a table for."""
    return seccomp._MACHINES[request.param]


def test_only_what_is_listed_is_allowed(here: Machine) -> None:
    """Of all numbers there are or may come, with any arguments of no meaning."""
    allowed = {number for number in range(1024) if judged(here, number, 77, 77, 0) == _ALLOWED}
    assert allowed == {*here.plain, *here.memory}
    assert len(set(here.plain)) == len(here.plain) == 22
    assert judged(here, 2**30 + here.plain[0]) == _REFUSED
    assert judged(here, 2**32 - 1) == _REFUSED


def test_another_machines_calls_are_deadly(here: Machine) -> None:
    """The numbers of the 32-bit table mean something else."""
    assert judged(here, here.plain[0], audit=0x40000003) == _KILLED


def test_memory_is_never_executable(here: Machine) -> None:
    """Whatever else is asked of it."""
    for number in here.memory:
        for protection in range(16):
            assert (judged(here, number, 0, 4096, protection) == _ALLOWED) is not bool(protection & 4)


def test_the_pipes_alone_are_read_and_written(here: Machine) -> None:
    """And signals go to the process itself alone, which is how it aborts."""
    for number, only in ((here.reading, 0), (here.writing, 1), (here.signalling, _PROCESS)):
        assert {
            first
            for first in (*range(40), _PROCESS - 1, _PROCESS, _PROCESS + 1, 2**31)
            if judged(here, number, first) == _ALLOWED
        } == {only}


def test_nothing_of_the_outside_is_among_them() -> None:
    """By the names of x86-64: open, openat, socket, connect, clone, fork, vfork, execve, ptrace, kill, prctl, clone3 and more."""
    table = seccomp._MACHINES["x86_64"]
    outside = {
        2,
        257,
        41,
        42,
        44,
        46,
        49,
        56,
        57,
        58,
        59,
        62,
        101,
        157,
        160,
        200,
        302,
        310,
        311,
        317,
        321,
        322,
        425,
        435,
        437,
    }
    assert {number for number in outside if judged(table, number, 0, 0, 0) != _REFUSED} == set()
    outside = {56, 198, 203, 220, 221, 117, 129, 130, 167, 261, 270, 271, 277, 280, 281, 425, 435, 437}
    table = seccomp._MACHINES["aarch64"]
    assert {number for number in outside if judged(table, number, 0, 0, 0) != _REFUSED} == set()


def test_this_machine_has_a_table() -> None:
    """Where the product runs; elsewhere there is none, and that is told."""
    known = os.uname().machine in seccomp._MACHINES
    assert (machine() is not None) is known
