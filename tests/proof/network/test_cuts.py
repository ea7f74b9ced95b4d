"""The real client over real TLS, its answer cut at every octet: never a value, never another error, never a hang.

The answers are true ones of the reference front end, replayed by a scripted server up to the cut. Sizes:
every octet of the header region and 200 of the body for each of the seven routes, the ways a connection
ends taken in turn; deep: more offsets, each way at each. The cut after the last octet is no cut, and must
be understood.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import FrontEndError, Unreachable
from backoffice_gui.transfer import FrontEnd, Role
from backoffice_gui.transfer.transport import KeptConnections
from tests.support import proof
from tests.support.hostile import HostileFront, Request, Wire
from tests.support.routes import ROUTES, Recorded, Route, comparable
from tests.support.weather import ENDS, Hasty, Weather, play, server_context

_SEED = 20261123
_LONGEST = 10.0
"""Seconds of one call, on a machine that does other things besides."""
_CASES_A_SERVER = 2000


@dataclass
class Replay:
    """A server that answers with one recorded answer in one weather."""

    octets: bytes = b""
    weather: Weather = field(default_factory=Weather)

    def script(self, _request: Request, wire: Wire) -> None:
        """Answer."""
        play(self.octets, self.weather, wire)


def _judged(route: Route, weather: Weather, front: FrontEnd, *, whole: bool) -> str | None:
    """What is wrong with what the client made of it, nothing where all is well."""
    began = time.monotonic()
    try:
        value = comparable(route.call(front))
    except FrontEndError as error:
        if whole:
            return f"{error!r} for a whole answer"
        if not isinstance(error, Unreachable):
            return f"{error!r} for what is the network's doing"
    except Exception as error:  # noqa: BLE001 - whatever else comes is the finding
        return f"{error!r}"
    else:
        if not whole:
            return f"a value: {value!r}"
        if value != route.truth:
            return f"another value: {value!r}"
    took = time.monotonic() - began
    return f"{took:.1f} s" if took > _LONGEST else None


def _cases(route: Route) -> Iterator[Weather]:
    dice = random.Random(_SEED)
    turn = itertools.cycle(ENDS)
    for offset in route.offsets(proof.size(200, 4000), dice):
        ends = ENDS if proof.DEEP else (next(turn),)
        for end in ends:
            yield Weather(cut=offset, end=end)
    for end in ENDS:
        yield Weather(cut=len(route.octets), end=end)


@pytest.mark.timeout(proof.size(300, 3600))
@pytest.mark.parametrize("name", ROUTES)
def test_a_cut_answer_is_never_taken_for_a_whole_one(recorded: Recorded, name: str) -> None:
    """At every octet of the header region and at many of the body, however the connection ends."""
    route = recorded.routes[name]
    wrong: list[str] = []
    cases = list(_cases(route))
    with proof.suite("network") as done:
        for start in range(0, len(cases), _CASES_A_SERVER):
            replay = Replay(route.octets)
            with HostileFront(replay.script, server_context(recorded.folder)) as server:
                endpoint = recorded.endpoint(server.url)
                wire = Hasty(KeptConnections(endpoint, SystemClock(), keep=4), read=5.0, total=8.0)
                front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=SystemClock(), transport=wire)
                for weather in cases[start : start + _CASES_A_SERVER]:
                    replay.weather = weather
                    # a reset may overtake what was sent before it
                    whole = weather.cut == len(route.octets)
                    if whole and weather.end == "rst":
                        continue
                    found = _judged(route, weather, front, whole=whole)
                    done["network_faults"] += 1
                    if found is not None:
                        wrong.append(f"{name} {weather}: {found}")
                front.close()
        assert not wrong, f"{len(wrong)} of {len(cases)}, for instance\n" + "\n".join(wrong[:10])
