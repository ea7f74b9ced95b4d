"""The channel: certificates on both sides, and a server that stops when it is told."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.reference_front.authority import Authority, Pair
from backoffice_gui.reference_front.jose import payload_of
from tests.support.front import Front, plain_submission, streamed_part

_TIME = "2026-11-23T09:00:00.000Z"


def _address(front: Front) -> tuple[str, int]:
    parts = urlsplit(front.url)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


@contextlib.contextmanager
def _connected(front: Front, context: ssl.SSLContext) -> Iterator[ssl.SSLSocket]:
    with (
        socket.create_connection(_address(front), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as wrapped,
    ):
        yield wrapped


def _answer(connection: ssl.SSLSocket, request: bytes) -> bytes:
    connection.sendall(request)
    octets = b""
    while piece := connection.recv(65536):
        octets += piece
    return octets


def test_without_a_certificate_nobody_is_answered(front: Front) -> None:
    """The handshake fails, or the connection ends before any answer (TLS 1.3)."""
    context = ssl.create_default_context(cafile=str(front.site.authority))
    with httpx.Client(verify=context, trust_env=False) as client, pytest.raises(httpx.TransportError):
        client.get(front.url + "/submissions")


def test_a_certificate_of_another_authority_is_refused(front: Front) -> None:
    """Whatever name it carries."""
    folder = front.folder / "other"
    folder.mkdir()
    own = Pair(folder / "ca.pem", folder / "ca.key")
    stranger = Pair(folder / "c.pem", folder / "c.key")
    Authority(own, SystemClock()).client(stranger, "collector-1")
    with front.client(stranger) as client, pytest.raises(httpx.TransportError):
        client.get("/submissions")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])
@pytest.mark.parametrize("shown", ["none", "stranger"])
def test_a_refused_certificate_is_told_so(front: Front, version: ssl.TLSVersion, shown: str) -> None:
    """The alert goes out before the connection ends: the client can tell a refusal from a cut."""
    context = ssl.create_default_context(cafile=str(front.site.authority))
    context.minimum_version = context.maximum_version = version
    if shown == "stranger":
        folder = front.folder / "other"
        folder.mkdir()
        stranger = Pair(folder / "c.pem", folder / "c.key")
        Authority(Pair(folder / "ca.pem", folder / "ca.key"), SystemClock()).client(stranger, "collector-1")
        context.load_cert_chain(stranger.certificate, stranger.key)
    with pytest.raises(ssl.SSLError, match="ALERT"), _connected(front, context) as connection:
        _answer(connection, b"GET /transfer/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n")


def test_who_stays_after_a_refusal_is_not_waited_for(front: Front) -> None:
    """A peer that neither speaks nor goes after its alert holds up no stop."""
    context = ssl.create_default_context(cafile=str(front.site.authority))
    with socket.create_connection(_address(front), timeout=10) as plain:
        wrapped = context.wrap_socket(plain, server_hostname="127.0.0.1")
        began = time.monotonic()
        front.stop()
        assert time.monotonic() - began < 4
        wrapped.close()


@pytest.mark.parametrize(
    ("version", "accepted"),
    [(ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_3, True)],
)
def test_tls_1_2_and_later_is_spoken(front: Front, version: ssl.TLSVersion, accepted: bool) -> None:
    """Both versions of today."""
    context = front.tls()
    context.minimum_version = context.maximum_version = version
    with _connected(front, context) as connection:
        assert (connection.version() == version.name.replace("v1_", "v1.")) == accepted


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_tls_1_1_is_refused(front: Front) -> None:
    """No version below 1.2, even where the client would."""
    context = front.tls()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, ConnectionError)), _connected(front, context):
        pass


def test_the_receipt_names_who_showed_which_certificate(front: Front) -> None:
    """Each connection has its own peer, in the form of RFC 4514."""
    made = front.desk.take_in([plain_submission(b"a") for _ in range(2)])
    names = []
    for pair, one in zip((front.site.client, front.site.second_client), made, strict=True):
        body = {"digest": one.digest, "store_id": "s", "stored_at": _TIME}
        with front.client(pair) as client:
            receipt = client.put(f"/submissions/{one.id}/acknowledgement", json=body).text
        names.append(payload_of(receipt)["collector"])
    assert names == ["CN=collector-1", "CN=collector-2"]


def test_what_is_not_http_gets_a_problem(front: Front) -> None:
    """400 as a problem that no cache keeps, and the connection ends."""
    with _connected(front, front.tls()) as connection:
        head, _, body = _answer(connection, b"NONSENSE\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"cache-control: no-store" in head
    assert b"content-type: application/problem+json" in head
    assert b"urn:transfer:problem:malformed" in body


def test_a_connection_is_kept_and_pipelined_requests_are_answered_in_order(front: Front) -> None:
    """Two requests at once on one connection: two answers, the second ends it as asked."""
    one = b"GET /transfer/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n"
    two = b"GET /transfer/v1/nope HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with _connected(front, front.tls()) as connection:
        octets = _answer(connection, one + two)
    assert octets.index(b"HTTP/1.1 200") < octets.index(b"HTTP/1.1 404")


def test_a_stop_does_not_wait_for_idle_connections(front: Front) -> None:
    """A client that keeps its connection and never says goodbye doesn't hold the server up."""
    with front.client() as client:
        client.get("/ledger")
        began = time.monotonic()
        front.stop()
        assert time.monotonic() - began < 3
        with pytest.raises(httpx.TransportError):
            client.get("/ledger")


def test_a_stop_cuts_a_download_that_goes_on_and_on(front: Front) -> None:
    """Who reads slowly is cut after a moment, without a word in the log, and sees that the body is short."""
    new = plain_submission(b"form")
    (one,) = front.desk.take_in([type(new)(new.kind, (streamed_part(64 * 1024 * 1024),))])
    with front.client() as client, client.stream("GET", f"/submissions/{one.id}/parts/0") as answer:
        pieces = answer.iter_raw(1000)
        next(pieces)
        front.stop()
        with pytest.raises(httpx.TransportError):
            deque(pieces, maxlen=0)


def test_no_answer_names_the_server(front: Front) -> None:
    """Neither product nor version in the headers."""
    with front.client() as client:
        assert "server" not in client.get("/ledger").headers


def test_plain_http_is_closed_at_once(front: Front) -> None:
    """No alert is written for it: what waits to be sent must not keep the connection for a minute."""
    with socket.create_connection(_address(front), timeout=5) as plain:
        plain.sendall(b"GET /transfer/v1/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert plain.recv(1024) == b""


def test_a_request_cut_in_its_body_is_nothing_at_all(front: Front) -> None:
    """No effect, and no noise: the network's doing is no exception of ours."""
    (one,) = front.desk.take_in([plain_submission(b"{}")])
    body = b'{"digest": "%s", "store_id": "s", "stored_at": "%s"}' % (one.digest.encode(), _TIME.encode())
    head = (
        f"PUT /transfer/v1/submissions/{one.id}/acknowledgement HTTP/1.1\r\nHost: x\r\nTransfer-Role: collector\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    for cut in (0, 1, len(body) - 1):
        with _connected(front, front.tls()) as connection:
            connection.sendall(head.encode() + body[:cut])
    front.stop()
    assert front.outcomes() == {}
