"""A pooler between a client and a PostgreSQL server, as far as notifications see one: they pass only with an answer.

In PgBouncer's transaction mode a client that waits has no server connection; what is said to that connection meanwhile
is dropped. So is it here: the messages of the protocol are read, and `NotificationResponse` goes through only between a
client's question and the server's `ReadyForQuery` (https://www.postgresql.org/docs/current/protocol-message-formats.html).
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

__all__ = ["pooler"]

_SOCKET = ".s.PGSQL.5432"
_PIECE = 65_536


class _Pair:
    """One client and its server connection."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._client, self._server = client, server
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
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

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


@contextlib.contextmanager
def pooler(server: Path, folder: Path) -> Iterator[Path]:
    """A folder with a socket that leads to the server whose socket lies in the other one."""
    folder.mkdir(mode=0o700)
    pairs: list[_Pair] = []
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / _SOCKET))
    listener.listen(8)

    def accept() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            towards = socket.socket(socket.AF_UNIX)
            towards.connect(str(server / _SOCKET))
            pair = _Pair(client, towards)
            pairs.append(pair)
            pair.start()

    accepting = threading.Thread(target=accept, name="pooler")
    accepting.start()
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(10)
        for pair in pairs:
            pair.end()
        shutil.rmtree(folder)
