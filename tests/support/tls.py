"""Two sides of a TLS channel that can be given any certificates, and what passed between them.

    with meeting(folder, sides, ssl.TLSVersion.TLSv1_3) as met:
        met.front.submissions(ready=True)     # the real client over real sockets
        met.server.heard                      # octets that the server could decrypt

The server judges a client's certificate as servers do: by its authority, its dates, its use, a list
of revoked ones, and by its name, which it refuses with 403.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui.clock import SystemClock
from backoffice_gui.transfer import Endpoint, FrontEnd, Role, tls_context
from tests.support.certificates import Credential, server_context
from tests.support.hostile import HostileFront, Request, Script, Wire, answer
from tests.support.signing import EPOCH, Signer, page

__all__ = ["SIGNER", "JudgingFront", "Met", "Sides", "empty_front", "meeting"]

SIGNER = Signer("k1")
"""The front end's signing key."""


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What each side shows and trusts.

    `trusted` is our CA file; `client` is nothing for a client that shows no certificate;
    `crl` lists certificates the server's authority has revoked; `admits` are the names the server
    lets in, all where it is nothing.
    """

    server: Credential
    trusted: bytes
    client: Credential | None
    client_ca: bytes
    host: str = "127.0.0.1"
    crl: bytes | None = None
    admits: frozenset[str] | None = None
    alpn: tuple[str, ...] = ()


class _Counted:
    """A socket whose received octets are counted for its server."""

    def __init__(self, sock: ssl.SSLSocket, server: JudgingFront) -> None:
        self._sock, self._server = sock, server

    def recv(self, most: int) -> bytes:
        """Receive, and count."""
        octets = self._sock.recv(most)
        self._server.heard += len(octets)
        return octets

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


@dataclass
class JudgingFront(HostileFront):
    """A scripted server that also judges the client's name; `heard` counts what it could decrypt."""

    admits: frozenset[str] | None = None
    heard: int = 0
    strangers: list[str] = field(default_factory=list)

    def _converse(self, sock: socket.socket, connection: int) -> None:
        assert isinstance(sock, ssl.SSLSocket)
        name = _common_name(sock)
        if self.admits is not None and name not in self.admits:
            self.strangers.append(name)
        super()._converse(_Counted(sock, self), connection)  # type: ignore[arg-type]


def _common_name(sock: ssl.SSLSocket) -> str:
    shown: Any = sock.getpeercert() or {}
    return next((value for rdn in shown.get("subject", ()) for key, value in rdn if key == "commonName"), "")


def empty_front(request: Request, wire: Wire) -> None:
    """A front end of the protocol with nothing waiting and an empty ledger."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if "/ledger" in request.target:
        wire.send(answer(b'{"version": 1, "epoch": "%s", "low_pos": 1, "high_pos": 0, "entries": []}' % EPOCH.encode()))
    else:
        wire.send(answer(page([], high_seq=0, ledger_high=0, server_time=now)))


@dataclass
class Met:
    """The two sides: the product's client, and the server."""

    front: FrontEnd
    server: JudgingFront


@contextlib.contextmanager
def meeting(folder: Path, sides: Sides, version: ssl.TLSVersion | None, script: Script = empty_front) -> Iterator[Met]:
    """Start the server, and make a client of it, for the length of a `with`."""
    context = server_context(folder, sides.server, sides.client_ca, version=version)
    if sides.alpn:
        context.set_alpn_protocols(list(sides.alpn))
    if sides.crl is not None:
        (folder / "revoked.pem").write_bytes(sides.crl)
        context.load_verify_locations(cafile=str(folder / "revoked.pem"))
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF

    def judged(request: Request, wire: Wire) -> None:
        if server.strangers:
            wire.send(answer(b"{}", status="403 Forbidden", media_type="application/problem+json"))
        else:
            script(request, wire)

    server = JudgingFront(judged, context, admits=sides.admits)
    (folder / "ca.pem").write_bytes(sides.trusted)
    shown = (None, None) if sides.client is None else sides.client.write(folder, "client")
    ours = tls_context(folder / "ca.pem", *shown)
    with server:
        endpoint = Endpoint(server.url.replace("127.0.0.1", sides.host), ours, SIGNER.keys, "1")
        front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=SystemClock())
        try:
            yield Met(front, server)
        finally:
            front.close()
