"""The real client in every other weather: late, dripping, silent, spoilt, over and below TLS.

What comes is the true answer or a circumstance; what is spoilt may be read in part, but nothing signed
or hashed in it is ever another's.
"""

from __future__ import annotations

import operator
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from backoffice_gui.errors import FrontEndError, Unreachable
from backoffice_gui.transfer import LedgerPage, ListPage, SignedManifest
from tests.support import proof
from tests.support.hostile import HostileFront
from tests.support.replay import Replay, verdict
from tests.support.routes import ROUTES, Recorded, Route
from tests.support.weather import ENDS, Weather, server_context
from tests.support.wiretap import Wiretap

_SEED = 20261124
_A_SERVER = 1000
_PATIENT = 5.0
"""Seconds without an octet that a client bears which is to get its answer."""


def _truthful(route: Route, value: object) -> bool:
    """Whether a value says nothing signed or hashed that the true answer does not say."""
    truth = route.truth
    match value, truth:
        case ListPage(), ListPage():
            true = {i.signed.jws: i.inline for i in truth.items if i.signed is not None}
            good = [i for i in value.items if i.signed is not None and i.signed.valid]
            return all(i.signed is not None and i.signed.jws in true for i in good) and all(
                true[i.signed.jws].get(n) == octets for i in good if i.signed for n, octets in i.inline.items()
            )
        case SignedManifest(), SignedManifest():
            return not value.valid or value == truth
        case LedgerPage(), LedgerPage():
            return value.entries == truth.entries[: len(value.entries)]
        case tuple(), tuple():
            said = [(a.copy, a.receipt) for a in value]
            true_receipts = [(a.copy, a.receipt) for a in truth]
            return all(one[1] is None or one in true_receipts for one in said)
    return value == truth


def _spoilt(route: Route, dice: random.Random, count: int) -> Iterator[Weather]:
    """Garbage in the answer, in place of octets or between them, and sometimes a cut or a drip besides."""
    for _ in range(count):
        at = dice.randrange(route.head) if dice.random() < 0.5 else dice.randrange(len(route.octets))
        garbage = dice.randbytes(dice.choice((1, 1, 1, 2, 7, 100)))
        over = dice.random() < 0.7
        cut = dice.randrange(len(route.octets)) if dice.random() < 0.2 else None
        drip = dice.choice((0, 0, 0, 1 + len(route.octets) // 5))
        yield Weather(cut=cut, end=dice.choice(ENDS), garbage=garbage, at=at, over=over, drip=drip, pause=0.001)


@pytest.mark.timeout(proof.size(120, 3600))
@pytest.mark.parametrize("name", ROUTES)
def test_a_spoilt_answer_lies_about_nothing(recorded: Recorded, name: str) -> None:
    """Random octets put into the answer, anywhere."""
    route = recorded.routes[name]
    dice = random.Random(f"{_SEED} {name}")
    wrong: list[str] = []
    cases = list(_spoilt(route, dice, proof.size(16, 2000)))
    with proof.suite("network") as done:
        for start in range(0, len(cases), _A_SERVER):
            replay = Replay(route.octets)
            with (
                HostileFront(replay.script, server_context(recorded.folder)) as server,
                replay.client(recorded.endpoint(server.url), read=0.4, total=3.0) as front,
            ):
                for weather in cases[start : start + _A_SERVER]:
                    replay.weather = weather
                    found = verdict(route, front, lambda value: _truthful(route, value))
                    done["network_faults"] += 1
                    if found is not None:
                        wrong.append(f"{name} {weather}: {found}")
        assert not wrong, "\n".join(wrong[:10])


def _slow(route: Route, dice: random.Random) -> Iterator[tuple[Weather, bool]]:
    """Weathers that only take time, and whether the answer comes in it."""
    size = len(route.octets)
    yield Weather(delay=0.1), True
    yield Weather(drip=1 + size // 20, pause=0.01), True
    yield Weather(delay=0.05, drip=1 + size // 3, pause=0.03), True
    yield Weather(delay=1.2), False
    yield Weather(drip=1 + size // 200, pause=0.02), False
    yield Weather(cut=0, end="silence"), False
    yield Weather(cut=dice.randrange(route.head), end="silence"), False
    yield Weather(cut=dice.randrange(route.head, size), end="silence"), False


def test_a_slow_answer_comes_or_is_given_up_in_time(recorded: Recorded) -> None:
    """Late and dripping within the limits: the true answer; beyond them, or silent: a circumstance, on time.

    What is to come is asked for with more patience: seven at once, on a full machine, are later than their weather.
    """

    def tried(name: str) -> tuple[int, list[str]]:
        route, wrong, count = recorded.routes[name], list[str](), 0
        for again in range(proof.size(1, 8)):
            replay = Replay(route.octets)
            dice = random.Random(f"{_SEED} {name} {again}")
            with (
                HostileFront(replay.script, server_context(recorded.folder)) as server,
                replay.client(recorded.endpoint(server.url), read=0.25, total=1.0) as hasty,
                replay.client(recorded.endpoint(server.url), read=_PATIENT, total=4 * _PATIENT) as patient,
            ):
                for weather, comes in _slow(route, dice):
                    replay.weather = weather
                    found = verdict(route, patient, whole=True) if comes else verdict(route, hasty, longest=6.0)
                    count += 1
                    if found is not None:
                        wrong.append(f"{name} {again} {weather}: {found}")
        return count, wrong

    _every_route(tried)


def _every_route(tried: Callable[[str], tuple[int, list[str]]]) -> None:
    """All of them side by side: each does little but wait. `tried` says how many weathers there were, and what is wrong."""
    with proof.suite("network") as done, ThreadPoolExecutor(len(ROUTES)) as beside:
        all_wrong: list[str] = []
        for count, wrong in beside.map(tried, ROUTES):
            done["network_faults"] += count
            all_wrong += wrong
        assert not all_wrong, "\n".join(all_wrong[:10])


def _below(size: int, dice: random.Random, count: int) -> Iterator[Weather]:
    for _ in range(count):
        at = dice.randrange(size)
        if dice.random() < 0.5:
            yield Weather(cut=at, end=dice.choice(("fin", "rst")))
        else:
            yield Weather(garbage=dice.randbytes(dice.choice((1, 1, 5, 300))), at=at, over=dice.random() < 0.8)


@pytest.mark.timeout(proof.size(120, 3600))
def test_below_tls_nothing_is_believed(recorded: Recorded) -> None:
    """The encrypted stream cut or spoilt at any octet, the handshake's too: the true answer or a circumstance.

    A cut in the handshake is the network's doing, and blames nobody's certificate.
    """

    def tried(name: str) -> tuple[int, list[str]]:
        route, wrong, count = recorded.routes[name], list[str](), 0
        dice = random.Random(f"{_SEED} {name} below")
        replay = Replay(route.octets)
        with HostileFront(replay.script, server_context(recorded.folder)) as server, Wiretap(server.port) as tap:
            endpoint = recorded.endpoint(f"https://127.0.0.1:{tap.port}/transfer/v1")
            with replay.client(endpoint, read=_PATIENT, total=4 * _PATIENT) as front:
                assert verdict(route, front, whole=True) is None
                size = tap.passed
            for weather in _below(size, dice, proof.size(8, 500)):
                tap.weather = weather
                with replay.client(endpoint, read=0.25, total=1.0) as front:
                    kinds = FrontEndError if weather.cut is None else Unreachable
                    found = verdict(route, front, partial(operator.eq, route.truth), kinds=kinds)
                count += 1
                if found is not None:
                    wrong.append(f"{name} {weather}: {found}")
        return count, wrong

    _every_route(tried)


def test_a_kept_connection_that_was_cut_is_dialled_anew_once(recorded: Recorded) -> None:
    """The second request on a connection that ends before an octet of its answer is sent once more, and only then."""
    wrong: list[str] = []
    with proof.suite("network") as done:
        for name in ROUTES:
            route = recorded.routes[name]
            for end in ("fin", "notify", "rst"):
                for cut in (0, 1, route.head, len(route.octets) - 1):
                    weathers = iter([Weather(), Weather(cut=cut, end=end)])
                    replay = Replay(route.octets)
                    replay.each = lambda weathers=weathers: next(weathers, Weather())
                    with (
                        HostileFront(replay.script, server_context(recorded.folder)) as server,
                        replay.client(recorded.endpoint(server.url), read=2.0, total=5.0) as front,
                    ):
                        assert verdict(route, front, whole=True) is None
                        found = verdict(route, front, whole=cut == 0)
                        done["network_faults"] += 1
                    asked = len(server.requests)
                    if found is not None or asked != (3 if cut == 0 else 2):
                        wrong.append(f"{name} {end} {cut}: {found}, {asked} requests")
        assert not wrong, "\n".join(wrong[:10])
