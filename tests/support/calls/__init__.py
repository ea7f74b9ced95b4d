"""A process whose durable system calls under one folder are counted, recorded, killed at, or failed at.

`library()` builds the shared object (from `calls.c`, once), `preloaded()` is the environment of a process
that has it in front of its C library. Within such a process `Calls` says what shall happen:

    calls = Calls()
    calls.watch(folder)
    calls.kill(17, after=True)                # SIGKILL once the 17th call has returned
    calls.fail(3, errno.ENOSPC, times=-1)     # the 3rd and every later call fails
    calls.record(file)                        # every call that took effect, with its octets
    calls.note("acknowledged 4")              # a line of the test's own, in its place

`read_record(octets)` gives the calls of a record back. Calls are numbered from 0.
"""

from __future__ import annotations

import ctypes
import enum
import hashlib
import os
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Call", "Calls", "Kind", "library", "preloaded", "read_record"]

_SOURCE = Path(__file__).with_name("calls.c")
_BUILT = Path(__file__).parents[3] / "build"
_HEAD = struct.Struct("<IIIqq")


class Kind(enum.IntFlag):
    """What is counted; the first five change files."""

    OPEN = 1
    WRITE = 2
    SYNC = 4
    CUT = 8
    NAME = 16
    READ = 32
    LOCK = 64
    DURABLE = WRITE | SYNC | CUT | NAME


def library() -> Path:
    """The shared object, built where it is not there yet; needs a C compiler (`.ci/setup` brings one)."""
    name = f"calls-{hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]}.so"
    made = _BUILT / name
    if not made.exists():
        _BUILT.mkdir(exist_ok=True)
        new = made.with_suffix(f".{os.getpid()}")
        words = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(new), str(_SOURCE)]
        subprocess.run([*words, "-lpthread"], check=True, capture_output=True)
        new.replace(made)
    return made


def preloaded(environment: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that has the library in front of its own."""
    return {**(os.environ if environment is None else environment), "LD_PRELOAD": str(library())}


class Calls:
    """The library within this process; raises `RuntimeError` where it was not preloaded."""

    def __init__(self) -> None:
        self._all = ctypes.CDLL(None)
        if not hasattr(self._all, "calls_watch"):
            raise RuntimeError("not preloaded")
        self._all.calls_count.restype = self._all.calls_count_of.restype = ctypes.c_long
        self._all.calls_kill.argtypes = [ctypes.c_long, ctypes.c_int]
        self._all.calls_fail.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_long, ctypes.c_int]
        self._all.calls_mask.argtypes = [ctypes.c_uint]
        self._all.calls_watch.argtypes = [ctypes.c_char_p]
        self._all.calls_note.argtypes = [ctypes.c_char_p]

    @property
    def count(self) -> int:
        """Calls counted since the last `reset`."""
        return int(self._all.calls_count())

    def count_of(self, kind: Kind) -> int:
        """Calls of one kind among these."""
        return int(self._all.calls_count_of(int(kind)))

    def watch(self, folder: Path | None) -> None:
        """Count under this folder (it must exist), or nowhere. Files open already are not seen."""
        self._all.calls_watch(None if folder is None else os.fsencode(folder))

    def only(self, kinds: Kind) -> None:
        """Count these kinds alone (`Kind.DURABLE` at first); a record holds every kind in any case."""
        self._all.calls_mask(int(kinds))

    def reset(self) -> None:
        """Count from 0 again."""
        self._all.calls_reset()

    def kill(self, n: int, *, after: bool) -> None:
        """SIGKILL to this process before or after its n-th call; -1 for none."""
        self._all.calls_kill(n, int(after))

    def fail(self, n: int, error: int, *, times: int = 1, short: bool = False) -> None:
        """The n-th call fails with `error`, and the next ones up to `times` (-1: for good).

        `short`: a write writes half of its octets instead, and says so.
        """
        self._all.calls_fail(n, error, times, int(short))

    def record(self, file: Path | None) -> None:
        """Write every call that took effect to a file outside of the watched folder; nothing stops it."""
        descriptor = -1 if file is None else os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._all.calls_record(descriptor)

    def trace(self, on: bool) -> None:
        """Record also what changes nothing: `o` opened, `z` closed, `x` a sync that failed; they and syncs name the descriptor."""
        self._all.calls_trace(int(on))

    def note(self, words: str) -> None:
        """Put a line of the test's own into the record."""
        self._all.calls_note(words.encode())


@dataclass(frozen=True, slots=True)
class Call:
    """One call that took effect.

    `op`: `w` write, `s` sync (of a file or a folder), `t` cut to `offset` octets (0 where opening cut it),
    `a` room made up to `offset`, `c` made by opening, `u` unlinked, `r` renamed to `other`, `l` linked,
    `m` folder made, `d` folder removed, `n` a note (its words in `octets`). Paths count from the folder.
    With `trace` also `o`, `z` and `x`; `offset` is then the descriptor of those and of `s`.
    """

    op: str
    path: str
    other: str
    offset: int
    octets: bytes


def read_record(octets: bytes) -> Iterator[Call]:
    """The calls of a record, in order; what a kill left torn at its end is left out."""
    at = 0
    while at + _HEAD.size <= len(octets):
        op, path, other, offset, length = _HEAD.unpack_from(octets, at)
        start = at + _HEAD.size
        data = start + path + other
        end = data + (length if chr(op) in "wn" else 0)
        if end > len(octets):
            return
        yield Call(
            chr(op),
            os.fsdecode(octets[start : start + path]),
            os.fsdecode(octets[start + path : data]),
            offset,
            octets[data:end],
        )
        at = end
