"""Beside the matrix: versions nobody should speak any more, and ends without TLS's goodbye (`close_notify`)."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from backoffice_gui.cli.text import FRENCH, words_for
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import BadAnswer, FrontEndError, Unreachable
from backoffice_gui.transfer import Endpoint, FrontEnd, Role, tls_context
from tests.proof.tls.conditions import ADDRESS, Papers
from tests.support.certificates import server_context
from tests.support.hostile import HostileFront, Request, Wire, answer
from tests.support.signing import page
from tests.support.tls import SIGNER, empty_front, meeting

VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]
_PAGE = page([], high_seq=0, ledger_high=0)
_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
_BARE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


@pytest.fixture(scope="module")
def papers() -> Papers:
    """The certificates of this run."""
    return Papers()


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What is closed at the end of a test."""
    with ExitStack() as made:
        yield made


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1], ids=["1.0", "1.1"])
def test_a_server_of_old_versions_alone_is_said_to_be_that(
    papers: Papers, version: ssl.TLSVersion, stack: ExitStack, tmp_path: Path
) -> None:
    """No hello is answered, nothing is sent, and the words name the version, not the network."""
    context = server_context(tmp_path, papers.server, None)
    with pytest.warns(DeprecationWarning, match="TLS"):
        context.minimum_version = version
    with pytest.warns(DeprecationWarning, match="TLS"):
        context.maximum_version = version
    (tmp_path / "ca.pem").write_bytes(papers.own.pem)
    ours = tls_context(tmp_path / "ca.pem", *papers.client.write(tmp_path, "client"))
    with HostileFront(empty_front, context) as server:
        front = FrontEnd(Endpoint(server.url, ours, SIGNER.keys, "1"), role=Role.COLLECTOR, clock=SystemClock())
        stack.callback(front.close)
        with pytest.raises(Unreachable) as refused:
            front.submissions(ready=True)
    assert refused.value.named == "TRF-002:protocol-version"
    assert "TLS 1.2 ou 1.3" in words_for(FRENCH).circumstance(refused.value)
    assert (server.requests, server.handshake_errors) == ([], server.connections)


@pytest.mark.parametrize("version", VERSIONS, ids=["1.2", "1.3"])
@pytest.mark.parametrize(
    ("octets", "outcome"),
    [
        pytest.param(answer(_PAGE), None, id="after a whole body"),
        pytest.param(answer(_PAGE)[:-1], (Unreachable, "cut"), id="an octet before its end"),
        pytest.param(answer(_PAGE)[:40], (Unreachable, "cut"), id="within the head"),
        pytest.param(b"", (Unreachable, "cut"), id="before the head"),
        pytest.param(_CHUNKED + b"%x\r\n%s\r\n" % (len(_PAGE), _PAGE), (Unreachable, "cut"), id="without a last chunk"),
        pytest.param(_BARE + _PAGE, (BadAnswer, "length"), id="as the end of a body without length"),
    ],
)
def test_an_end_without_goodbye_is_never_taken_for_the_end_of_an_answer(
    papers: Papers,
    version: ssl.TLSVersion,
    octets: bytes,
    outcome: tuple[type[FrontEndError], str] | None,
    tmp_path: Path,
) -> None:
    """Who cuts the wire can't shorten an answer: lengths decide, and what has none is refused."""

    def cut(_request: Request, wire: Wire) -> None:
        wire.send(octets)
        wire.close()

    with meeting(tmp_path, papers.shown(papers.own.server(ADDRESS)), version, cut) as met:
        if outcome is None:
            assert met.front.submissions(ready=True).items == ()
            return
        with pytest.raises(outcome[0]) as refused:
            met.front.submissions(ready=True)
        assert refused.value.reason == outcome[1]
