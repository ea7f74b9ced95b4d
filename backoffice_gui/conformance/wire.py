"""HTTP/1.1 as it comes off the wire: every header and how the body was framed, nothing smoothed over.

A client that judges must see what libraries hide (a coding undone, a cookie kept, a redirect followed), so
this one is a socket, TLS and a few lines. It is patient within a deadline and believes nothing.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backoffice_gui.clock import Clock

__all__ = ["Answer", "Line", "NoAnswer", "Place", "request_octets"]

_READ = 256 * 1024
_MAX_HEAD = 64 * 1024
_MAX_BODY = 64 * 1024 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9][0-9])(?: [^\r\n]*)?")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?")


class NoAnswer(ValueError):
    """No answer came, or none that is HTTP; `reason` is a code word (`closed`, `time-out`, `refused`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where the front end is: host and port, and the base path without a slash at its end."""

    host: str
    port: int
    base: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came: `framing` is `length`, `chunked`, `close` or `none`; `seconds` until it was whole."""

    status: int
    fields: tuple[tuple[str, str], ...]
    body: bytes
    framing: str
    seconds: float

    def header(self, name: str) -> str | None:
        """A header's value by its lower-case name, several joined by commas; nothing where it is absent."""
        values = [value for known, value in self.fields if known == name]
        return ", ".join(values) if values else None

    @property
    def media_type(self) -> str:
        """Type and subtype in lower case."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def keeps(self) -> bool:
        """Whether the connection may be used again."""
        return self.framing != "close" and "close" not in (self.header("connection") or "").lower()


def request_octets(place: Place, method: str, target: str, fields: Mapping[str, str], body: bytes | None) -> bytes:
    """A request as it goes out; `target` is a whole path with its query."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {place.host}:{place.port}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (body or b"")


class Line:
    """One connection, used by one thread at a time; its methods raise `NoAnswer`, `ssl.SSLCertVerificationError`."""

    def __init__(self, place: Place, context: ssl.SSLContext | None, clock: Clock) -> None:
        self._place, self._context, self._clock = place, context, clock
        self._socket: socket.socket | None = None
        self._buffer = bytearray()
        self._deadline = 0.0
        self.answers = 0

    def open(self, seconds: float) -> None:
        """Connect and shake hands."""
        self._deadline = self._clock.elapsed() + seconds
        with _told():
            made = socket.create_connection((self._place.host, self._place.port), timeout=seconds)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = made
            if self._context is not None:
                self._socket = self._context.wrap_socket(made, server_hostname=self._place.host)

    def close(self) -> None:
        """Hang up."""
        held, self._socket = self._socket, None
        if held is not None:
            with contextlib.suppress(OSError):
                held.close()

    @property
    def live(self) -> bool:
        """Whether it is open, with nothing unasked-for read from it."""
        return self._socket is not None and not self._buffer

    def ask(self, request: bytes, seconds: float, *, bodiless: bool = False) -> Answer:
        """Send a request and read its answer to the end; `bodiless` for what `HEAD` is answered."""
        if self._socket is None:
            self.open(seconds)
        began = self._clock.elapsed()
        self._deadline = began + seconds
        self.say(request)
        status, fields = self._head()
        framing = "none" if bodiless or status in {204, 304} else _framing(fields)
        body = self._body(framing, dict(fields))
        self.answers += 1
        answer = Answer(status, fields, body, framing, self._clock.elapsed() - began)
        if not answer.keeps:
            self.close()
        return answer

    def say(self, octets: bytes) -> None:
        """Send octets; a failure to send is not judged here, since an early answer may lie ready."""
        assert self._socket is not None
        with contextlib.suppress(NoAnswer), _told():
            self._socket.settimeout(max(self._left(), 0.001))
            self._socket.sendall(octets)

    def some(self) -> bytes:
        """Whatever comes next; nothing where the other side has closed."""
        assert self._socket is not None
        with _told():
            self._socket.settimeout(max(self._left(), 0.001))
            return self._socket.recv(_READ)

    def _left(self) -> float:
        return self._deadline - self._clock.elapsed()

    def _more(self) -> None:
        got = b"" if self._left() <= 0 else self.some()
        if not got:
            raise NoAnswer("time-out" if self._left() <= 0 else "closed")
        self._buffer += got

    def _until(self, end: bytes, limit: int) -> bytes:
        while (found := self._buffer.find(end)) < 0:
            if len(self._buffer) > limit:
                raise NoAnswer("head-too-long")
            self._more()
        taken = bytes(self._buffer[:found])
        del self._buffer[: found + len(end)]
        return taken

    def _exactly(self, count: int) -> bytes:
        if count > _MAX_BODY:
            raise NoAnswer("body-too-long")
        while len(self._buffer) < count:
            self._more()
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _head(self) -> tuple[int, tuple[tuple[str, str], ...]]:
        while True:
            first, *lines = self._until(b"\r\n\r\n", _MAX_HEAD).split(b"\r\n")
            status = _STATUS.fullmatch(first)
            fields = [_FIELD.fullmatch(line) for line in lines]
            if status is None or not all(fields):
                raise NoAnswer("not-http")
            if status[1] >= b"200":
                read = [(f[1].decode("ascii").lower(), f[2].decode("latin-1").strip()) for f in fields if f]
                return int(status[1]), tuple(read)

    def _body(self, framing: str, fields: Mapping[str, str]) -> bytes:
        if framing == "length":
            return self._exactly(int(fields["content-length"]))
        if framing == "chunked":
            return self._chunks()
        body = bytearray()
        while framing == "close" and len(body) <= _MAX_BODY:
            body += self._buffer
            self._buffer.clear()
            got = self.some()
            if not got:
                break
            body += got
        return bytes(body)

    def _chunks(self) -> bytes:
        body = bytearray()
        while True:
            said = _CHUNK.fullmatch(self._until(b"\r\n", 1024))
            if said is None or len(body) > _MAX_BODY:
                raise NoAnswer("chunks")
            size = int(said[1], 16)
            if size == 0:
                while self._until(b"\r\n", _MAX_HEAD):
                    pass
                return bytes(body)
            body += self._exactly(size)
            if self._exactly(2) != b"\r\n":
                raise NoAnswer("chunks")


def _framing(fields: tuple[tuple[str, str], ...]) -> str:
    said = dict(fields)
    if "chunked" in said.get("transfer-encoding", "").lower():
        return "chunked"
    return "length" if said.get("content-length", "").isdecimal() else "close"


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """The system's errors become `NoAnswer`; a certificate that is not trusted stays what it is."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise
    except TimeoutError as error:
        raise NoAnswer("time-out") from error
    except ssl.SSLError as error:
        raise NoAnswer("tls") from error
    except ConnectionRefusedError as error:
        raise NoAnswer("refused") from error
    except socket.gaierror as error:
        raise NoAnswer("name") from error
    except OSError as error:
        raise NoAnswer("closed") from error
