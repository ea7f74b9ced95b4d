"""One window for one person and one configuration: a second start hands its wishes to the first, and ends.

Who is first is decided by a file lock, which death releases: a socket that a killed window left behind is in nobody's
way. The first listens on a Unix socket (a named pipe on Windows) in a folder that nobody else may enter; who speaks
there is asked for its user besides. Messages are short JSON texts of page names: nothing secret, nothing personal.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import struct
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from backoffice_gui.system.files import own_number, try_lock
from backoffice_gui.system.names import foreign, posix

__all__ = ["Instance", "claim", "hand_over", "window_folder"]

_MOST_OCTETS = 1024
_ANSWER = b"ok"
_TRIES, _PAUSE = 50, 0.1
"""A first window that is just starting does not listen yet: five seconds."""


class Instance:
    """The first window: it holds the lock until it closes or dies."""

    def __init__(self, descriptor: int, address: str) -> None:
        self._descriptor = descriptor
        self._address = address
        self._thread: threading.Thread | None = None
        self._over = False

    def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each message, on a thread of its own; where no address can be had, nobody is heard."""
        with contextlib.suppress(FileNotFoundError):
            if posix():
                Path(self._address).unlink()  # of a window that was killed: the lock is ours
        try:
            listener = foreign("multiprocessing.connection").Listener(self._address, _family())
        except (OSError, ValueError):
            return
        self._thread = threading.Thread(target=self._serve, args=(listener, heard), name="instance", daemon=True)
        self._thread.start()

    def _serve(self, listener: Any, heard: Callable[[str], None]) -> None:
        with listener:
            while not self._over:
                with contextlib.suppress(OSError, EOFError, UnicodeDecodeError), listener.accept() as caller:
                    if not _ours(caller) or self._over:
                        continue
                    text = caller.recv_bytes(_MOST_OCTETS).decode("utf-8") if caller.poll(_PAUSE * 10) else ""
                    if text:
                        heard(text)
                        caller.send_bytes(_ANSWER)

    def close(self) -> None:
        """Let the next window be the first; doing it twice does nothing."""
        thread, self._thread = self._thread, None
        self._over = True
        if thread is not None:
            with contextlib.suppress(OSError, EOFError):
                foreign("multiprocessing.connection").Client(self._address, _family()).close()  # wakes who waits
            thread.join(2.0)
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _family() -> str:
    return "AF_UNIX" if posix() else "AF_PIPE"


def _ours(caller: Any) -> bool:
    """Whether the other end is a process of ours (Linux tells; elsewhere the folder's and the pipe's rights decide)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    with socket.socket(fileno=os.dup(caller.fileno())) as sock:
        peer = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", peer)[1]) == own_number()


def _address(folder: Path, name: str) -> str:
    return str(folder / f"{name}.sock") if posix() else rf"\\.\pipe\ofpra-backoffice-{name}"


def _private(folder: Path) -> bool:
    """Make the folder where it is not there; whether it is ours alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = os.lstat(folder)
    alone = not found.st_mode & 0o077 and found.st_uid == own_number()
    return stat.S_ISDIR(found.st_mode) and (alone or not posix())


def window_folder(environment: Mapping[str, str]) -> Path:
    """Where one person's windows meet: their run-time folder, or one beside their own files."""
    if not posix():
        return Path(environment.get("LOCALAPPDATA") or Path.home()) / "ofpra-backoffice" / "run"
    run = environment.get("XDG_RUNTIME_DIR", "")
    return Path(run) / "ofpra-backoffice" if run.startswith("/") else Path.home() / ".cache" / "ofpra-backoffice-run"


def claim(folder: Path, name: str) -> Instance | None:
    """Be the first window of this name, or learn that there is one.

    Raises `OSError` where the folder can't be had, or is another's: then every window stands alone.
    """
    if not _private(folder):
        raise PermissionError(str(folder))
    descriptor = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if try_lock(descriptor):
        return Instance(descriptor, _address(folder, name))
    os.close(descriptor)
    return None


def hand_over(folder: Path, name: str, text: str, *, tries: int = _TRIES) -> bool:
    """Tell the first window; whether it has heard."""
    connection, pause = foreign("multiprocessing.connection"), threading.Event()
    for _ in range(tries):
        with contextlib.suppress(OSError, EOFError), connection.Client(_address(folder, name), _family()) as caller:
            if not _ours(caller):
                return False
            caller.send_bytes(text.encode()[:_MOST_OCTETS])
            return bool(caller.poll(_PAUSE * tries) and caller.recv_bytes(_MOST_OCTETS) == _ANSWER)
        pause.wait(_PAUSE)
    return False
