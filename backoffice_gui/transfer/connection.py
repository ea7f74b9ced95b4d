"""One connection to the front end: dialled, spoken to, read within budgets, interruptible.

HTTP/1.1 as a client of one known server needs it, and stricter than libraries that must get on
with the whole web: what two readers could understand differently is refused (RFC 9112 §6.3, §11).
Why our own: `http.client` reads endless 1xx answers and trailers, and takes a negative chunk
size for "read it all"; httpcore has no deadline for a head that drips. Here every wait looks at
a total deadline, at `stop`, and at `interrupt`.

Raises httpx's transport errors, `from` the socket's; `failures` turns them into ours.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from backoffice_gui.clock import Clock
from backoffice_gui.system.sockets import readable
from backoffice_gui.transfer.names import Names

__all__ = ["Connection", "Head", "Interrupted", "Limits", "Stale"]

_MAX_HEAD = 64 * 1024
_MAX_FIELDS = 100
_MAX_INTERIM = 8
_MAX_LINE = 1024
_MAX_TRAILER = 8 * 1024
_READ = 64 * 1024
_SLICE_SECONDS = 0.25
"""How long a wait lasts before it looks at `stop` again."""

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9][0-9])(?: [^\x00-\x08\x0a-\x1f\x7f]*)?")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_LENGTH = re.compile(rb"[0-9]{1,16}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\x00-\x08\x0a-\x1f\x7f]*)?")

_NEVER_TRAILING = frozenset({b"content-length", b"transfer-encoding", b"connection", b"host", b"trailer"})
"""Framing after the body: a reader that merges trailers would see another answer (RFC 9110 §6.5.1)."""


class Interrupted(httpx.TransportError):
    """Somebody of ours ended this exchange."""


class Stale(httpx.TransportError):
    """A kept connection had been closed by the other side before an octet of the answer came."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds an exchange may take: to connect, for each read or write, until its head is whole, in total."""

    connect: float
    read: float
    head: float
    total: float
    stop: threading.Event | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer; `length` is nothing for a chunked body."""

    status: int
    fields: list[tuple[bytes, bytes]]
    length: int | None
    keep: bool


class Connection:
    """A socket to one origin, and what was read from it but not yet used.

    Owned by one thread at a time; only `interrupt` may be called from another.
    """

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, clock: Clock, *, names: Names | None = None
    ) -> None:
        self._host, self._context, self._clock = host, context, clock
        self._names = names or Names(host, port)
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._interrupted = False
        self._buffer = bytearray()  # taking from its front costs nothing
        self._limits = Limits(0, 0, 0, 0)
        self._started = self._deadline = 0.0
        self.exchanges = 0
        self.idle_since = 0.0

    def begin(self, limits: Limits) -> None:
        """Start the clock of an exchange."""
        self._limits = limits
        self._started = self._clock.elapsed()
        self._deadline = self._started + min(limits.head, limits.total)

    def dial(self) -> None:
        """Connect to the first address that answers, then shake hands."""
        try:
            found = self._names.addresses(self._patience)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError("name") from error
        while True:
            family, kind, protocol, _name, address = found.pop(0)
            self._look_up()
            try:
                self._connect(socket.socket(family, kind, protocol), address)
                break
            except OSError as error:
                self.close()
                self._look_up()
                if not found:
                    timed_out = isinstance(error, TimeoutError)
                    raise (httpx.ConnectTimeout if timed_out else httpx.ConnectError)("connect") from error
        self._shake_hands()

    def send(self, octets: bytes) -> None:
        """Send a whole request.

        A failure to send is not judged here: the reason (a TLS alert, an early refusal) may lie
        in what can still be read. Only on a kept connection it is `Stale`.
        """
        self._look_up()
        try:
            self._require().settimeout(self._limits.read)
            self._require().sendall(octets)
        except TimeoutError as error:
            raise httpx.WriteTimeout("write") from error
        except OSError as error:
            self._look_up()
            if self.exchanges:
                raise Stale("closed") from error

    def head(self) -> Head:
        """Read the head of the answer, at most 8 interim ones before it."""
        fresh = True
        for _ in range(_MAX_INTERIM + 1):
            head = _parse_head(self._until(b"\r\n\r\n", _MAX_HEAD, fresh=fresh))
            fresh = False
            if head.status >= 200:
                self._deadline = self._started + self._limits.total
                return head
            if head.status == 101:
                break
        raise httpx.RemoteProtocolError("interim answers without end")

    def body(self, head: Head) -> Iterator[bytes]:
        """The body's octets as they come; raises on a cut one."""
        if head.length is None:
            yield from self._chunked()
            return
        left = head.length
        while left:
            piece = self._some(left)
            left -= len(piece)
            yield piece

    @property
    def clean(self) -> bool:
        """Whether nothing unasked-for is left over, so that the connection may be kept."""
        return not self._buffer and not self._interrupted

    def alive(self) -> bool:
        """Whether the other side has neither closed nor said something in the meantime."""
        sock = self._socket
        if sock is None or self._buffer:
            return False
        if isinstance(sock, ssl.SSLSocket) and sock.pending():
            return False
        try:
            return not readable(sock)
        except (OSError, ValueError):
            return False

    def interrupt(self) -> None:
        """End whatever is waiting on this connection, from another thread."""
        with self._lock:
            self._interrupted = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # not SSLSocket's own: that forgets the TLS state under the reading thread's feet
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the socket, without a word to the other side."""
        with self._lock:
            sock, self._socket = self._socket, None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.close()

    def _connect(self, sock: socket.socket, address: object) -> None:
        self._own(sock)
        sock.settimeout(min(self._limits.connect, self._left()))
        sock.connect(address)  # type: ignore[arg-type]
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

    def _shake_hands(self) -> None:
        if self._context is None:
            return
        try:
            tls = self._context.wrap_socket(
                self._require(), server_hostname=self._host, do_handshake_on_connect=False, suppress_ragged_eofs=False
            )
            self._own(tls)
            tls.do_handshake()
        except TimeoutError as error:
            raise httpx.ConnectTimeout("handshake") from error
        except (OSError, ValueError) as error:
            self._look_up()
            raise httpx.ConnectError("handshake") from error

    def _own(self, sock: socket.socket) -> None:
        """Make the socket known to `interrupt`, unless that came first."""
        with self._lock:
            interrupted = self._interrupted
            if not interrupted:
                self._socket = sock
        if interrupted:
            sock.close()
            raise Interrupted("interrupted")

    def _require(self) -> socket.socket:
        sock = self._socket
        if sock is None:
            raise Interrupted("closed")
        return sock

    def _left(self) -> float:
        left = self._deadline - self._clock.elapsed()
        if left <= 0:
            raise httpx.ReadTimeout("deadline")
        return left

    def _patience(self) -> float:
        """How long to wait for a name before looking up again; a name server gets as long as a front end to connect."""
        self._look_up()
        if self._clock.elapsed() - self._started >= self._limits.connect:
            raise httpx.ConnectTimeout("name") from socket.gaierror("no answer")
        return min(_SLICE_SECONDS, self._limits.connect, self._left())

    def _look_up(self) -> None:
        """Raise where the exchange was ended by us."""
        stop = self._limits.stop
        if self._interrupted or (stop is not None and stop.is_set()):
            raise Interrupted("interrupted")

    def _some(self, most: int) -> bytes:
        """At least one octet and at most `most`, from the buffer, else from the socket."""
        self._look_up()
        self._left()
        if not self._buffer:
            piece = self._receive()
            if not piece:
                self._look_up()
                raise httpx.RemoteProtocolError("cut")
            if len(piece) <= most:
                return piece
            self._buffer += piece
        piece = bytes(self._buffer[:most])
        del self._buffer[:most]
        return piece

    def _receive(self) -> bytes:
        """What the socket has next, empty at its end; waits in slices so that `stop` is seen."""
        waited = 0.0
        sock = self._require()
        while True:
            step = min(self._limits.read - waited, self._left())
            if self._limits.stop is not None:
                step = min(step, _SLICE_SECONDS)
            try:
                if step != sock.gettimeout():
                    sock.settimeout(step)
                return sock.recv(_READ)
            except TimeoutError as error:
                waited += step
                self._look_up()
                if waited >= self._limits.read:
                    raise httpx.ReadTimeout("read") from error
            except ssl.SSLEOFError:
                self._look_up()
                return b""
            except OSError as error:
                self._look_up()
                raise httpx.ReadError("read") from error

    def _until(self, end: bytes, most: int, *, fresh: bool = False) -> bytes:
        """The octets up to `end`; with `fresh`, the end of a kept connection is `Stale`."""
        searched = 0
        while (at := self._buffer.find(end, searched)) < 0:
            searched = max(len(self._buffer) - len(end) + 1, 0)
            if len(self._buffer) > most:
                raise httpx.RemoteProtocolError("headers over budget")
            self._buffer += self._more(stale=fresh and self.exchanges > 0 and not self._buffer)
        if at > most:
            raise httpx.RemoteProtocolError("headers over budget")
        found = bytes(self._buffer[:at])
        del self._buffer[: at + len(end)]
        return found

    def _more(self, *, stale: bool) -> bytes:
        self._look_up()
        try:
            piece = self._receive()
        except httpx.ReadError as error:
            if stale and isinstance(error.__cause__, ConnectionError):
                raise Stale("closed") from error
            raise
        if not piece:
            self._look_up()
            raise (Stale if stale else httpx.RemoteProtocolError)("cut")
        return piece

    def _chunked(self) -> Iterator[bytes]:
        while True:
            found = _CHUNK.fullmatch(self._until(b"\r\n", _MAX_LINE))
            if found is None:
                raise httpx.RemoteProtocolError("chunk")
            left = int(found[1], 16)
            if not left:
                break
            while left:
                piece = self._some(left)
                left -= len(piece)
                yield piece
            if self._until(b"\r\n", _MAX_LINE):
                raise httpx.RemoteProtocolError("chunk")
        octets = count = 0
        while line := self._until(b"\r\n", _MAX_LINE):
            octets, count = octets + len(line), count + 1
            found = _FIELD.fullmatch(line)
            if octets > _MAX_TRAILER or count > _MAX_FIELDS or found is None or found[1].lower() in _NEVER_TRAILING:
                raise httpx.RemoteProtocolError("trailer over budget, or no field of one")


def _parse_head(octets: bytes) -> Head:
    """Status, fields and framing; raises `httpx.RemoteProtocolError` for anything ambiguous."""
    first, *lines = octets.split(b"\r\n")
    status = _STATUS.fullmatch(first)
    if status is None or len(lines) > _MAX_FIELDS:
        raise httpx.RemoteProtocolError("status line or too many fields")
    fields: list[tuple[bytes, bytes]] = []
    framing: dict[bytes, list[bytes]] = {b"content-length": [], b"transfer-encoding": [], b"connection": []}
    for line in lines:
        found = _FIELD.fullmatch(line)
        if found is None:
            raise httpx.RemoteProtocolError("field")
        name, value = found[1].lower(), found[2].rstrip(b" \t")
        fields.append((name, value))
        if name in framing:
            framing[name].append(value)
    code = int(status[2])
    keep = status[1] == b"1" and b"close" not in b",".join(framing[b"connection"]).lower()
    length = _bodiless(code, framing) if code < 200 or code in {204, 304} else _framing(framing)
    return Head(code, fields, length, keep)


def _bodiless(code: int, framing: dict[bytes, list[bytes]]) -> int:
    """No octets; a head that promises some all the same could be read as having them (RFC 9112 §6.3)."""
    lengths = framing[b"content-length"]
    if framing[b"transfer-encoding"] or len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise httpx.RemoteProtocolError("framing")
    if code != 304 and any(int(length) for length in lengths):
        raise httpx.RemoteProtocolError("framing")
    return 0


def _framing(framing: dict[bytes, list[bytes]]) -> int | None:
    """The body's length, or nothing where it is chunked; a body that ends with the connection is refused."""
    lengths, codings = framing[b"content-length"], framing[b"transfer-encoding"]
    if not lengths and len(codings) == 1 and codings[0].lower() == b"chunked":
        return None
    if codings or len(lengths) != 1 or not _LENGTH.fullmatch(lengths[0]):
        raise httpx.RemoteProtocolError("framing")
    return int(lengths[0])
