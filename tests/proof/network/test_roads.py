"""Whole collectors on a real store, over a bad road to the real front end: nothing is lost, and all comes to rest.

Each case spoils the first requests of one route in one way, over TLS; at the door of the front end every
acknowledgement is compared with what is durable (I2). Once the road is good again, everything
is closed, whole, by a receipt of its own (I1, I3, I19), and no case but garbage leaves an incident.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.collector import Collector
from backoffice_gui.errors import FrontEndError
from backoffice_gui.transfer import FrontEnd, Role, load_endpoint
from backoffice_gui.transfer.transport import KeptConnections
from tests.support import proof
from tests.support.collecting import Desk
from tests.support.front import Front, plain_submission
from tests.support.hostile import Request, answer
from tests.support.truths import Truths
from tests.support.weather import CLEAR, ENDS, Hasty, Road, Weather

_SEED = 20261125
_ROUTES = {
    "LIST": ("GET", r"/submissions\?"),
    "PART": ("GET", r"/parts/"),
    "ACK": ("PUT", r"/acknowledgement$"),
    "ACKS": ("POST", r"/acknowledgements$"),
    "RECEIPT": ("GET", r"/acknowledgement$"),
    "LEDGER": ("GET", r"/ledger"),
}
_NO_ROUTE = answer(b'{"type":"about:blank"}', status="404 Not Found", media_type="application/problem+json")


def _kinds(dice: random.Random) -> Iterator[tuple[str, Weather]]:
    """One of each kind of weather, its numbers by these dice."""
    end = dice.choice(ENDS)
    yield "head", Weather(cut=dice.randrange(100), end=end)
    yield "body", Weather(share=dice.uniform(0.5, 0.99), end=end)
    yield "lost", Weather(cut=0, end=end)
    yield "request", Weather(sent=dice.uniform(0.0, 0.99), end=end)
    yield "silent", Weather(cut=0, end="silence")
    yield "stuck", Weather(share=dice.uniform(0.3, 0.99), end="silence")
    yield "late", Weather(delay=0.05)
    yield "drip", Weather(drip=dice.randrange(500, 2000), pause=0.001)
    yield "twice", Weather(twice=True)
    yield "garbage", Weather(garbage=dice.randbytes(3), at=dice.randrange(300), over=True)


@dataclass
class _Spell:
    """A weather that holds for the first `left` requests of a route, then clears up."""

    route: str
    weather: Weather
    left: int
    hit: int = 0

    def __call__(self, request: Request) -> Weather:
        method, path = _ROUTES[self.route]
        if self.left <= 0 or request.method != method or not re.search(path, request.target):
            return CLEAR
        self.left -= 1
        self.hit += 1
        return self.weather


def _without_acks(request: Request) -> bytes | None:
    """A front end that has no route for many at once."""
    return _NO_ROUTE if request.method == "POST" else None


def _still_listing(items: list[dict[str, object]]) -> Callable[[Request, bytes], bytes]:
    """A front end that goes on listing what it has destroyed."""

    def alter(request: Request, octets: bytes) -> bytes:
        head, _, body = octets.partition(b"\r\n\r\n")
        if not re.search(_ROUTES["LIST"][1], request.target) or b" 200 " not in head:
            return octets
        page = json.loads(body)
        page["items"] += items
        return answer(json.dumps(page).encode())

    return alter


def _collect(desk: Desk, config: Path) -> None:
    endpoint = load_endpoint(settings.load(config, {}), "0")
    wire = Hasty(KeptConnections(endpoint, desk.clock, keep=4), read=0.6, total=4.0)
    front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=desk.clock, transport=wire)
    try:
        Collector(desk.parts(front)).run(once=True)
    finally:
        front.close()


def _one_case(front: Front, truths: Truths, road: Road, config: Path, spell: _Spell) -> None:
    desk = truths.desk
    with front.client() as client:
        before = client.get("/submissions").json()["items"]
    assert before == []
    made = front.desk.take_in([plain_submission(b'{"n": 1}'), plain_submission(b"{}", bytes(70_000))])
    names = {one.id for one in made}
    road.instead = _without_acks if spell.route == "ACK" else lambda _request: None
    if spell.route == "RECEIPT":
        with front.client() as client:
            listed = client.get("/submissions").json()["items"]
        _collect(desk, config)
        road.alter = _still_listing(listed)
    road.weather = spell
    with suppress(FrontEndError):
        _collect(desk, config)
    truths.nothing_lost(names)
    assert road.server.crashes == []
    road.weather = lambda _request: CLEAR
    road.alter = lambda _request, octets: octets
    road.instead = lambda _request: None
    _collect(desk, config)
    truths.nothing_lost(names)
    outcomes = front.outcomes()
    assert all(outcomes.get(name) == "acknowledged" for name in names)
    assert spell.hit > 0


@pytest.mark.expected_logs("incident")
@pytest.mark.timeout(proof.size(240, 7200))
@pytest.mark.parametrize("route", list(_ROUTES)[:: proof.size(3, 1)])
def test_nothing_is_lost_on_a_bad_road(front: Front, desk: Desk, tmp_path: Path, route: str) -> None:
    """Each kind of weather at the first requests of one route, case after case on one store."""
    truths = Truths(front, desk)
    spoilt = False
    with proof.suite("network") as done, Road(front) as road:
        config = road.config(tmp_path)
        road.before = truths.at_the_door
        for again in range(proof.size(1, 12)):
            kinds = list(_kinds(random.Random(f"{_SEED} {route} {again}")))
            for kind, weather in kinds[:: proof.size(3, 1)]:
                spell = _Spell(route, weather, left=1 + again % 3)
                try:
                    _one_case(front, truths, road, config, spell)
                except AssertionError as error:
                    raise AssertionError(f"{route} {again} {kind} {weather}") from error
                spoilt = spoilt or kind == "garbage"
                done["network_faults"] += spell.hit
                assert spoilt or desk.incidents() == [], f"{route} {again} {kind} {weather}"
        truths.at_rest()
    assert truths.acks > 0


@pytest.mark.timeout(proof.size(120, 3600))
def test_a_cut_acknowledgement_destroys_nothing(front: Front, desk: Desk, tmp_path: Path) -> None:
    """A request cut at any octet before its last one changes nothing at the front end, whichever route it is on."""
    truths = Truths(front, desk)
    made = front.desk.take_in([plain_submission(b'{"n": 1}')])
    dice = random.Random(_SEED)
    with proof.suite("network") as done, Road(front) as road:
        config = road.config(tmp_path)
        endpoint = load_endpoint(settings.load(config, {}), "0")
        for route, instead in (("ACKS", lambda _request: None), ("ACK", _without_acks)):
            road.instead = instead
            shares = [dice.random() for _ in range(proof.size(24, 1000))]
            wire = Hasty(KeptConnections(endpoint, desk.clock, keep=4), read=1.0, total=3.0)
            client = FrontEnd(endpoint, role=Role.COLLECTOR, clock=desk.clock, transport=wire)
            (item,) = client.submissions(ready=True).items
            assert item.signed is not None
            copy = truths.unproven(item.signed.manifest.key)
            for share in [*shares, 0.999]:
                road.weather = _Spell(
                    route, Weather(sent=share, end=dice.choice(ENDS)), left=2
                )  # the second: dialled anew
                if route == "ACKS":
                    with pytest.raises(FrontEndError):
                        client.acknowledge_many([copy], desk.store_id)
                else:
                    with pytest.raises(FrontEndError):
                        client.acknowledge(copy, desk.store_id)
                done["network_faults"] += 1
                assert front.outcomes() == {}, f"{route} {share}"
            client.close()
        road.weather = lambda _request: CLEAR
        _collect(desk, config)
        truths.at_rest()
    assert front.outcomes() == {made[0].id: "acknowledged"}
