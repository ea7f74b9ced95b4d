"""A front end that does whatever its script says, octet for octet, over real sockets and TLS.

A script is a callable that is handed each request with its `Wire`, in a thread of the server:
it may send any octets, wait for an event, cut, reset, or close. Nothing of the product's
parser is used.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

__all__ = ["HostileFront", "Request", "Script", "Wire", "answer", "chunked"]


@dataclass(frozen=True)
class Request:
    """One request as it came; `number` counts from 1 over the server, `on_connection` on its connection."""

    number: int
    on_connection: int
    connection: int
    method: str
    target: str
    fields: dict[str, str]
    body: bytes


class Wire:
    """One accepted connection, as the script sees it."""

    def __init__(self, sock: socket.socket, stopped: threading.Event) -> None:
        self._sock = sock
        self.stopped = stopped

    def send(self, octets: bytes) -> None:
        """Send these octets; a client that has gone is its own affair."""
        with contextlib.suppress(OSError):
            self._sock.sendall(octets)

    def drip(self, octets: bytes, pause: threading.Event, seconds: float) -> None:
        """Send one octet at a time, `seconds` apart, until `pause` is set or the server stops."""
        for octet in octets:
            self.send(bytes([octet]))
            if pause.wait(seconds) or self.stopped.is_set():
                return

    def wait(self, event: threading.Event, seconds: float = 30.0) -> None:
        """Wait for an event of the test, or for the server's end."""
        waited = 0.0
        while waited < seconds and not event.wait(0.02) and not self.stopped.is_set():
            waited += 0.02

    def reset(self) -> None:
        """Close with a TCP reset."""
        with contextlib.suppress(OSError):
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def goodbye(self) -> None:
        """Close as TLS does it politely, with `close_notify`: a cut that says it is an end."""
        if isinstance(self._sock, ssl.SSLSocket):
            with contextlib.suppress(OSError, ValueError):
                self._sock.settimeout(1.0)
                self._sock.unwrap()
        self.close()

    def close(self) -> None:
        """Close without a TLS goodbye: a cut."""
        with contextlib.suppress(OSError):
            self._sock.close()


Script = Callable[[Request, Wire], None]


def answer(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    media_type: str = "application/json",
    length: int | None = None,
    fields: tuple[str, ...] = (),
) -> bytes:
    """A whole answer with `Content-Length`; `length` may lie."""
    head = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(body) if length is None else length}",
        "Cache-Control: no-store",
        *fields,
    ]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


def chunked(*pieces: bytes, status: str = "200 OK", media_type: str = "application/json") -> bytes:
    """A whole answer in chunks."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n".encode("latin-1")
    return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@dataclass
class HostileFront:
    """A scripted server on a free loopback port; a context manager.

    `requests` are those that came, in order; `handshake_errors` counts clients that TLS refused.
    """

    script: Script
    context: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    handshake_errors: int = 0
    crashes: list[BaseException] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._stopped = threading.Event()
        self._listener = socket.create_server((self.host, 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._accept, name="hostile-accept")]
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread
        self._threads[0].join(10)
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join(10)
        self._listener.close()
        if self.crashes and error is None:
            raise self.crashes[0]

    @property
    def url(self) -> str:
        """The protocol's base URL at this server."""
        scheme = "http" if self.context is None else "https"
        return f"{scheme}://{self.host}:{self.port}/transfer/v1"

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.add(sock)
                thread = threading.Thread(target=self._serve, args=(sock, self.connections), name="hostile-serve")
                self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket, number: int) -> None:
        sock: socket.socket = plain
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context is not None:
                sock = self.context.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._open.discard(plain)
                    self._open.add(sock)
            self._converse(sock, number)
        except ssl.SSLError:
            with self._lock:
                self.handshake_errors += 1
        except OSError:
            pass
        except BaseException as error:  # noqa: BLE001 - handed to the test's thread
            self.crashes.append(error)
        finally:
            with self._lock:
                self._open.discard(sock)
                self._open.discard(plain)
            with contextlib.suppress(OSError):
                sock.close()

    def _converse(self, sock: socket.socket, connection: int) -> None:
        reader = _Reader(sock)
        wire = Wire(sock, self._stopped)
        count = 0
        while not self._stopped.is_set():
            head = reader.until(b"\r\n\r\n")
            if not head:
                return
            first, *lines = head.decode("latin-1").split("\r\n")
            fields: dict[str, str] = {}
            for line in lines:
                name, _, value = line.partition(":")
                fields[name.strip().lower()] = value.strip()
            body = reader.exactly(int(fields.get("content-length", "0")))
            method, target, _ = first.split(" ")
            count += 1
            with self._lock:
                request = Request(len(self.requests) + 1, count, connection, method, target, fields, body)
                self.requests.append(request)
            self.script(request, wire)
            if sock.fileno() < 0:
                return


class _Reader:
    """Reads requests without holding the socket open, as a file made of it would."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._buffer = b""

    def until(self, end: bytes) -> bytes:
        """The octets before `end`; empty where the client has gone."""
        while (at := self._buffer.find(end)) < 0:
            piece = self._sock.recv(65536)
            if not piece:
                return b""
            self._buffer += piece
        found, self._buffer = self._buffer[:at], self._buffer[at + len(end) :]
        return found

    def exactly(self, count: int) -> bytes:
        """So many octets, or what came before the client went."""
        while len(self._buffer) < count:
            piece = self._sock.recv(65536)
            if not piece:
                break
            self._buffer += piece
        found, self._buffer = self._buffer[:count], self._buffer[count:]
        return found
