from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from backoffice_gui.conformance import Outcome
from backoffice_gui.conformance.channel import CHECKS
from backoffice_gui.reference_front import channel, requests, serve
from backoffice_gui.reference_front.answers import Refused
from tests.support.front import Front, running_front
from tests.support.kit import failures, judged


def test_the_reference_front_end_does_what_these_ask(front: Front) -> None:
    """Asked for by name, they are made and find nothing; that they can find something is shown in tests/proof."""
    verdicts = judged(
        front,
        "tls",
        "http.methods",
        "http.head",
        "http.keep-alive",
        "http.request-id",
        "http.unknown-query",
        "http.huge-header",
        "http.huge-body",
        "http.not-http",
        others=True,
    )
    assert failures(verdicts) == {}
    assert {one.outcome for one in verdicts.values()} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    assert {check.id for check in CHECKS} & set(verdicts)


def _asked_for(patch: pytest.MonkeyPatch) -> None:
    """A certificate is asked for in the handshake, and missed only later."""
    real = channel.server_context

    def context(certificate: Path, key: Path, authority: Path) -> ssl.SSLContext:
        made = real(certificate, key, authority)
        made.verify_mode = ssl.CERT_OPTIONAL
        return made

    patch.setattr(serve, "server_context", context)


def _let_in_with_a_batch(patch: pytest.MonkeyPatch) -> None:
    """Anybody may acknowledge many; none at all is malformed."""
    caller, read = requests.caller, requests.acknowledgements

    def whoever(request: Any) -> requests.Caller:
        if request.url.path.endswith("/acknowledgements"):
            request.scope["state"].setdefault("collector", "CN=nobody")
        return caller(request)

    def some(octets: bytes) -> Any:
        try:
            return read(octets)
        except Refused as error:
            raise Refused("malformed", 400) from error

    patch.setattr(requests, "caller", whoever)
    patch.setattr(requests, "acknowledgements", some)


def _without_batches(app: ASGIApp) -> ASGIApp:
    """A site without 3.5, whose router says so before anybody's certificate is looked at."""

    async def routed(scope: Scope, receive: Receive, send: Send) -> None:
        there = scope["type"] != "http" or not scope["path"].endswith("/acknowledgements")
        await (app if there else PlainTextResponse("EXEMPLE", 404))(scope, receive, send)

    return routed


def test_who_is_let_in_with_a_batch_is_seen_and_where_there_are_none_nobody_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch of nothing would be refused whoever brings it; a route that is not there lets nobody in."""
    _asked_for(monkeypatch)
    with running_front(tmp_path / "without", wrap=_without_batches) as front:
        assert failures(judged(front, "tls.client-certificate")) == {}
    _let_in_with_a_batch(monkeypatch)
    with running_front(tmp_path / "open") as front:
        found = failures(judged(front, "tls.client-certificate"))
    assert [line.partition(" (")[0] for line in found["tls.client-certificate"]] == ["POST /acknowledgements"]
