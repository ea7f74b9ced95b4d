"""One collector per store: an operating-system file lock, released by death and by no clock.

It is an optimisation: two collectors at once lose nothing, because correctness is in the
attempts. The file's words say who holds it; only the lock says whether anybody does.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

from backoffice_gui.clock import Clock
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.system.files import open_kept, try_lock

__all__ = ["LOCK_FILE", "StoreLock"]

LOCK_FILE = "collector.lock"
_TRIES = 5
_PAUSE = 0.02


def _words(program: str, clock: Clock) -> bytes:
    since = clock.now().isoformat(timespec="seconds")
    held = {"program": program, "host": socket.gethostname(), "pid": os.getpid(), "since": since}
    return json.dumps(held).encode("ascii")


def _read(file: Path) -> Holder:
    """Who wrote the file; a holder that could not write its name is still one."""
    try:
        words = json.loads(file.read_text("ascii"))
        since = datetime.fromisoformat(words["since"])
        program, host, pid = str(words["program"]), str(words["host"]), int(words["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("?", "?", 0, datetime.fromtimestamp(0, UTC), us=False)
    us = pid == os.getpid() and host == socket.gethostname()
    return Holder(program, host, pid, since, us=us)


class StoreLock:
    """The lock, held from `acquire` to `release` or to the process's death."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, folder: Path, program: str, clock: Clock) -> StoreLock:
        """Take the store's lock as `program` (`backoffice collect`, the window).

        Raises `StoreHeld` with the facts `holder`, `host`, `pid`, `since`; a few tries, because
        whoever asks `holder` touches the lock for a moment.
        """
        file = folder / LOCK_FILE
        try:
            descriptor = open_kept(file)
        except OSError as error:
            raise StoreError("lock", folder=str(folder)) from error
        for attempt in range(_TRIES):
            if try_lock(descriptor):
                with contextlib.suppress(OSError):  # a full disk: held all the same, namelessly
                    os.ftruncate(descriptor, 0)
                    os.lseek(descriptor, 0, os.SEEK_SET)
                    os.write(descriptor, _words(program, clock))
                return cls(descriptor)
            if attempt < _TRIES - 1:
                threading.Event().wait(_PAUSE)
        os.close(descriptor)
        by = _read(file)
        raise StoreHeld(holder=by.program, host=by.host, pid=by.pid, since=by.since.isoformat())

    @classmethod
    def holder(cls, folder: Path) -> Holder | None:
        """Who holds the store's lock now; nothing where nobody does."""
        file = folder / LOCK_FILE
        try:
            descriptor = os.open(file, os.O_RDWR)
        except OSError:
            return None
        try:
            return None if try_lock(descriptor) else _read(file)
        finally:
            os.close(descriptor)

    @property
    def held(self) -> bool:
        """Whether it was not let go yet: nothing else takes it from a living process."""
        return self._descriptor is not None

    @property
    def wanted(self) -> bool:
        """Nobody waits: a second collector of a machine is refused."""
        return False

    def release(self) -> None:
        """Let the lock go; doing it twice does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
