"""One request and its answer: the fields every request carries, foreign failures turned into ours.

httpx is used at its transport seam (`BaseTransport`, `Request`, `Response`), without a `Client`:
all that a client adds — cookies, redirects, proxies of the environment, decoding — is what
protocol §1 forbids, and it costs 0.2 ms a request [measured].
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from backoffice_gui.clock import Clock
from backoffice_gui.transfer.answers import Expected, small_body
from backoffice_gui.transfer.connection import Limits
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.failures import failure_of
from backoffice_gui.transfer.media import JSON
from backoffice_gui.transfer.values import Role
from backoffice_gui.transfer.wire import Received

__all__ = ["USUAL", "Ask", "Caller", "Small"]

USUAL = Limits(connect=10.0, read=15.0, head=60.0, total=60.0)
"""What any request but a waiting poll and a part may take, in seconds."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: `path` counts from the base URL; `over` another transport than the usual one."""

    method: str
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    limits: Limits = USUAL
    over: httpx.BaseTransport | None = None


@dataclass(frozen=True, slots=True)
class Small:
    """An answer read as a whole, and when it began."""

    octets: bytes
    received: Received


class Caller:
    """Sends requests to one endpoint over a transport; `ready` is what it says of us from now on."""

    def __init__(self, endpoint: Endpoint, role: Role, clock: Clock, transport: httpx.BaseTransport) -> None:
        self._base = httpx.URL(endpoint.url)
        self._clock = clock
        self._transport = transport
        self._collects = role is Role.COLLECTOR
        self.ready = False
        self._fields = {
            "Host": self._base.netloc.decode("ascii"),
            "User-Agent": f"backoffice-gui/{endpoint.version}",
            "Accept-Encoding": "identity",
            "Transfer-Role": role.value,
        }

    def small(self, ask: Ask, expected: Expected) -> Small:
        """Ask, and read the whole answer; raises as `small_body` does."""
        with self.answer(ask) as response:
            received = Received(self._clock.elapsed(), self._clock.now())
            return Small(small_body(response, expected, received.now), received)

    @contextmanager
    def answer(self, ask: Ask) -> Iterator[httpx.Response]:
        """Ask, and give out the answer's head; its connection is kept only if the body is read to its end."""
        fields = {
            **self._fields,
            "X-Request-Id": str(uuid.uuid4()),
            "Collector-State": "ready" if self.ready and self._collects else "not-ready",
            **ask.fields,
        }
        if ask.body is not None:
            fields["Content-Type"] = JSON
        request = httpx.Request(
            ask.method,
            self._base.copy_with(raw_path=self._base.raw_path.rstrip(b"/") + ask.path.encode("ascii")),
            headers=fields,
            content=None if ask.body is None else msgspec.json.encode(ask.body),
            extensions={"limits": ask.limits},
        )
        try:
            response = (ask.over or self._transport).handle_request(request)
        except httpx.TransportError as error:
            raise failure_of(error) from error
        try:
            yield response
        finally:
            response.close()
