from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.conformance.wire import Answer, Line, NoAnswer, Place, request_octets

GET = b"GET / HTTP/1.1\r\n\r\n"


@contextmanager
def _saying(*answers: bytes, hold: bool = False) -> Iterator[Line]:
    """A server that says this, whatever it is asked, and hangs up unless it is to `hold`."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with server.accept()[0] as peer:
                for answer in answers:
                    peer.recv(65536)
                    peer.sendall(answer)
                if hold:
                    done.wait(20)

        thread = threading.Thread(target=serve, name="saying")
        thread.start()
        line = Line(Place("127.0.0.1", server.getsockname()[1], ""), None, SystemClock())
        try:
            yield line
        finally:
            done.set()
            line.close()
            thread.join()


def _answer(octets: bytes, *, bodiless: bool = False) -> Answer:
    with _saying(octets) as line:
        return line.ask(GET, 5, bodiless=bodiless)


def test_an_answer_is_kept_as_it_came() -> None:
    """Headers in order, twice where they came twice; the body by its length."""
    answer = _answer(b"HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 3\r\n\r\nabcdef")
    assert (answer.status, answer.body, answer.framing) == (200, b"abc", "length")
    assert answer.header("set-cookie") == "a, b"
    assert answer.header("etag") is None
    assert answer.media_type == ""


@pytest.mark.parametrize(
    ("octets", "body", "framing"),
    [
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX: 1\r\n\r\n",
            b"abcde",
            "chunked",
        ),
        (b"HTTP/1.0 200 OK\r\n\r\nall of it", b"all of it", "close"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b"", "none"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"", "length"),
    ],
)
def test_each_framing_is_told(octets: bytes, body: bytes, framing: str) -> None:
    """How the end of a body was known is a thing to judge."""
    answer = _answer(octets)
    assert (answer.body, answer.framing) == (body, framing)


def test_head_has_no_body() -> None:
    """Whatever length it declares."""
    assert _answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", bodiless=True).body == b""


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "closed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "closed"),
        (b"220 mail.example ESMTP\r\n\r\n", "not-http"),
        (b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "not-http"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "chunks"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n", "chunks"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "body-too-long"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000, "head-too-long"),
    ],
)
def test_what_is_no_answer_is_told_as_none(octets: bytes, reason: str) -> None:
    """With a word for what was wrong."""
    with pytest.raises(NoAnswer) as raised:
        _answer(octets)
    assert raised.value.reason == reason


def test_silence_ends_in_time() -> None:
    """A server that never answers costs its time-out and no more."""
    with _saying(b"HTTP/1.1 2", hold=True) as line, pytest.raises(NoAnswer) as raised:
        line.ask(GET, 0.2)
    assert raised.value.reason == "time-out"


def test_a_connection_is_kept_where_the_answer_lets_it() -> None:
    """And closed where it doesn't."""
    good = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    with _saying(good, good.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")) as line:
        line.ask(GET, 5)
        assert line.live
        line.ask(GET, 5)
        assert (line.live, line.answers) == (False, 2)


def test_nobody_there_is_no_answer() -> None:
    """A port that nobody listens on, a name that does not resolve."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for host, reason in (("127.0.0.1", "refused"), ("nowhere.invalid", "name")):
        with pytest.raises(NoAnswer) as raised:
            Line(Place(host, port, ""), None, SystemClock()).ask(GET, 5)
        assert raised.value.reason == reason


def test_a_request_is_written_as_asked() -> None:
    """Its own headers, a length where there is a body."""
    place = Place("front.example", 443, "/transfer/v1")
    assert (
        request_octets(place, "GET", "/x", {"A": "1"}, None)
        == b"GET /x HTTP/1.1\r\nHost: front.example:443\r\nA: 1\r\n\r\n"
    )
    assert request_octets(place, "PUT", "/x", {}, b"{}").endswith(b"Content-Length: 2\r\n\r\n{}")
