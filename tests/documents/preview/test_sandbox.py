"""Behind the walls: what code of an attacker would try there, tried. The probes are of the tests alone."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.support.proof import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows has walls of its own")

_BEHIND = """
import ctypes, errno, mmap, os, resource, signal, socket, sys, threading
from backoffice_gui.documents.preview import sandbox
libc = ctypes.CDLL(None, use_errno=True)
{before}
stands = sandbox.lock_down()
def told(word):
    os.write(1, word.encode() + b" ")
def refused(number):
    told("refused" if number < 0 else "DONE")
try:
    {probe}
except BaseException as error:
    told("refused" if isinstance(error, (OSError, MemoryError, RuntimeError, ImportError, ValueError)) else type(error).__name__)
else:
    told("end")
os._exit(0)
"""

_PROBES = {
    "open": 'os.open("/etc/hostname", os.O_RDONLY)',
    "open-proc": 'os.open("/proc/self/maps", os.O_RDONLY)',
    "open-device": 'os.open("/dev/null", os.O_WRONLY)',
    "create": 'os.open("EXEMPLE", os.O_WRONLY | os.O_CREAT)',
    "list": 'os.listdir("/")',
    "stat": 'os.stat("/")',
    "unlink": 'os.unlink("/EXEMPLE")',
    "chmod": 'os.chmod("/", 0o777)',
    "import": "import sqlcipher3",
    "socket": "socket.socket()",
    "socket-unix": "socket.socket(socket.AF_UNIX)",
    "socket-pair": "socket.socketpair()",
    "pipe": "os.pipe()",
    "duplicate": "os.dup(1)",
    "memory-file": 'os.memfd_create("EXEMPLE")',
    "fork": "os.fork()",
    "thread": "threading.Thread(target=print).start()",
    "exec": 'os.execv("/bin/true", ["true"])',
    "spawn": 'os.posix_spawn("/bin/true", ["true"], {})',
    "kill": "os.kill(os.getppid(), 0)",
    "kill-itself": "os.kill(os.getpid(), 0)",
    "read-other": "os.read(2, 1)",
    "write-other": 'os.write(2, b"x")',
    "memory": "bytearray(520 * 2**20)",
    "map": "mmap.mmap(-1, 520 * 2**20)",
    "map-code": "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)",
    "limits": "resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)",
    "priority": "os.nice(-1)",
    "root": 'os.chroot("/")',
    "wait": "os.wait()",
}
_CALLS = {
    "ptrace": "101, 0, 0, 0, 0",
    "process_vm_readv": "310, os.getpid(), 0, 0, 0, 0, 0",
    "bpf": "321, 0, 0, 0",
    "unshare": "272, 0x10000000",
    "keyctl": "250, 0, 0, 0",
    "perf_event_open": "298, 0, 0, 0, 0, 0",
    "io_uring_setup": "425, 1, 0",
    "userfaultfd": "323, 0",
    "clone": "56, 17, 0, 0, 0, 0",
    "clone3": "435, 0, 0",
    "execveat": "322, 0, 0, 0, 0, 0",
    "openat2": "437, -100, 0, 0, 0",
    "memfd_secret": "447, 0",
    "prctl": "157, 22, 0, 0, 0, 0",
    "seccomp": "317, 1, 0, 0",
    "personality": "135, 0xffffffff",
    "open-of-32-bits": "0x40000002, 0, 0, 0",
}


def behind(probe: str, before: str = "") -> list[str]:
    """What a process says that has shut its doors and then tries something."""
    said = subprocess.run(
        [sys.executable, "-c", _BEHIND.format(probe=probe, before=before)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return said.stdout.split()


def test_every_wall_that_this_kernel_has_stands() -> None:
    """Each was tried by the process itself; nothing is left of its environment, its folder, its places to import from."""
    said = behind(
        "told(repr(stands).replace(' ', '')); told(repr((dict(os.environ), os.getpid() > 0, sys.path)).replace(' ', ''))"
    )
    assert said[0].startswith("Protections(limits=True,no_new_privileges=True,landlock=")
    assert said[1:] == ["({},True,[])", "end"]
    if "seccomp=False" in said[0]:
        pytest.skip("this kernel has no seccomp: the other walls were tried")


@pytest.mark.parametrize("name", sorted(_PROBES))
def test_nothing_can_be_reached(name: str) -> None:
    """Neither files nor sockets, processes, threads, other memory, more memory."""
    assert behind(_PROBES[name]) == ["refused"]


@pytest.mark.parametrize("wall", ["landlock.deny_everything = lambda: 0", "seccomp.put_up = lambda: False"])
@pytest.mark.parametrize("name", ["open", "create", "socket", "pipe", "memory", "duplicate", "open-proc"])
def test_one_wall_is_enough_for_the_worst(name: str, wall: str) -> None:
    """On a kernel that has no Landlock, or no seccomp, the others still refuse."""
    assert behind(_PROBES[name], f"sandbox.{wall}") == ["refused"]


def test_limits_alone_are_enough_for_the_worst() -> None:
    """On a kernel that has neither."""
    bare = "sandbox.landlock.deny_everything = lambda: 0; sandbox.seccomp.put_up = lambda: False"
    for name in ("open", "create", "socket", "pipe", "memory", "duplicate"):
        assert behind(_PROBES[name], bare) == ["refused"]
    assert "limits=True" in behind("told(repr(stands).replace(' ', ''))", bare)[0]
    assert "landlock=0,seccomp=False" in behind("told(repr(stands).replace(' ', ''))", bare)[0]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86-64")
def test_no_back_door_of_the_kernel_is_open() -> None:
    """Calls that no library of ours makes, by their numbers: all refused, none of them deadly by accident."""
    calls = "; ".join(f"refused(libc.syscall({arguments}))" for arguments in _CALLS.values())
    assert behind(calls) == ["refused"] * len(_CALLS) + ["end"]


def test_what_decoding_needs_is_left() -> None:
    """Memory that is not executable, clocks, randomness, the two pipes, and an end of one's own."""
    probe = "import time; bytearray(100 * 2**20); time.monotonic(); time.sleep(0.01); os.urandom(8); os.read(0, 1); signal.getsignal(2)"
    assert behind(probe) == ["end"]


def test_descriptors_that_were_left_open_are_shut() -> None:
    """Whatever a library or a parent forgot, also where no filter keeps them from being read."""
    kept = 'kept = os.open("/etc/hostname", os.O_RDONLY)'
    for unfiltered in ("", "; sandbox.seccomp.put_up = lambda: False"):
        assert behind("os.read(kept, 1)", kept + unfiltered) == ["refused"]
