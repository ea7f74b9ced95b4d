"""Poolers between a client and a PostgreSQL server, as PgBouncer is one, in the two ways that concern us.

`pooler`: what notifications see of one: they pass only with an answer. `lending`: PgBouncer's transaction mode: a
client has a server's session for the length of a transaction, and the next one gets another; who has none waits. Both
read the protocol's messages (https://www.postgresql.org/docs/current/protocol-message-formats.html).
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["lending", "pooler"]

_SOCKET = ".s.PGSQL.5432"
_PIECE = 65_536
_CANCEL = 80_877_102
_WAIT = 20.0


class _Pair:
    """One client and its server connection."""

    def __init__(self, client: socket.socket, server: Path) -> None:
        self._client, self._server = client, _connected(server)
        self._asked = True
        self.threads = [
            threading.Thread(target=self._ask, name="pooler-asks"),
            threading.Thread(target=self._answer, name="pooler-answers"),
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        self.cut()
        for thread in self.threads:
            thread.join(10)
        for end in (self._client, self._server):
            end.close()

    def cut(self) -> None:
        for end in (self._client, self._server):
            _shut(end)

    def _ask(self) -> None:
        with contextlib.suppress(OSError):
            while octets := self._client.recv(_PIECE):
                self._asked = True
                self._server.sendall(octets)
        self.cut()

    def _answer(self) -> None:
        kept = b""
        with contextlib.suppress(OSError):
            while octets := self._server.recv(_PIECE):
                kept += octets
                passed = b""
                while len(kept) >= 5 and len(kept) >= (size := 1 + int.from_bytes(kept[1:5])):
                    message, kept = kept[:size], kept[size:]
                    if message[:1] != b"A" or self._asked:
                        passed += message
                    if message[:1] == b"Z":
                        self._asked = False
                self._client.sendall(passed)
        self.cut()


class _Session:
    """A server's session, which belongs to nobody for long."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._kept = b""

    def send(self, octets: bytes) -> None:
        self.end.sendall(octets)

    def message(self) -> bytes:
        """The server's next message; raises `OSError` where there is none any more."""
        while len(self._kept) < 5 or len(self._kept) < 1 + int.from_bytes(self._kept[1:5]):
            octets = self.end.recv(_PIECE)
            if not octets:
                raise ConnectionResetError
            self._kept += octets
        size = 1 + int.from_bytes(self._kept[1:5])
        message, self._kept = self._kept[:size], self._kept[size:]
        return message

    def drop(self) -> None:
        """What was said to it while nobody had it is heard by nobody."""
        self.end.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while self.end.recv(_PIECE):
                pass
        self.end.setblocking(True)
        self._kept = b""


class _Pool:
    """Sessions by login and database: the one given back last goes first, unless who asks had it before."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._changed = threading.Condition()
        self._idle: dict[bytes, list[_Session]] = {}
        self._all: dict[bytes, list[_Session]] = {}
        self.swaps = 0

    def add(self, whose: bytes, session: _Session) -> None:
        """A new one; where there are enough it is closed at once, and the others do."""
        with self._changed:
            known = self._all.setdefault(whose, [])
            if len(known) >= self._size:
                session.end.close()
                return
            known.append(session)
            self._idle.setdefault(whose, []).append(session)
            self._changed.notify_all()

    def take(self, whose: bytes, before: _Session | None) -> _Session:
        with self._changed:
            assert self._changed.wait_for(lambda: self._idle.get(whose), _WAIT)
            idle = self._idle[whose]
            session = next((each for each in reversed(idle) if each is not before), idle[-1])
            idle.remove(session)
            self.swaps += before not in {None, session}
        session.drop()
        return session

    def give(self, whose: bytes, session: _Session) -> None:
        with self._changed:
            self._idle[whose].append(session)
            self._changed.notify_all()

    def lose(self, whose: bytes, session: _Session) -> None:
        """It ended, or who had it did amid a transaction."""
        session.end.close()
        with self._changed:
            self._all[whose].remove(session)

    def close(self) -> None:
        for sessions in self._all.values():
            for session in sessions:
                session.end.close()


class _Lent:
    """One client, which is lent a session for each transaction. Its own proved who it is, and joins the others."""

    def __init__(self, client: socket.socket, server: Path, pool: _Pool) -> None:
        self._client, self._server, self._pool = client, server, pool
        self._whose = b""
        self._before: _Session | None = None
        self.thread = threading.Thread(target=self._serve, name="pooler-lends")

    def start(self) -> None:
        self.thread.start()

    def end(self) -> None:
        _shut(self._client)
        self.thread.join(10)
        self._client.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            if self._arrive():
                while self._lend():
                    pass
        _shut(self._client)

    def _arrive(self) -> bool:
        """Its first words: who it is is between it and the server."""
        first = self._client.recv(_PIECE)
        session = _Session(_connected(self._server))
        session.send(first)
        if len(first) < 8 or int.from_bytes(first[4:8]) == _CANCEL:
            session.end.close()
            return False
        self._whose = first[8:].split(b"application_name", 1)[0]
        while True:
            message = session.message()
            self._client.sendall(message)
            if message[:1] == b"Z":
                self._pool.add(self._whose, session)
                return True
            if message[:1] == b"R" and int.from_bytes(message[5:9]) in {3, 5, 10, 11}:
                session.send(self._client.recv(_PIECE))
            if message[:1] == b"E":
                session.end.close()
                return False

    def _lend(self) -> bool:
        """One transaction; whether there may be another."""
        octets = self._client.recv(_PIECE)
        if not octets or octets[:1] == b"X":
            return False
        session = self._pool.take(self._whose, self._before)
        try:
            back = self._transact(session, octets)
        except OSError:
            back = False
        if back:
            self._before = session
            self._pool.give(self._whose, session)
        else:
            self._pool.lose(self._whose, session)
        return back

    def _transact(self, session: _Session, octets: bytes) -> bool:
        while True:
            waiting = self._ask(session, octets)
            while waiting:
                message = session.message()
                self._client.sendall(message)
                if message[:1] == b"Z":
                    waiting -= 1
                    status = message[5:6]
            if status == b"I":
                return True
            octets = self._client.recv(_PIECE)
            if not octets or octets[:1] == b"X":
                return False

    def _ask(self, session: _Session, octets: bytes) -> int:
        """Pass whole messages on, up to one that is answered by `ReadyForQuery`; how many of those there were."""
        asked, at = 0, 0
        while at < len(octets) or not asked:
            while len(octets) < at + 5 or len(octets) < at + 1 + int.from_bytes(octets[at + 1 : at + 5]):
                more = self._client.recv(_PIECE)
                if not more:
                    raise ConnectionResetError
                octets += more
            asked += octets[at : at + 1] in {b"Q", b"S", b"F"}
            at += 1 + int.from_bytes(octets[at + 1 : at + 5])
        session.send(octets)
        return asked


def _connected(server: Path) -> socket.socket:
    end = socket.socket(socket.AF_UNIX)
    end.connect(str(server / _SOCKET))
    return end


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _listening(folder: Path, come: Callable[[socket.socket], _Pair | _Lent]) -> Iterator[None]:
    folder.mkdir(mode=0o700)
    clients: list[_Pair | _Lent] = []
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / _SOCKET))
    listener.listen(8)

    def accept() -> None:
        while True:
            try:
                end, _ = listener.accept()
            except OSError:
                return
            clients.append(come(end))
            clients[-1].start()

    accepting = threading.Thread(target=accept, name="pooler")
    accepting.start()
    try:
        yield
    finally:
        _shut(listener)
        listener.close()
        accepting.join(10)
        for client in clients:
            client.end()
        shutil.rmtree(folder)


@contextlib.contextmanager
def pooler(server: Path, folder: Path) -> Iterator[Path]:
    """A folder with a socket that leads to the server whose socket lies in the other one."""
    with _listening(folder, lambda end: _Pair(end, server)):
        yield folder


@contextlib.contextmanager
def lending(server: Path, folder: Path, *, size: int = 3) -> Iterator[_Pool]:
    """The same in transaction mode, with so many sessions for each login of a database; how often one got another's."""
    pool = _Pool(size)
    try:
        with _listening(folder, lambda end: _Lent(end, server, pool)):
            yield pool
    finally:
        pool.close()
