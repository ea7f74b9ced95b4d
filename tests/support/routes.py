"""The seven routes of the protocol, each with a true answer of the reference front end and the client's call for it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.manifest import Manifest
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.transfer import Endpoint, FrontEnd, KeySet, ListPage, PartReader, Role, SignedManifest, tls_context
from tests.support.front import Front, plain_submission
from tests.support.weather import Road

__all__ = ["ROUTES", "Recorded", "Route", "comparable", "record"]

ROUTES = ("LIST", "MANIFEST", "PART", "ACK", "ACKS", "RECEIPT", "LEDGER")
_STORE = StoreId("0" * 32)


@dataclass(frozen=True, slots=True)
class Route:
    """One route: the client's call, the front end's true answer, and what the client makes of it."""

    name: str
    call: Callable[[FrontEnd], object]
    octets: bytes
    truth: object

    @property
    def head(self) -> int:
        """The length of the header region, its empty line included."""
        return self.octets.index(b"\r\n\r\n") + 4

    @property
    def body(self) -> bytes:
        """What comes after it."""
        return self.octets[self.head :]

    def offsets(self, count: int, dice: random.Random) -> list[int]:
        """Every octet of the header region, and `count` of the body, its first and its last among them."""
        inside = range(self.head + 1, len(self.octets) - 1)
        some = dice.sample(inside, min(count - 2, len(inside)))
        return [*range(self.head + 1), *sorted(some), len(self.octets) - 1]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and what a client needs to ask a server that replays it."""

    routes: dict[str, Route]
    keys: KeySet
    folder: Path

    def endpoint(self, url: str) -> Endpoint:
        """Where a replaying server is, with the certificates of the recorded front end."""
        context = tls_context(self.folder / "ca.pem", self.folder / "client.pem", self.folder / "client.key")
        return Endpoint(url, context, self.keys, "0")


def comparable(value: object) -> object:
    """A client's value without the moment at which it came."""
    return replace(value, received_at=0.0, skew=0.0) if isinstance(value, ListPage) else value


def _copy(number: int, manifest: Manifest) -> VerifiedCopy:
    return VerifiedCopy(number, number, manifest.key, SystemClock().now())


def _part(manifest: Manifest, n: int) -> Callable[[FrontEnd], object]:
    def call(front: FrontEnd) -> object:
        reader = PartReader(manifest.parts[n])
        return b"".join(front.part(manifest.id, reader, seconds_left=1000.0))

    return call


def _calls(manifests: list[Manifest]) -> dict[str, Callable[[FrontEnd], object]]:
    one, *others = (_copy(n, manifest) for n, manifest in enumerate(manifests, start=1))
    return {
        "LIST": lambda front: front.submissions(inline=4096, ready=True),
        "MANIFEST": lambda front: front.manifest(one.key.id),
        "PART": _part(manifests[0], 1),
        "ACK": lambda front: front.acknowledge(one, _STORE),
        "ACKS": lambda front: front.acknowledge_many(others, _STORE),
        "RECEIPT": lambda front: front.receipt(one.key),
        "LEDGER": lambda front: front.ledger(0),
    }


def record(front: Front) -> Recorded:
    """Take three submissions home from a front end that holds nothing, over each route once."""
    front.desk.take_in([plain_submission(b'{"n": %d}' % n, bytes([n]) * 3000) for n in range(3)])
    keys = KeySet.load(front.site.keys)
    recorded = Recorded({}, keys, front.site.folder)
    with Road(front) as road:
        client = FrontEnd(recorded.endpoint(road.url), role=Role.COLLECTOR, clock=SystemClock())
        signed = [item.signed for item in client.submissions(inline=4096, ready=True).items]
        road.answers.clear()
        calls = _calls([one.manifest for one in signed if isinstance(one, SignedManifest)])
        for name in ROUTES:
            value = calls[name](client)
            _request, octets = road.answers[-1]
            recorded.routes[name] = Route(name, calls[name], octets, comparable(value))
        client.close()
    assert len(road.answers) == len(ROUTES)
    return recorded
