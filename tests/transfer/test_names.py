"""Names and addresses: the resolver is asked apart, and nobody has to wait for it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import Unreachable
from backoffice_gui.transfer import Endpoint, FrontEnd, Role
from backoffice_gui.transfer.names import Names
from tests.support.hostile import HostileFront, answer
from tests.support.signing import Signer, page
from tests.support.waiting import until

_FOUND = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]


@dataclass
class Resolver:
    """The system's, held up until the test lets it go."""

    answers: threading.Event = field(default_factory=threading.Event)
    asked: int = 0

    def getaddrinfo(self, *_args: object, **_named: object) -> list[object]:
        """Say where the front end is, once."""
        self.asked += 1
        assert self.answers.wait(30)
        return list(_FOUND)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    """A name server that does not answer until the test ends."""
    resolver = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", resolver.getaddrinfo)
    yield resolver
    resolver.answers.set()
    until(lambda: not any(thread.name == "name-lookup" for thread in threading.enumerate()))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_needs_no_resolver(host: str) -> None:
    """It is read where it stands, without a thread."""

    def never() -> float:
        raise AssertionError("waited for a resolver")

    assert Names(host, 443).addresses(never)[0][4][1] == 443


def test_a_name_is_asked_for_and_a_failure_is_the_resolvers() -> None:
    """What the resolver says goes up, from the thread that waits."""
    assert Names("localhost", 443).addresses(lambda: 1.0)
    with pytest.raises(socket.gaierror):
        Names("no-such-host.invalid", 443).addresses(lambda: 1.0)
    with pytest.raises(UnicodeError):
        Names("a..b", 443).addresses(lambda: 1.0)


def test_a_silent_resolver_is_asked_once_and_left(silent: Resolver) -> None:
    """Who gives up leaves one lookup behind; who comes later waits for that one."""
    names = Names("front.example", 443)

    def impatient() -> float:
        raise TimeoutError

    for _ in range(5):
        with pytest.raises(TimeoutError):
            names.addresses(impatient)
    assert silent.asked == 1
    left = [thread for thread in threading.enumerate() if thread.name == "name-lookup"]
    assert [thread.daemon for thread in left] == [True]  # it does not keep the program from ending
    silent.answers.set()
    assert names.addresses(lambda: 0.1) == _FOUND


def test_a_silent_name_server_does_not_hold_up_the_stop(silent: Resolver, signer: Signer) -> None:
    """A client that waits for a name is closed at once."""
    front = FrontEnd(
        Endpoint("http://localhost:1/transfer/v1", None, signer.keys, "0"), role=Role.COLLECTOR, clock=SystemClock()
    )
    timer = threading.Timer(0.2, front.close)
    timer.start()
    began = time.monotonic()
    with pytest.raises(Unreachable) as raised:
        front.submissions(ready=True)
    assert raised.value.reason == "interrupted"
    assert time.monotonic() - began < 2
    timer.join()


def test_a_silent_name_server_is_given_up_as_a_name(
    silent: Resolver, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After as long as a connection may take, and it is called what it is."""

    class Hurried(SystemClock):
        def elapsed(self) -> float:
            return super().elapsed() * 100

    front = FrontEnd(
        Endpoint("http://localhost:1/transfer/v1", None, signer.keys, "0"), role=Role.COLLECTOR, clock=Hurried()
    )
    with pytest.raises(Unreachable) as raised:
        front.submissions(ready=True)
    assert raised.value.reason == "name"
    front.close()


def test_a_front_end_is_found_by_its_name(signer: Signer) -> None:
    """The whole way, over a name."""
    with HostileFront(lambda _request, wire: wire.send(answer(page([])))) as server:
        endpoint = Endpoint(f"http://localhost:{server.port}/transfer/v1", None, signer.keys, "0")
        front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=SystemClock())
        assert front.submissions(ready=True).items == ()
        front.close()
