"""A wire between a program and a PostgreSQL server of this machine that is cut where a test says: a relay of sockets.

It never alters an octet; it may fall silent, as a cable that was pulled somewhere between: nothing is closed then, and
nothing is forwarded either way. Each statement that a client sends counts as one word, however many it sends at once; at a word
of one's choice everything is cut, before the server has it, or after the server has done it and before the client hears
so (where it would not have been answered yet, the server is asked to: a Flush). Words that no answer stands
between are one journey, which is what a program far away waits for; `far` off, as such a program is, an answer is
heard once the client has said nothing for so long: what is said piece by piece, and not waited for, is one journey then.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import selectors
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Wire"]

_NAME = ".s.PGSQL.5432"
_ENDING = frozenset(b"EQSpXcd")
"""Messages that end a word: Execute, Query, Sync, what is said of passwords, Terminate, the end of a COPY, its data."""
_ANSWERED = frozenset(b"QSp")
_FLUSH = b"H\0\0\0\4"
"""Said by the driver behind a Sync, as it leaves a pipeline: it may come after the answer, and asks for nothing."""
_PARTING = b"ROLLBACK\0"
"""What nobody waits for (`storage.team.joining`), where it is said by a Parse message."""


@dataclasses.dataclass(slots=True)
class _Trip:
    """Where it is cut: at the n-th word from now that holds these octets."""

    left: int
    after: bool
    word: bytes
    stays: bool
    mute: bool = False


class Wire:
    """A socket in a folder of its own, as libpq looks for it; `sent` counts the words of clients since `trip`.

    `journeys` counts how often a client waited for the server: all that was said to it since its last answer is one.
    """

    def __init__(self, server: Path, folder: Path, *, far: float = 0.0) -> None:
        self._server, self.folder = server / _NAME, folder
        self._selector = selectors.DefaultSelector()
        self._guard = threading.RLock()
        self._other: dict[socket.socket, socket.socket] = {}
        self._clients: set[socket.socket] = set()
        self._deaf: set[socket.socket] = set()
        self._answered: set[socket.socket] = set()
        self._begun: dict[socket.socket, bytes] = {}
        self._far = far
        self._due: dict[socket.socket, tuple[float, bytes]] = {}  # of a client, what it will hear, and when
        self._listener: socket.socket | None = None
        self._trip: _Trip | None = None
        self._ended = self._muted = False
        self._woken, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._work, name="wire")
        self.sent = 0
        self.cuts = 0
        self.journeys = 0

    def __enter__(self) -> Self:
        self.folder.mkdir(mode=0o700)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self.up()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        os.write(self._wake, b".")
        self._thread.join(10)
        self.down()
        for end in (self._woken, self._wake):
            os.close(end)
        self._selector.close()
        self.folder.rmdir()

    def _bound(self) -> socket.socket:
        """A socket at the place where clients look for a server."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.folder / _NAME))
        return listener

    def _unbound(self) -> None:
        """Nothing is left at that place."""
        (self.folder / _NAME).unlink()

    def _reached(self) -> socket.socket:
        """A connection to the server; raises `OSError`."""
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self._server))
        except OSError:
            server.close()
            raise
        return server

    def up(self) -> None:
        """The server can be reached."""
        with self._guard:
            if self._muted:  # what was said meanwhile is gone: those connections are of no use any more
                self._muted = False
                self.cut()
            if self._listener is None:
                self._listener = self._bound()
                self._listener.listen(50)
                self._selector.register(self._listener, selectors.EVENT_READ)
                self._wake_up()

    def down(self) -> None:
        """It can't, and every connection goes."""
        with self._guard:
            if self._listener is not None:
                self._selector.unregister(self._listener)
                self._listener.close()
                self._listener = None
                self._unbound()
            self.cut()

    def cut(self) -> None:
        """Every connection goes; new ones are made."""
        with self._guard:
            self.cuts += 1
            for end in list(self._other):
                self._drop(end)

    def mute(self) -> None:
        """Whatever is said from now on, either way, is heard by nobody, and no connection goes; until `up`."""
        with self._guard:
            self._muted = True

    def trip(
        self, n: int = 1, *, after: bool = False, word: bytes = b"", stays: bool = False, mute: bool = False
    ) -> None:
        """Cut at the n-th word from now (that holds `word`); `after` the server has done it. `stays`: and not back up.

        `mute`: nothing is cut, and from that word on nothing is forwarded.
        """
        assert not self._far, "what is on its way has no place in a cut"
        with self._guard:
            self._trip, self.sent = _Trip(n, after, word, stays, mute), 0

    def _wake_up(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self._wake, b".")

    def _work(self) -> None:
        while not self._ended:
            for key, _events in self._selector.select(min(0.5, self._far) if self._due else 0.5):
                with self._guard:
                    self._seen(key.fileobj)
            with self._guard:
                for client in [one for one, (due, _) in self._due.items() if due <= time.monotonic()]:
                    self._heard(client)

    def _seen(self, what: object) -> None:
        if what == self._woken:
            os.read(self._woken, 100)
        elif what is self._listener and self._listener is not None:
            self._taken(self._listener)
        elif isinstance(what, socket.socket) and what in self._other:
            self._passed(what)

    def _taken(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        try:
            server = self._reached()
        except OSError:
            client.close()
            return
        self._other |= {client: server, server: client}
        self._clients.add(client)
        self._answered.add(client)
        for end in (client, server):
            self._selector.register(end, selectors.EVENT_READ)

    def _passed(self, end: socket.socket) -> None:
        try:
            octets = end.recv(1 << 16)
        except OSError:
            octets = b""
        if not octets and self._other[end] in self._due:
            self._heard(self._other[end])
        if not octets or end in self._deaf:
            return self._tripped() if end in self._deaf else self._drop(end)
        if self._muted:
            return None
        if self._far:
            client = end if end in self._clients else self._other[end]
            said = octets if end is not client else b""
            self._due[client] = (time.monotonic() + self._far, self._due.get(client, (0.0, b""))[1] + said)
            if said:
                return None
        self._count(end, octets)
        for word in self._words(end, octets):
            if end in self._clients and self._is_it(word):
                return self._struck(end, word)
            with contextlib.suppress(OSError):
                self._other[end].sendall(word)
        return None

    def _heard(self, client: socket.socket) -> None:
        """What the server has answered comes to the client."""
        _, octets = self._due.pop(client)
        if octets and client in self._other:
            self._count(self._other[client], octets)
            with contextlib.suppress(OSError):
                client.sendall(octets)

    def _struck(self, end: socket.socket, word: bytes) -> None:
        """It is this word at which everything is cut, and what was sent with it is said by nobody."""
        trip, self._trip = self._trip, None
        assert trip is not None
        if not trip.after:
            self._cut_now(trip)
            return
        self._trip = dataclasses.replace(trip, left=0)
        self._deaf.add(self._other[end])  # what the server answers is heard by nobody
        with contextlib.suppress(OSError):
            self._other[end].sendall(word if word[0] in _ANSWERED else word + _FLUSH)

    def _words(self, end: socket.socket, octets: bytes) -> list[bytes]:
        """What a client sent, word by word; what is no whole message yet is kept."""
        if end not in self._clients or end not in self._begun:
            self._begun[end] = b""  # of a client the first message has no name
            return [octets]
        words, start, at = [], 0, 0
        octets = self._begun[end] + octets
        while at + 5 <= len(octets) and (last := at + 1 + int.from_bytes(octets[at + 1 : at + 5])) <= len(octets):
            ends, at = octets[at] in _ENDING, last
            if ends:
                words.append(octets[start:at])
                start = at
        self._begun[end] = octets[at:]
        return [*words, octets[start:at]] if start < at else words

    def _count(self, end: socket.socket, octets: bytes) -> None:
        if end not in self._clients:
            self._answered.add(self._other[end])
        elif end in self._answered and octets != _FLUSH and not (_PARTING in octets and octets.startswith(b"P")):
            self._answered.discard(end)
            self.journeys += 1

    def _is_it(self, octets: bytes) -> bool:
        self.sent += 1
        if self._trip is None or self._trip.left == 0 or self._trip.word not in octets:
            return False
        self._trip.left -= 1
        return self._trip.left == 0

    def _tripped(self) -> None:
        trip, self._trip = self._trip, None
        self._deaf.clear()
        self._cut_now(trip)

    def _cut_now(self, trip: _Trip | None) -> None:
        if trip is not None and trip.mute:
            self.mute()
        elif trip is not None and trip.stays:
            self.down()
        else:
            self.cut()

    def _drop(self, end: socket.socket) -> None:
        other = self._other.pop(end, None)
        for each in (end, other):
            if each is not None:
                self._other.pop(each, None)
                self._clients.discard(each)
                self._answered.discard(each)
                self._begun.pop(each, None)
                self._due.pop(each, None)
                self._deaf.discard(each)
                with contextlib.suppress(KeyError, ValueError):
                    self._selector.unregister(each)
                each.close()
