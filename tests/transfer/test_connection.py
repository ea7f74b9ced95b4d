"""HTTP/1.1 read strictly and within budgets: what two readers could understand differently is refused."""

from __future__ import annotations

import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.transfer.connection import Connection, Interrupted, Limits, Stale
from tests.support.clock import TurnedClock
from tests.support.hostile import HostileFront, Request, Wire, answer, chunked

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LIMITS = Limits(connect=5, read=5, head=30, total=30)
OK = "HTTP/1.1 200 OK\r\n"


@contextmanager
def _connected(
    script: Callable[[Request, Wire], None], clock: Clock | None = None, limits: Limits = LIMITS
) -> Iterator[Connection]:
    with ExitStack() as stack:
        server = stack.enter_context(HostileFront(script))
        connection = Connection("127.0.0.1", server.port, None, clock or SystemClock())
        stack.callback(connection.close)
        connection.begin(limits)
        connection.dial()
        yield connection


def _exchange(connection: Connection) -> tuple[int, bytes]:
    connection.send(REQUEST)
    head = connection.head()
    return head.status, b"".join(connection.body(head))


def _answered(octets: bytes) -> tuple[int, bytes]:
    """What is read of these octets, after which the server closes."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)
        wire.close()

    with _connected(script) as connection:
        return _exchange(connection)


@pytest.mark.parametrize(
    ("octets", "read"),
    [
        (answer(b"abc"), (200, b"abc")),
        (answer(b""), (200, b"")),
        (chunked(b"abc", b"defg"), (200, b"abcdefg")),
        (chunked(), (200, b"")),
        (b"HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", (200, b"x")),
        (b"HTTP/1.0 404 Not Found\r\nContent-Length: 1\r\n\r\nx", (404, b"x")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b"")),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", (204, b"")),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", (304, b"")),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + answer(b"z"), (200, b"z")),
        (
            OK.encode() + b"Transfer-Encoding: Chunked\r\n\r\nA;x=y\r\n0123456789\r\n00\r\nT: 1\r\n\r\n",
            (200, b"0123456789"),
        ),
        (OK.encode() + b"X:\r\nY:  \xe9 \r\nContent-Length:2\r\n\r\nab", (200, b"ab")),
    ],
    ids=range(12),
)
def test_whole_answers_are_read(octets: bytes, read: tuple[int, bytes]) -> None:
    """Content-Length and chunks, interim answers before them, and nothing more than the body."""
    assert _answered(octets) == read


@pytest.mark.parametrize(
    "head",
    [
        "HTTP/2 200 OK\r\nContent-Length: 0",
        "HTTP/1.1 2000 OK\r\nContent-Length: 0",
        "HTTP/1.1  200 OK\r\nContent-Length: 0",
        "ICY 200 OK\r\nContent-Length: 0",
        "<html>",
        "HTTP/1.1 099 X\r\nContent-Length: 0",
        OK + "Content-Length: 0\r\n folded: 1",
        OK + "Content-Length : 0",
        OK + "Content-Length: 0\r\nno colon",
        OK + "Content-Length: 0\r\n: empty",
        OK + "Content-Length: 0\r\nX: a\x00b",
        OK + "Content-Length: 0\r\nX: a\nY: b",
        OK + "Content-Length: 0\r\nX: a\rY: b",
        OK.rstrip("\r\n"),
        OK + "Connection: close",
        OK + "Content-Length: 1\r\nContent-Length: 1",
        OK + "Content-Length: 1\r\nContent-Length: 2",
        OK + "Content-Length: 1, 1",
        OK + "Content-Length: -1",
        OK + "Content-Length: +1",
        OK + "Content-Length: 1_0",
        OK + "Content-Length: 0x1",
        OK + "Content-Length:",
        OK + "Content-Length: " + "9" * 17,
        OK + "Transfer-Encoding: chunked\r\nContent-Length: 1",
        OK + "Transfer-Encoding: gzip, chunked",
        OK + "Transfer-Encoding: identity",
        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked",
        "HTTP/1.1 204 No Content\r\nContent-Length: 5",
        "HTTP/1.1 103 Early\r\nContent-Length: 5",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5, 5",
        OK + "Content-Length: 0" + "\r\nX: y" * 100,
        OK + "Content-Length: 0\r\nX: " + "y" * 65536,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x",
    ],
)
def test_ambiguous_heads_are_refused(head: str) -> None:
    """Framing that could be read two ways, broken lines, and anything over budget."""
    with pytest.raises(httpx.RemoteProtocolError):
        _answered(head.encode("latin-1") + b"\r\n\r\n1\r\nx\r\n0\r\n\r\n")  # whole, if it were in chunks


@pytest.mark.parametrize(
    "body",
    [
        b"-5\r\nabcde\r\n0\r\n\r\n",
        b"0x5\r\nabcde\r\n0\r\n\r\n",
        b"5 5\r\nabcde\r\n0\r\n\r\n",
        b"\r\n\r\n",
        b"5\r\nabcdefg\r\n0\r\n\r\n",
        b"5\nabcde\n0\n\n",
        b"f" * 13 + b"\r\nabc",
        b"5" + b";" * 2000 + b"\r\nabcde\r\n0\r\n\r\n",
        b"0\r\n" + b"T: " + b"x" * 2000 + b"\r\n\r\n",
        b"0\r\n" + b"T: xxxxxxxxxxxxxxx\r\n" * 1000 + b"\r\n",
        b"0\r\nT: 89\r\n0\r\nT: 1\r\n\r\n",
        b"0\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"0\r\n" + b"T: 1\r\n" * 101 + b"\r\n",
        b"0\r\ntRANSFER-eNCODING: GZIP, CHUnked\r\n\r\n",
        b"0\r\nContent-Length: 5\r\n\r\n",
        b"0\r\nHost: a.example\r\n\r\n",
    ],
    ids=range(16),
)
def test_broken_chunks_are_refused(body: bytes) -> None:
    """A negative size, a stray octet, a trailer without end, a trailer that is no field."""
    with pytest.raises(httpx.RemoteProtocolError):
        _answered(OK.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + body)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        answer(b"abc", length=4),
        OK.encode() + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        chunked(b"abcde")[:-2],
        chunked(b"abcde")[:-5],
    ],
    ids=range(6),
)
def test_cut_answers_are_never_whole(octets: bytes) -> None:
    """Cut in the head, the body, a chunk or the last line: refused as cut."""
    with pytest.raises(httpx.RemoteProtocolError, match="cut"):
        _answered(octets)


def test_endless_interim_answers_are_refused() -> None:
    """`http.client` would read 100 Continue for ever."""
    with pytest.raises(httpx.RemoteProtocolError, match="interim"):
        _answered(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@given(st.binary(max_size=400))
def test_any_octets_are_refused_or_framed(octets: bytes) -> None:
    """No octets crash the reader; without a status line of HTTP/1 nothing is ever taken for an answer."""
    with pytest.raises(httpx.RemoteProtocolError):
        _answered(octets)


@given(st.integers(0, 200), st.integers(0, 255))
def test_changed_octet_never_makes_a_longer_or_shorter_body(at: int, octet: int) -> None:
    """With one octet of an answer changed, the body is what its head declares, or refused."""
    octets = bytearray(answer(b"0123456789"))
    at %= len(octets)
    octets[at] = octet
    try:
        _, body = _answered(bytes(octets))
    except httpx.RemoteProtocolError:
        return
    assert len(body) <= 10


def test_tiny_chunks_are_read_in_reasonable_time() -> None:
    """A body in chunks of one octet costs time by its length, not by its square."""
    body = b"".join(b"1\r\nx\r\n" for _ in range(200_000)) + b"0\r\n\r\n"
    started = time.monotonic()
    assert len(_answered(OK.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + body)[1]) == 200_000
    assert time.monotonic() - started < 20


def test_silence_ends_with_a_time_out() -> None:
    """No octet within the read time-out is a time-out, in the head and in the body."""
    done = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"ab", length=4))
        wire.wait(done)

    with _connected(script, limits=Limits(5, 0.2, 30, 30)) as connection, pytest.raises(httpx.ReadTimeout):
        _exchange(connection)
    done.set()


def test_dripping_head_ends_with_the_total_deadline() -> None:
    """An octet each five seconds trips no read time-out; the total does, in the head already."""
    clock = TurnedClock()

    def script(request: Request, wire: Wire) -> None:
        for octet in OK.encode() + b"X: " + b"y" * 100:
            clock.advance(5)
            wire.send(bytes([octet]))

    with _connected(script, clock) as connection, pytest.raises(httpx.ReadTimeout, match="deadline"):
        _exchange(connection)


def test_dripping_head_has_a_deadline_of_its_own() -> None:
    """A download may take its half hour; its head may not."""
    clock = TurnedClock()

    def script(request: Request, wire: Wire) -> None:
        for octet in OK.encode() + b"X: " + b"y" * 100:
            clock.advance(5)
            wire.send(bytes([octet]))

    limits = Limits(5, 5, 30, 1700)
    with _connected(script, clock, limits) as connection, pytest.raises(httpx.ReadTimeout, match="deadline"):
        _exchange(connection)


def test_body_has_the_total_deadline() -> None:
    """Once the head is there, the total counts, from the beginning."""
    clock = TurnedClock()
    begun = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"", length=100))
        wire.wait(begun)
        wire.send(b"x")

    with _connected(script, clock, Limits(5, 5, 30, 200)) as connection:
        connection.send(REQUEST)
        body = connection.body(connection.head())
        clock.advance(199)
        begun.set()
        assert next(body) == b"x"
        clock.advance(1)
        with pytest.raises(httpx.ReadTimeout, match="deadline"):
            next(body)


def test_silent_peer_in_sending_is_a_time_out() -> None:
    """A server that never reads doesn't hold the sender for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connection = Connection("127.0.0.1", silent.getsockname()[1], None, SystemClock())
        connection.begin(Limits(5, 0.2, 30, 30))
        connection.dial()
        with pytest.raises(httpx.WriteTimeout):
            connection.send(bytes(64 * 1024 * 1024))
        connection.close()


def test_silent_peer_in_the_handshake_is_a_time_out(client_context: ssl.SSLContext) -> None:
    """A port that accepts and never says hello."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connection = Connection("127.0.0.1", silent.getsockname()[1], client_context, SystemClock())
        connection.begin(Limits(0.2, 5, 30, 30))
        with pytest.raises(httpx.ConnectTimeout):
            connection.dial()
        connection.close()


def test_interrupt_ends_a_hanging_handshake(client_context: ssl.SSLContext) -> None:
    """Nor does a silent handshake hold up a stop."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connection = Connection("127.0.0.1", silent.getsockname()[1], client_context, SystemClock())
        connection.begin(Limits(20, 20, 60, 60))
        timer = threading.Timer(0.2, connection.interrupt)
        timer.start()
        with pytest.raises(Interrupted):
            connection.dial()
        timer.join()
        connection.close()


def test_next_address_is_tried_where_the_first_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with several addresses is reached by any of them."""
    with HostileFront(lambda _request, wire: wire.send(answer(b"abc"))) as server:
        with socket.create_server(("127.0.0.1", 0)) as free:
            closed = free.getsockname()[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in (closed, server.port)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: list(found))
        connection = Connection("front.example", 1, None, SystemClock())
        connection.begin(LIMITS)
        connection.dial()
        assert _exchange(connection) == (200, b"abc")
        connection.close()


def test_idle_connection_is_looked_at_without_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no `poll`; `select` says the same."""
    monkeypatch.delattr(select, "poll")
    gone = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"abc"))
        wire.wait(gone)
        wire.close()

    with _connected(script) as connection:
        assert not Connection("127.0.0.1", 1, None, SystemClock()).alive()
        assert _exchange(connection) == (200, b"abc")
        assert connection.alive()
        gone.set()
        connection.begin(LIMITS)
        with pytest.raises(httpx.RemoteProtocolError, match="cut"):
            connection.head()
        assert not connection.alive()


def test_octets_left_over_make_a_connection_unusable(
    client_context: ssl.SSLContext, front_context: ssl.SSLContext
) -> None:
    """In our buffer, or still within the TLS record: either way it isn't idle."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"abc") + b"x" * 70_000)

    with HostileFront(script, front_context) as server:
        connection = Connection("127.0.0.1", server.port, client_context, SystemClock())
        connection.begin(LIMITS)
        connection.dial()
        assert _exchange(connection)[1] == b"abc"
        assert not connection.clean
        assert not connection.alive()
        connection._buffer.clear()
        connection._require().recv(1)
        assert not connection.alive()
        connection.interrupt()
        connection._require().close()
        assert not connection.alive()
        connection.close()
        with pytest.raises(Interrupted):
            connection._require()


def test_stop_is_seen_while_waiting() -> None:
    """An event ends a wait for a silent server, without anybody calling `interrupt`."""
    stop = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.wait(threading.Event(), 0.3)  # until the client waits: whoever looks before it does sees the stop anyway
        stop.set()
        wire.wait(threading.Event(), 5)

    started = time.monotonic()
    with _connected(script, limits=Limits(5, 20, 30, 30, stop)) as connection, pytest.raises(Interrupted):
        _exchange(connection)
    assert time.monotonic() - started < 4


def test_interrupt_before_dialling_counts() -> None:
    """Nobody slips between: an interrupted connection never comes to life."""
    with HostileFront(lambda _request, _wire: None) as server:
        connection = Connection("127.0.0.1", server.port, None, SystemClock())
        connection.begin(LIMITS)
        connection.interrupt()
        with pytest.raises(Interrupted):
            connection.dial()
        connection.close()


def test_socket_made_during_an_interrupt_is_closed() -> None:
    """Between two steps of dialling, too."""
    connection = Connection("127.0.0.1", 1, None, SystemClock())
    connection.interrupt()
    sock = socket.socket()
    with pytest.raises(Interrupted):
        connection._own(sock)
    assert sock.fileno() == -1


def test_head_without_end_is_refused() -> None:
    """64 KiB without a blank line are no head."""
    with pytest.raises(httpx.RemoteProtocolError, match="budget"):
        _answered(OK.encode() + b"X: " + b"y" * 200_000)


def test_late_answer_is_read_though_the_wait_looks_up_in_between() -> None:
    """Waiting in slices loses nothing."""

    def script(request: Request, wire: Wire) -> None:
        wire.wait(threading.Event(), 0.4)
        wire.send(answer(b"abc"))

    with _connected(script, limits=Limits(5, 5, 30, 30, threading.Event())) as connection:
        assert _exchange(connection) == (200, b"abc")


def test_an_end_that_comes_in_two_pieces_is_seen() -> None:
    """The line that ends a head may be cut anywhere."""
    whole = answer(b"abc")
    at = whole.index(b"\r\n\r\n") + 3

    def script(request: Request, wire: Wire) -> None:
        wire.send(whole[:at])
        wire.wait(threading.Event(), 0.1)
        wire.send(whole[at:])
        wire.close()

    with _connected(script) as connection:
        assert _exchange(connection) == (200, b"abc")


def test_interrupt_ends_a_hanging_connect() -> None:
    """A front end that doesn't even answer the call can't hold up a stop."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        connection = Connection("127.0.0.1", full.getsockname()[1], None, SystemClock())
        connection.begin(Limits(20, 20, 60, 60))
        timer = threading.Timer(0.2, connection.interrupt)
        timer.start()
        started = time.monotonic()
        with pytest.raises(Interrupted):
            connection.dial()
        assert time.monotonic() - started < 5
        timer.join()
        connection.close()


def test_refused_and_unknown_are_connect_errors() -> None:
    """Nobody listens, or no such name: a connect error with its cause."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for host in ("127.0.0.1", "no-such-host.invalid", "a..b", "x" * 300):
        connection = Connection(host, port, None, SystemClock())
        connection.begin(LIMITS)
        with pytest.raises(httpx.ConnectError) as refused:
            connection.dial()
        assert refused.value.__cause__ is not None


def test_failure_to_send_is_judged_by_what_can_be_read() -> None:
    """On a new connection the reason may already have been said; on a kept one it is stale."""
    said = threading.Event()

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(b"no", status="413 Too Large"))
        said.set()

    with _connected(script) as connection:
        connection.send(REQUEST)
        assert said.wait(5)
        connection._require().shutdown(socket.SHUT_WR)
        connection.send(REQUEST)
        assert connection.head().status == 413
        connection.exchanges += 1
        with pytest.raises(Stale):
            connection.send(REQUEST)


def test_kept_connection_that_was_closed_is_stale() -> None:
    """Only before the first octet of an answer, and only on a kept connection."""

    def script(request: Request, wire: Wire) -> None:
        if request.number == 1:
            wire.send(answer(b"a"))
        else:
            wire.reset()

    with _connected(script) as connection:
        assert _exchange(connection) == (200, b"a")
        connection.exchanges += 1
        assert connection.clean
        assert connection.alive()
        with pytest.raises(Stale):
            _exchange(connection)
        assert not connection.alive()
