"""Weather on the road between the client and the front end: cuts, delays, drips, resets, silence, garbage.

    play(octets, Weather(cut=17, end="rst"), wire)          # a scripted server that knows the true answer
    with Road(front) as road:                               # or a proxy before the real front end, TLS on both sides
        road.weather = lambda request: Weather(delay=0.2)
        road.config(folder)                                 # a configuration that leads over this road

A `Weather` prints as what it is, so that a failure can be run again alone.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from backoffice_gui.reference_front.site import Site
from backoffice_gui.transfer.connection import Limits
from tests.support.front import Front
from tests.support.hostile import HostileFront, Request, Wire

__all__ = ["CLEAR", "ENDS", "Hasty", "Road", "Weather", "play", "server_context"]

ENDS = ("fin", "notify", "rst")
"""How a connection that is cut ends: without a word, with TLS's goodbye, with a TCP reset."""

_FOREVER = 30.0


@dataclass(frozen=True, slots=True)
class Weather:
    """What becomes of one exchange.

    Of the answer: `garbage` is put in at `at` (in place of as many octets with `over`), then the
    first `cut` octets go out (all where it is nothing), `drip` at a time with `pause` seconds between,
    after `delay` seconds; after a cut the connection ends as `end` says, `silence` keeps it open.
    Of the request: only the part `sent` of it reaches the front end, or it arrives `twice` (a `Road` alone).
    `share` says `cut` as a part of the whole, for answers whose length nobody knows before.
    """

    cut: int | None = None
    share: float | None = None
    end: str = "fin"
    delay: float = 0.0
    drip: int = 0
    pause: float = 0.0
    garbage: bytes = b""
    at: int = 0
    over: bool = False
    sent: float | None = None
    twice: bool = False

    def of(self, answer: bytes) -> Weather:
        """The same for this very answer: its cut in octets."""
        return self if self.share is None else replace(self, cut=int(self.share * len(answer)))

    def altered(self, octets: bytes) -> bytes:
        """The answer with its garbage, cut."""
        after = self.at + len(self.garbage) if self.over else self.at
        return (octets[: self.at] + self.garbage + octets[after:])[: self.cut]


CLEAR = Weather()


def play(octets: bytes, weather: Weather, wire: Wire) -> None:
    """Send an answer through this weather."""
    never = threading.Event()
    if weather.delay:
        wire.wait(never, weather.delay)
    out = weather.altered(octets)
    step = weather.drip or len(out) or 1
    for start in range(0, len(out), step):
        if wire.stopped.is_set():
            return
        wire.send(out[start : start + step])
        if weather.pause and start + step < len(out):
            wire.wait(never, weather.pause)
    if weather.cut is None:
        return
    match weather.end:
        case "notify":
            wire.goodbye()
        case "rst":
            wire.reset()
        case "silence":
            wire.wait(never, _FOREVER)
        case _:
            wire.close()


class Hasty(httpx.BaseTransport):
    """The real transport with less patience, so that a silence costs a test no minute."""

    def __init__(self, under: httpx.BaseTransport, *, read: float = 0.4, total: float = 2.0) -> None:
        self._under, self._read, self._total = under, read, total

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass it on with shorter limits."""
        asked: Limits = request.extensions["limits"]
        request.extensions = {
            "limits": replace(asked, connect=self._read, read=self._read, head=self._total, total=self._total)
        }
        return self._under.handle_request(request)

    def close(self) -> None:
        """Close what lies under it."""
        self._under.close()


def server_context(folder: Path) -> ssl.SSLContext:
    """A server's context that the clients of the front end in `folder` trust; it asks for their certificate."""
    site = Site(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(site.server.certificate, site.server.key)
    context.load_verify_locations(site.authority)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


class Road:
    """A proxy before the real front end that keeps each answer until it is whole, then lets the weather have it.

    `weather` is asked for each request; `before` is told of each before it reaches the front end, which
    hears nothing of those that have an answer `instead`; `alter` may change what it says. `answers`
    are the true ones, octet for octet, with their requests.
    """

    def __init__(self, front: Front) -> None:
        self._front = front
        self._upstream: dict[int, ssl.SSLSocket] = {}
        self._guard = threading.Lock()
        self._tls = front.tls()
        self.weather: Callable[[Request], Weather] = lambda _request: CLEAR
        self.instead: Callable[[Request], bytes | None] = lambda _request: None
        self.alter: Callable[[Request, bytes], bytes] = lambda _request, octets: octets
        self.before: Callable[[Request], None] = lambda _request: None
        self.answers: list[tuple[Request, bytes]] = []
        self.server = HostileFront(self._script, server_context(front.site.folder))

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()
        try:
            self.server.__exit__(kind, error, trace)
        finally:
            self._hang_up()

    @property
    def url(self) -> str:
        """The protocol's base URL at this end of the road."""
        return self.server.url

    def config(self, folder: Path) -> Path:
        """A configuration beside the front end's own, with this road's address in it."""
        text = re.sub(
            r'^url = ".*"$', f'url = "{self.url}"', self._front.settings_file.read_text("utf-8"), flags=re.MULTILINE
        )
        for name in ("ca.pem", "client.pem", "client.key", "front-end.jwks.json"):
            text = text.replace(f'"{name}"', f'"{self._front.site.folder / name}"')
        path = folder / "road.toml"
        path.write_text(text, "utf-8")
        return path

    def _hang_up(self) -> None:
        with self._guard:
            for sock in self._upstream.values():
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)
                sock.close()
            self._upstream.clear()

    def _script(self, request: Request, wire: Wire) -> None:
        weather = self.weather(request)
        self.before(request)
        octets = _octets_of(request)
        if weather.sent is not None:
            self._drop(request.connection, octets[: int(weather.sent * len(octets))])
            play(b"", replace(CLEAR, cut=0, end=weather.end), wire)
            return
        made_up = self.instead(request)
        if made_up is not None:
            play(made_up, weather.of(made_up), wire)
            return
        try:
            answer = self._exchange(request.connection, octets)
            if weather.twice:
                answer = self._exchange(request.connection, octets)
        except OSError:
            wire.close()
            return
        with self._guard:
            self.answers.append((request, answer))
        answer = self.alter(request, answer)
        play(answer, weather.of(answer), wire)

    def _dialled(self, connection: int, *, afresh: bool) -> ssl.SSLSocket:
        with self._guard:
            known = self._upstream.pop(connection, None)
        if known is not None:
            if not afresh:
                with self._guard:
                    self._upstream[connection] = known
                return known
            known.close()
        parts = urlsplit(self._front.url)
        plain = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=40)
        sock = self._tls.wrap_socket(plain, server_hostname=parts.hostname)
        with self._guard:
            self._upstream[connection] = sock
        return sock

    def _drop(self, connection: int, octets: bytes) -> None:
        """So much of a request, and then nothing more."""
        sock = self._dialled(connection, afresh=True)
        with self._guard:
            self._upstream.pop(connection, None)
        with contextlib.suppress(OSError):
            sock.sendall(octets)
        sock.close()

    def _exchange(self, connection: int, octets: bytes) -> bytes:
        try:
            return _asked(self._dialled(connection, afresh=False), octets)
        except OSError:
            return _asked(self._dialled(connection, afresh=True), octets)


def _octets_of(request: Request) -> bytes:
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{n}: {v}" for n, v in request.fields.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + request.body


def _asked(sock: ssl.SSLSocket, octets: bytes) -> bytes:
    """One exchange with the real front end, which always says how long its answers are."""
    sock.sendall(octets)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _more(sock)
    head = answer.partition(b"\r\n\r\n")[0]
    found = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
    whole = len(head) + 4 + (int(found[1]) if found else 0)
    while len(answer) < whole:
        answer += _more(sock)
    return answer


def _more(sock: ssl.SSLSocket) -> bytes:
    piece = sock.recv(1 << 20)
    if not piece:
        raise ConnectionError("the front end hung up")
    return piece
