"""What the tests of this room share: a signer, an authority, a clock to turn, a front end over real TLS."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.transfer import Endpoint, FrontEnd, Role, tls_context
from tests.support.certificates import Authority, server_context
from tests.support.hostile import HostileFront, Script
from tests.support.signing import Signer

Connect = Callable[..., tuple[FrontEnd, HostileFront]]


@pytest.fixture(scope="session")
def authority() -> Authority:
    """The authority both sides trust."""
    return Authority()


@pytest.fixture(scope="session")
def signer() -> Signer:
    """The front end's signing key."""
    return Signer("k1")


@pytest.fixture(scope="session")
def client_context(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Our side's context, with a good client certificate."""
    folder = tmp_path_factory.mktemp("client")
    certificate, key = authority.client().write(folder, "client")
    return tls_context(authority.write(folder / "ca.pem"), certificate, key)


@pytest.fixture(scope="session")
def front_context(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """The front end's context: asks for a client certificate."""
    return server_context(tmp_path_factory.mktemp("front"), authority.server("127.0.0.1"), authority.pem)


@pytest.fixture
def connect(signer: Signer, client_context: ssl.SSLContext, front_context: ssl.SSLContext) -> Iterator[Connect]:
    """Start a scripted front end over mutual TLS, and a client of it."""
    with ExitStack() as stack:

        def start(
            script: Script, *, clock: Clock | None = None, role: Role = Role.COLLECTOR, plain: bool = False
        ) -> tuple[FrontEnd, HostileFront]:
            server = stack.enter_context(HostileFront(script, None if plain else front_context))
            endpoint = Endpoint(server.url, None if plain else client_context, signer.keys, "1.2.3")
            front = FrontEnd(endpoint, role=role, clock=clock or SystemClock())
            stack.callback(front.close)
            return front, server

        yield start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of this test's own."""
    return tmp_path
