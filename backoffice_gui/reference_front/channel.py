"""The channel: TLS 1.2 or later with certificates on both sides, and uvicorn shaped to it.

The peer certificate reaches the application through the connection's own protocol object: its
subject is put into the state that every request's scope is given.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from cryptography import x509
from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from backoffice_gui.reference_front.gathering import GatheringTransport

__all__ = ["PeerProtocol", "StoppableServer", "server_context"]

_IDLE_SECONDS = 75
_FAREWELL_SECONDS = 0.5
_CUT_SECONDS = 2
_GRACE_SECONDS = 4
_TICK_SECONDS = 1
_GLANCE_SECONDS = 0.01
_WITHOUT_ALERT = ("HTTP_REQUEST", "HTTPS_PROXY_REQUEST")


def server_context(certificate: Path, key: Path, authority: Path) -> ssl.SSLContext:
    """TLS 1.2 or later; a client certificate of `authority` is required."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    context.load_verify_locations(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    context.sslobject_class = _SaidWhy
    return context


class _SaidWhy(ssl.SSLObject):
    """A side of a handshake that says why it fails before the connection goes.

    asyncio closes at the first failure without sending what OpenSSL has written down for the
    peer, the alert: a client whose certificate is refused would see a cut [measured, Python 3.11].
    So the failure is put off by one turn, in which asyncio sends what waits. Where nothing waits
    (plain HTTP is answered no alert) it is not: the peer would wait for a close that comes a minute later.
    """

    _failure: ssl.SSLError | None = None

    def do_handshake(self) -> None:
        """Shake hands; what failed is raised at the next octet of the peer, at its end, or at the time-out."""
        if self._failure is not None:
            raise self._failure
        try:
            super().do_handshake()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            raise
        except ssl.SSLError as error:
            if error.reason in _WITHOUT_ALERT:
                raise
            self._failure = error
            raise ssl.SSLWantReadError from error


class PeerProtocol(H11Protocol):
    """One connection: says who its peer is (`collector`), whether it has `gone`, and how to `cut` it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the peer certificate's subject for every request of this connection."""
        self._gathering = GatheringTransport(transport, self.loop)
        super().connection_made(self._gathering)
        self.app_state = {**self.app_state, "cut": self.transport.abort, "gone": self.transport.is_closing}
        if transport.get_extra_info("peercert"):
            octets = transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
            self.app_state["collector"] = x509.load_der_x509_certificate(octets).subject.rfc4514_string()

    def shutdown(self) -> None:
        """End an idle connection at once, a busy one soon after its answer, whatever the peer does."""
        idle = self.cycle is None or self.cycle.response_complete
        sent = not self.transport.get_write_buffer_size()
        self._gathering.hasten(_FAREWELL_SECONDS)
        super().shutdown()
        if idle and sent:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Answer what isn't HTTP with a problem too."""
        body = msgspec.json.encode(
            {"type": "urn:transfer:problem:malformed", "title": "Not a request of HTTP/1.1", "status": 400}
        )
        head = (
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()


class StoppableServer(Server):
    """A server that a `threading.Event` stops; signals are its caller's affair."""

    def __init__(
        self,
        app: ASGIApp,
        context: ssl.SSLContext,
        stop: threading.Event,
        *,
        on_start: Callable[[], None],
        on_stop: Callable[[], None],
    ) -> None:
        super().__init__(
            Config(
                app,
                http=PeerProtocol,
                ws="none",
                lifespan="off",
                loop="none",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=_IDLE_SECONDS,
                ssl_context_factory=lambda _config, _default: context,
            )
        )
        self._stop = stop
        self._on_start = on_start
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so once connections are accepted."""
        await super().startup(sockets)
        self._on_start()

    async def main_loop(self) -> None:
        """Serve until the event is set, and hear of it at once: uvicorn looks ten times a second."""
        stopping = asyncio.create_task(asyncio.to_thread(self._stop.wait))
        while not await self.on_tick(0):
            await asyncio.wait({stopping}, timeout=_TICK_SECONDS)

    async def on_tick(self, counter: int) -> bool:
        """Once a second: the date of answers, and the event; waiting polls are let go before connections close."""
        await super().on_tick(counter)
        if self._stop.is_set():
            self._on_stop()
        return self._stop.is_set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let answers be finished for a moment, then cut what is left: a download of gigabytes is resumed later.

        uvicorn's own waits a fifth of a second where nothing is left to wait for.
        """
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        cutting = asyncio.get_running_loop().call_later(_CUT_SECONDS, self._cut_all)
        try:
            async with asyncio.timeout(_GRACE_SECONDS):
                await self._until_all_is_said()
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()
        finally:
            cutting.cancel()

    async def _until_all_is_said(self) -> None:
        """No connection and no answer is left; whoever is in the middle of a handshake has one glance for it."""
        while True:
            await asyncio.sleep(_GLANCE_SECONDS)
            if not self.server_state.connections and not self.server_state.tasks:
                break
        for server in self.servers:
            await server.wait_closed()

    def _cut_all(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signal handlers alone."""
        yield
