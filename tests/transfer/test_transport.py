"""Connections kept, resent once where that is harmless, and ended from another thread."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NoReturn

import httpx
import pytest

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.errors import Defect
from backoffice_gui.transfer.connection import Interrupted, Limits
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.transport import KeptConnections
from tests.support.clock import TurnedClock
from tests.support.hostile import HostileFront, Request, Script, Wire, answer, chunked
from tests.support.signing import Signer


class Rig:
    """A scripted server and a transport to it."""

    def __init__(self, stack: ExitStack, context: ssl.SSLContext, server_context: ssl.SSLContext | None) -> None:
        self._stack, self._context, self._server_context = stack, context, server_context

    def start(self, script: Script, *, clock: Clock | None = None, keep: int = 4, plain: bool = False) -> HostileFront:
        """Start both."""
        self.server = self._stack.enter_context(HostileFront(script, None if plain else self._server_context))
        endpoint = Endpoint(self.server.url, None if plain else self._context, Signer("k1").keys, "1")
        self.transport = KeptConnections(endpoint, clock or SystemClock(), keep=keep)
        self._stack.callback(self.transport.close)
        return self.server

    def get(self, limits: Limits | None = None, method: str = "GET") -> bytes:
        """One exchange, read to its end."""
        extensions = {} if limits is None else {"limits": limits}
        request = httpx.Request(method, f"{self.server.url}/x", content=b"{}", extensions=extensions)
        response = self.transport.handle_request(request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        try:
            return b"".join(response.stream)
        finally:
            response.close()


@pytest.fixture
def rig(client_context: ssl.SSLContext, front_context: ssl.SSLContext) -> Iterator[Rig]:
    """A rig over mutual TLS."""
    with ExitStack() as stack:
        yield Rig(stack, client_context, front_context)


def _always(octets: bytes) -> Script:
    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)

    return script


@pytest.mark.parametrize("octets", [answer(b"abc"), chunked(b"a", b"bc")], ids=["length", "chunked"])
def test_connection_is_kept_between_requests(rig: Rig, octets: bytes) -> None:
    """One handshake serves many requests, whatever the framing."""
    server = rig.start(_always(octets))
    assert [rig.get() for _ in range(5)] == [b"abc"] * 5
    assert server.connections == 1


@pytest.mark.parametrize("fields", [("Connection: close",), ("connection: Keep-Alive, Close",)])
def test_connection_the_server_gives_up_is_not_kept(rig: Rig, fields: tuple[str, ...]) -> None:
    """`Connection: close` is believed."""
    server = rig.start(_always(answer(b"abc", fields=fields)))
    assert [rig.get() for _ in range(3)] == [b"abc"] * 3
    assert server.connections == 3


def test_octets_beyond_the_answer_spoil_the_connection(rig: Rig) -> None:
    """An answer nobody asked for is never taken for the next one's."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"abc") + answer(b"forged"))

    server = rig.start(script)
    assert [rig.get() for _ in range(3)] == [b"abc"] * 3
    assert server.connections == 3


def test_answer_that_comes_unasked_is_never_taken(rig: Rig) -> None:
    """Octets that reach an idle connection spoil it: they answer nothing."""
    late, sent = threading.Event(), threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"%d" % request.number))
        if request.number == 1:
            wire.wait(late)
            wire.send(answer(b"forged"))
            sent.set()

    server = rig.start(script)
    assert rig.get() == b"1"
    late.set()
    assert sent.wait(5)
    assert rig.get() == b"2"
    assert server.connections == 2


def test_connection_interrupted_at_its_end_is_not_kept(rig: Rig) -> None:
    """Its next user would be told of an interrupt that wasn't meant for him."""
    server = rig.start(_always(answer(b"abc")))
    response = rig.transport.handle_request(httpx.Request("GET", f"{server.url}/x"))
    assert isinstance(response.stream, httpx.SyncByteStream)
    (connection,) = rig.transport._busy
    pieces = iter(response.stream)
    assert next(pieces) == b"abc"
    connection._interrupted = True
    assert list(pieces) == []
    assert not rig.transport._idle
    assert rig.get() == b"abc"


def test_answer_left_unread_gives_up_its_connection(rig: Rig) -> None:
    """Closing early closes the socket; the next request has a clean one."""
    server = rig.start(_always(answer(b"x" * 100_000)))
    response = rig.transport.handle_request(httpx.Request("GET", f"{server.url}/x"))
    response.close()
    response.close()
    assert len(rig.get()) == 100_000
    assert server.connections == 2


def test_answer_read_after_closing_gives_nothing_back(rig: Rig) -> None:
    """A connection that was given up doesn't return by the back door."""
    server = rig.start(_always(answer(b"")))
    response = rig.transport.handle_request(httpx.Request("GET", f"{server.url}/x"))
    assert isinstance(response.stream, httpx.SyncByteStream)
    response.close()
    assert list(response.stream) == []
    assert not rig.transport._idle


@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
@pytest.mark.parametrize("reset", [False, True])
def test_request_lost_on_a_kept_connection_is_sent_once_more(rig: Rig, method: str, reset: bool) -> None:
    """Every request of the protocol may be repeated; one that met a closing connection is."""

    def script(request: Request, wire: Wire) -> None:
        if request.connection == 1 and request.on_connection == 2:
            (wire.reset if reset else wire.close)()
        else:
            wire.send(answer(b"%d" % request.number))

    server = rig.start(script)
    assert rig.get(method=method) == b"1"
    assert rig.get(method=method) == b"3"
    assert server.connections == 2


def test_closed_while_idle_is_noticed_before_sending(rig: Rig) -> None:
    """A connection the server has closed meanwhile isn't used at all."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"abc"))
        wire.close()
        gone.set()

    gone = threading.Event()
    server = rig.start(script)
    assert rig.get() == b"abc"
    gone.wait(5)
    assert rig.get() == b"abc"
    assert [request.on_connection for request in server.requests] == [1, 1]


def test_request_whose_answer_began_is_never_sent_again(rig: Rig) -> None:
    """One octet of an answer, and the failure is the caller's to judge."""

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            wire.send(answer(b"abc"))
        else:
            wire.send(b"H")
            wire.close()

    server = rig.start(script)
    rig.get()
    with pytest.raises(httpx.RemoteProtocolError, match="cut"):
        rig.get()
    assert len(server.requests) == 2


def test_request_on_a_new_connection_is_never_sent_again(rig: Rig) -> None:
    """A server that closes on everything isn't hammered."""

    def script(request: Request, wire: Wire) -> None:
        wire.close()

    server = rig.start(script)
    with pytest.raises(httpx.TransportError):
        rig.get()
    assert len(server.requests) == 1


def test_silence_on_a_kept_connection_is_no_reason_to_send_again(rig: Rig) -> None:
    """A time-out may mean that the server is at work: the caller decides."""
    done = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            wire.send(answer(b"abc"))
        else:
            wire.wait(done)

    server = rig.start(script)
    rig.get()
    with pytest.raises(httpx.ReadTimeout):
        rig.get(Limits(5, 0.2, 30, 30))
    done.set()
    assert len(server.requests) == 2


def test_connection_idle_for_long_is_dropped(rig: Rig) -> None:
    """After a suspend no old connection is trusted."""
    clock = TurnedClock()
    server = rig.start(_always(answer(b"abc")), clock=clock)
    rig.get()
    clock.advance(59)
    rig.get()
    clock.advance(61)
    rig.get()
    assert server.connections == 2


def test_no_more_are_kept_than_asked_for(rig: Rig) -> None:
    """Many threads at once open many; only `keep` stay."""
    together = threading.Barrier(6, timeout=10)

    def script(request: Request, wire: Wire) -> None:
        if request.number <= 6:
            together.wait()
        wire.send(answer(b"abc"))

    rig.start(script, keep=2)
    threads = [threading.Thread(target=rig.get) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(rig.transport._idle) == 2
    assert not rig.transport._busy


def test_threads_never_get_each_others_answers(rig: Rig) -> None:
    """Eight threads, four kept connections, hundreds of requests: each has its own answer."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(request.fields["x-mine"].encode()))

    server = rig.start(script)
    wrong: list[bytes] = []

    def work(name: str) -> None:
        for n in range(40):
            mine = f"{name}-{n}"
            request = httpx.Request("GET", f"{server.url}/x", headers={"X-Mine": mine})
            response = rig.transport.handle_request(request)
            assert isinstance(response.stream, httpx.SyncByteStream)
            got = b"".join(response.stream)
            response.close()
            if got != mine.encode():
                wrong.append(got)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    assert len(server.requests) == 320


def test_interrupt_ends_what_waits_and_spares_what_comes(rig: Rig) -> None:
    """The waiting exchange ends; later ones work, over the same transport."""
    waiting, done = threading.Event(), threading.Event()

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            waiting.set()
            wire.wait(done)
        else:
            wire.send(answer(b"abc"))

    rig.start(script)
    errors: list[BaseException] = []

    def wait() -> None:
        try:
            rig.get()
        except httpx.TransportError as error:
            errors.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    assert waiting.wait(5)
    rig.transport.interrupt()
    thread.join(5)
    done.set()
    assert [type(error) for error in errors] == [Interrupted]
    assert rig.get() == b"abc"


def test_closed_transport_sends_nothing(rig: Rig) -> None:
    """After `close` no request goes out."""
    server = rig.start(_always(answer(b"abc")))
    rig.get()
    rig.transport.close()
    with pytest.raises(Interrupted):
        rig.get()
    assert len(server.requests) == 1


def test_no_other_origin_is_ever_asked(rig: Rig) -> None:
    """A transport belongs to the endpoint of the configuration and to no other host."""
    server = rig.start(_always(answer(b"abc")))
    for url in ("https://other.example/x", f"http://127.0.0.1:{server.port}/x", "https://127.0.0.1:1/x"):
        with pytest.raises(Defect):
            rig.transport.handle_request(httpx.Request("GET", url))
    assert server.requests == []


def test_field_that_breaks_its_line_is_never_sent(rig: Rig) -> None:
    """No value of ours can add a field to a request."""
    server = rig.start(_always(answer(b"abc")))
    for field in ({"X": "a\r\nY: b"}, {"X": "a\nY: b"}, {"X": "a\rY: b"}, {"X\nY": "b"}, {"X: a\r\nY": "b"}):
        with pytest.raises(Defect):
            rig.transport.handle_request(httpx.Request("GET", f"{server.url}/x", headers=field))
    assert server.connections == 0


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_an_address_without_a_port_has_its_schemes(
    scheme: str, port: int, client_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the resolver is asked for it."""
    asked: list[object] = []

    def unknown(*words: object, **_named: object) -> NoReturn:
        asked.append(words)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    context = client_context if scheme == "https" else None
    endpoint = Endpoint(f"{scheme}://front.example/x", context, Signer("k1").keys, "1")
    transport = KeptConnections(endpoint, SystemClock(), keep=1)
    with pytest.raises(httpx.ConnectError):
        transport.handle_request(httpx.Request("GET", f"{endpoint.url}/y"))
    assert asked == [("front.example", port)]


def test_plain_http_works_on_loopback(rig: Rig) -> None:
    """The only place where it is allowed (the settings see to that)."""
    rig.start(_always(answer(b"abc")), plain=True)
    assert rig.get() == b"abc"


def test_context_and_scheme_must_agree(client_context: ssl.SSLContext) -> None:
    """Neither https without a context nor http with one."""
    keys = Signer("k1").keys
    for endpoint in (
        Endpoint("https://127.0.0.1/x", None, keys, "1"),
        Endpoint("http://127.0.0.1/x", client_context, keys, "1"),
    ):
        with pytest.raises(Defect):
            KeptConnections(endpoint, SystemClock(), keep=1)
