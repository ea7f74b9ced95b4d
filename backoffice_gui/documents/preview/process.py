"""The process that decodes, seen from this side: started, asked within a time, and ended, whatever it does.

Every call is watched by a timer that kills it; then the pipes end, and what waited on them goes on. How it ended says
why. Nothing it sends is believed before `wire` has checked it, and no more is read than a message may have.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from backoffice_gui.documents.preview.sandbox import CPU_SECONDS, MEMORY_OCTETS
from backoffice_gui.documents.preview.wire import (
    HEADER,
    SIZE,
    Ask,
    Malformed,
    Say,
    Trouble,
    limit_of,
    picture_size,
    unpack_hello,
)
from backoffice_gui.domain.preview import Picture, Protections
from backoffice_gui.errors import PreviewRefused
from backoffice_gui.system import windows_walls
from backoffice_gui.system.names import frozen
from backoffice_gui.system.processes import no_window, widen

__all__ = ["Decoder", "program"]

_ROOT = Path(__file__).resolve().parents[3]
_PIPE_OCTETS = 2**20
_PATIENCE = 5.0
"""Seconds for a process that closed its pipes to end by itself."""
_OUT_OF_TIME, _OUT_OF_MEMORY = {-24, 1816}, {-9, 0xC0000017}
"""How the system ends it: SIGXCPU, and Windows' job out of time; SIGKILL by the kernel, STATUS_NO_MEMORY."""


def program() -> list[str]:
    """The words that start a worker: this very program, from a checkout or from a bundle's folder."""
    here = Path(sys.executable)
    if frozen():
        return [str(here.with_name("backoffice" + here.suffix)), "preview-worker"]
    return [str(here), "-E", "-s", "-m", "backoffice_gui.documents.preview.worker"]


class Decoder:
    """One process for one document.

    Raises `PreviewRefused` and nothing else: either what the process answered, or why it is over. Not for two
    threads at once, but for `kill`.
    """

    def __init__(self, words: Sequence[str], seconds: float) -> None:
        self._seconds = seconds
        self._job = 0
        self._late = False
        self._closed = False
        self._stands: Protections | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, without a word of anybody else
                list(words),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={},
                close_fds=True,
                creationflags=no_window(),
            )
        except OSError as error:
            raise PreviewRefused("preview-unavailable") from error
        self._job = windows_walls.confine(self._process, MEMORY_OCTETS, CPU_SECONDS)
        widen(self._down.fileno(), _PIPE_OCTETS)  # a picture is handed over in fewer turns

    @property
    def _up(self) -> io.FileIO:
        assert isinstance(self._process.stdin, io.FileIO)
        return self._process.stdin

    @property
    def _down(self) -> io.FileIO:
        assert isinstance(self._process.stdout, io.FileIO)
        return self._process.stdout

    @property
    def over(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    @property
    def spent(self) -> bool:
        """Whether it has ended because its processor time was used up, not because one answer took too long."""
        return self.over and not self._late and self._process.returncode in _OUT_OF_TIME

    @contextlib.contextmanager
    def within(self) -> Iterator[None]:
        """What is asked inside is answered in time, or the process is killed and `PreviewRefused` says why."""
        timer = threading.Timer(self._seconds, self._expire)
        timer.name = "preview-watch"
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, EOFError, Malformed) as error:
            timer.cancel()
            if not isinstance(error, Malformed):
                self._let_end()
            raise self.why() from error
        finally:
            timer.cancel()
            timer.join()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def _let_end(self) -> None:
        """Whoever has closed its pipes is ending by itself, and its own end says more than ours would."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)

    def why(self) -> PreviewRefused:
        """What the end of the process means, in one word; where it has not ended it is made to."""
        code = self._process.poll()
        self.close()
        if self._late or code in _OUT_OF_TIME:
            return PreviewRefused("preview-timeout")
        if self._closed:
            return PreviewRefused("preview-closed")
        return PreviewRefused("preview-memory") if code in _OUT_OF_MEMORY else PreviewRefused("preview-broken")

    def hello(self) -> Protections:
        """The walls that it says stand, read once; only inside `within`."""
        if self._stands is None:
            self._stands = unpack_hello(self._message(Say.HELLO), job=self._job != 0)
        return self._stands

    def send(self, verb: Ask, payload: bytes | memoryview = b"") -> None:
        """Hand a message over; only inside `within`."""
        for part in (HEADER.pack(verb, len(payload)), payload):
            left = memoryview(part)
            while left:
                left = left[self._up.write(left) or 0 :]

    def answer(self, wanted: Say) -> bytearray:
        """The answer of one kind; only inside `within`. Raises `PreviewRefused` for a trouble that it tells."""
        return self._message(wanted)

    def picture(self) -> Picture:
        """A picture, its pixels read straight into the octets that are handed on; only inside `within`."""
        length = self._head(Say.PICTURE)
        if length < SIZE.size:
            raise Malformed("picture")
        size = self._exactly(SIZE.size)
        width, height = picture_size(size, length - SIZE.size)
        return Picture(width, height, self._exactly(length - SIZE.size))

    def _message(self, wanted: Say) -> bytearray:
        return self._exactly(self._head(wanted))

    def _head(self, wanted: Say) -> int:
        """The length of the message that comes next, where it is of the wanted kind."""
        verb, length = HEADER.unpack(self._exactly(HEADER.size))
        if verb == Say.TROUBLE and wanted is not Say.HELLO and length == 1:
            raise _trouble(self._exactly(1)[0])
        if verb != wanted or length > limit_of(wanted):
            raise Malformed("unexpected message")
        return int(length)

    def _exactly(self, count: int) -> bytearray:
        octets = bytearray(count)
        left = memoryview(octets)
        while left:
            read = self._down.readinto(left)
            if not read:
                raise EOFError
            left = left[read:]
        return octets

    def kill(self) -> None:
        """End it at once, from any thread; whoever waits for its answer hears `preview-closed`."""
        self._closed = True
        self._process.kill()

    def close(self) -> None:
        """End it, and give back what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._up, self._down):
            with contextlib.suppress(OSError):
                pipe.close()
        if self._job:
            windows_walls.let_go(self._job)
            self._job = 0


def _trouble(number: int) -> PreviewRefused:
    match number:
        case Trouble.UNSUPPORTED:
            return PreviewRefused("preview-unsupported")
        case Trouble.ENCRYPTED:
            return PreviewRefused("preview-encrypted")
        case Trouble.MEMORY:
            return PreviewRefused("preview-memory")
        case _:
            return PreviewRefused("preview-broken")
