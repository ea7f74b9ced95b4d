"""One request and its answer: what every request carries, and what becomes of its connection."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import httpx
import pytest

from backoffice_gui.errors import Unreachable
from backoffice_gui.transfer.answers import Expected
from backoffice_gui.transfer.calls import Ask, Caller
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.media import JSON
from backoffice_gui.transfer.values import Role
from tests.support.clock import TurnedClock
from tests.support.signing import Signer

EXPECTED = Expected(JSON, frozenset({200}), "page")


class Recording(httpx.BaseTransport):
    """A transport that answers `{}` and remembers."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.closed = 0
        self.failure: httpx.TransportError | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Note the request."""
        self.requests.append(request)
        if self.failure is not None:
            raise self.failure
        recording = self

        class Body(httpx.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                yield b"{}"

            def close(self) -> None:
                recording.closed += 1

        return httpx.Response(200, headers={"content-type": JSON, "content-length": "2"}, stream=Body())


def _caller(
    transport: Recording, role: Role = Role.COLLECTOR, url: str = "https://h.example:8443/transfer/v1"
) -> Caller:
    return Caller(Endpoint(url, None, Signer("k1").keys, "1.2.3"), role, TurnedClock(), transport)


def test_every_request_says_who_asks() -> None:
    """User-Agent, a new X-Request-Id each, role, state, identity; no cookie, no authorization."""
    transport = Recording()
    caller = _caller(transport)
    caller.ready = True
    small = caller.small(Ask("GET", "/submissions?after=0&limit=1", fields={"Prefer": "wait=5"}), EXPECTED)
    caller.small(Ask("PUT", "/x", body={"a": "é"}), EXPECTED)
    first, second = (request.headers for request in transport.requests)
    assert {name: first[name] for name in ("user-agent", "transfer-role", "collector-state", "accept-encoding")} == {
        "user-agent": "backoffice-gui/1.2.3",
        "transfer-role": "collector",
        "collector-state": "ready",
        "accept-encoding": "identity",
    }
    assert uuid.UUID(first["x-request-id"]) != uuid.UUID(second["x-request-id"])
    assert set(first) == {
        "host",
        "user-agent",
        "accept-encoding",
        "transfer-role",
        "x-request-id",
        "collector-state",
        "prefer",
    }
    assert str(transport.requests[0].url) == "https://h.example:8443/transfer/v1/submissions?after=0&limit=1"
    assert first["host"] == "h.example:8443"
    assert (second["content-type"], second["content-length"]) == (JSON, "10")
    assert (small.received.elapsed, transport.closed) == (1000.0, 2)


@pytest.mark.parametrize(
    ("role", "ready", "state"),
    [
        (Role.COLLECTOR, False, "not-ready"),
        (Role.COLLECTOR, True, "ready"),
        (Role.OBSERVER, True, "not-ready"),
    ],
)
def test_only_a_ready_collector_is_ready(role: Role, ready: bool, state: str) -> None:
    """An observer never opens the front end's intake gate."""
    transport = Recording()
    caller = _caller(transport, role)
    caller.ready = ready
    caller.small(Ask("GET", "/x"), EXPECTED)
    assert transport.requests[0].headers["collector-state"] == state
    assert transport.requests[0].headers["transfer-role"] == role.value


def test_a_base_with_a_slash_at_its_end_gives_no_double_one() -> None:
    """Its path may also be empty."""
    transport = Recording()
    for base in ("https://h.example", "https://h.example/", "https://h.example/transfer/v1/"):
        _caller(transport, url=base).small(Ask("GET", "/ledger"), EXPECTED)
    asked = [str(request.url) for request in transport.requests]
    assert asked == [
        "https://h.example/ledger",
        "https://h.example/ledger",
        "https://h.example/transfer/v1/ledger",
    ]


def test_foreign_failure_is_turned_into_ours() -> None:
    """With its cause kept."""
    transport = Recording()
    transport.failure = httpx.ConnectTimeout("x")
    with pytest.raises(Unreachable) as refused:
        _caller(transport).small(Ask("GET", "/x"), EXPECTED)
    assert refused.value.__cause__ is transport.failure


def test_answer_is_closed_whatever_happens_to_it() -> None:
    """A caller that fails leaves no connection behind."""
    transport = Recording()
    caller = _caller(transport)
    with pytest.raises(ZeroDivisionError), caller.answer(Ask("GET", "/x")):
        raise ZeroDivisionError
    assert transport.closed == 1


def test_another_transport_may_be_named() -> None:
    """The waiting poll has one of its own."""
    usual, other = Recording(), Recording()
    _caller(usual).small(Ask("GET", "/x", over=other), EXPECTED)
    assert (len(usual.requests), len(other.requests)) == (0, 1)
