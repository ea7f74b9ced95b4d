"""The real client over real TLS, its answer cut at every octet: never a value, never another error, never a hang.

The answers are true ones of the reference front end, replayed by a scripted server up to the cut. Sizes:
every octet of the header region and 200 of the body for each of the seven routes, two of the three ways a
connection ends at each, in turn; deep: more offsets, each way at each. The cut after the last octet is no cut, and must
be understood.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest

from tests.support import proof
from tests.support.hostile import HostileFront
from tests.support.replay import Replay, verdict
from tests.support.routes import ROUTES, Recorded, Route
from tests.support.weather import ENDS, Weather, server_context

_SEED = 20261123
_CASES_A_SERVER = 2000


def _cases(route: Route) -> Iterator[Weather]:
    dice = random.Random(_SEED)
    turn = itertools.cycle(ENDS)
    for offset in route.offsets(proof.size(80, 1000), dice):
        ends = ENDS if proof.DEEP else (next(turn), next(turn))
        for end in ends:
            yield Weather(cut=offset, end=end)
    for end in ("fin", "notify"):  # a reset may overtake what was sent before it
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
            with (
                HostileFront(replay.script, server_context(recorded.folder)) as server,
                replay.client(recorded.endpoint(server.url), read=5.0, total=8.0) as front,
            ):
                for weather in cases[start : start + _CASES_A_SERVER]:
                    replay.weather = weather
                    found = verdict(route, front, whole=weather.cut == len(route.octets))
                    done["network_faults"] += 1
                    if found is not None:
                        wrong.append(f"{name} {weather}: {found}")
        assert not wrong, f"{len(wrong)} of {len(cases)}, for instance\n" + "\n".join(wrong[:10])
