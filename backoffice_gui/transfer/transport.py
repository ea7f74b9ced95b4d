"""A transport under httpx's seam that keeps its connections: one origin, TLS from one context, no proxy.

Why not httpx's own: against a loopback server over TLS with a client certificate it spends twice
the time on a small request (perf.md, d), and its deadlines are per read. The sockets and their
strictness are in `connection`; here is only which connection serves which request.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx

from backoffice_gui.clock import Clock
from backoffice_gui.errors import Defect
from backoffice_gui.transfer.connection import Connection, Head, Interrupted, Limits, Stale
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.names import Names

__all__ = ["KeptConnections"]

_IDLE_SECONDS = 60.0
_DEFAULT = Limits(connect=10.0, read=15.0, head=60.0, total=60.0)


class KeptConnections(httpx.BaseTransport):
    """At most `keep` idle connections to the endpoint's origin; safe to share between threads.

    A request asks for its limits by `extensions={"limits": Limits(…)}`. What fails on a kept
    connection before an octet of the answer came is sent once more over a new one: every
    request of the protocol may be repeated without harm (protocol §3.4, §3.5).
    """

    def __init__(self, endpoint: Endpoint, clock: Clock, *, keep: int) -> None:
        url = httpx.URL(endpoint.url)
        self._origin = (url.scheme, url.raw_host, url.port)
        self._host = url.raw_host.decode("ascii")
        self._context = endpoint.context
        if (url.scheme == "https") != (self._context is not None):
            raise Defect("TLS and address contradict each other")
        self._port = url.port or (443 if url.scheme == "https" else 80)
        self._names = Names(self._host, self._port)
        self._clock = clock
        self._keep = keep
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()
        self._closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and read the answer's head; the body is read as the response's stream is."""
        if (request.url.scheme, request.url.raw_host, request.url.port) != self._origin:
            raise Defect("a request to another origin")
        limits = request.extensions.get("limits", _DEFAULT)
        octets = _request_octets(request)
        kept = self._take()
        if kept is not None:
            try:
                return self._exchange(kept, octets, limits, dialled=True)
            except Stale:
                pass
        return self._exchange(self._new(), octets, limits, dialled=False)

    def interrupt(self) -> None:
        """End every exchange under way, from any thread; later ones work again."""
        with self._lock:
            for connection in self._busy:
                connection.interrupt()

    def close(self) -> None:
        """Shut all connections, and keep none from now on."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for connection in self._busy:
                connection.interrupt()
        for connection in idle:
            connection.close()

    def _exchange(self, connection: Connection, octets: bytes, limits: Limits, *, dialled: bool) -> httpx.Response:
        try:
            connection.begin(limits)
            if not dialled:
                connection.dial()
            connection.send(octets)
            head = connection.head()
        except BaseException:
            self.discard(connection)
            raise
        return httpx.Response(head.status, headers=head.fields, stream=_Body(self, connection, head))

    def _new(self) -> Connection:
        connection = Connection(self._host, self._port, self._context, self._clock, names=self._names)
        with self._lock:
            if self._closed:
                raise Interrupted("closed")
            self._busy.add(connection)
        return connection

    def _take(self) -> Connection | None:
        """The connection used last that still lives; it counts as busy at once."""
        dead: list[Connection] = []
        found: Connection | None = None
        with self._lock:
            while self._idle and found is None:
                connection = self._idle.pop()
                fresh = self._clock.elapsed() - connection.idle_since < _IDLE_SECONDS
                if fresh and connection.alive():
                    found = connection
                    self._busy.add(connection)
                else:
                    dead.append(connection)
        for connection in dead:
            connection.close()
        return found

    def release(self, connection: Connection, head: Head) -> None:
        """Take back a connection whose answer was read to its end."""
        with self._lock:
            keep = head.keep and connection.clean and not self._closed and len(self._idle) < self._keep
            if keep:
                connection.exchanges += 1
                connection.idle_since = self._clock.elapsed()
                self._busy.discard(connection)
                self._idle.append(connection)
        if not keep:
            self.discard(connection)

    def discard(self, connection: Connection) -> None:
        """Close a connection that can't be used again."""
        with self._lock:
            self._busy.discard(connection)
        connection.close()


class _Body(httpx.SyncByteStream):
    """The octets of one answer; its connection goes back only after the last of them."""

    def __init__(self, home: KeptConnections, connection: Connection, head: Head) -> None:
        self._home, self._connection, self._head = home, connection, head
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        yield from self._connection.body(self._head)
        if self._open:
            self._open = False
            self._home.release(self._connection, self._head)

    def close(self) -> None:
        """Give the connection up where the body was not read to its end."""
        if self._open:
            self._open = False
            self._home.discard(self._connection)


def _request_octets(request: httpx.Request) -> bytes:
    """The request as it goes out; ours are small, so head and body go in one write."""
    body = b"".join(request.stream) if isinstance(request.stream, httpx.SyncByteStream) else b""
    lines = [request.method.encode("ascii"), b" ", request.url.raw_path, b" HTTP/1.1\r\n"]
    for name, value in request.headers.raw:
        if b"\n" in value or b"\r" in value or b"\n" in name or b":" in name:
            raise Defect("a field that breaks its line")
        lines += (name, b": ", value, b"\r\n")
    return b"".join((*lines, b"\r\n", body))
