"""Where an answer begins and where it ends, over real TLS: behind interim answers, and in chunks that do not end."""

from __future__ import annotations

import re

import pytest

from backoffice_gui.errors import FrontEndError
from tests.support import proof
from tests.support.hostile import HostileFront
from tests.support.replay import Replay, verdict
from tests.support.routes import Recorded
from tests.support.weather import Weather, server_context

_EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"
_ENDS = (
    b"",
    b"0",
    b"0\r",
    b"0\r\n",
    b"0\r\n\r",
    b"\r\n",
    b"zz\r\n\r\n",
    b"-0\r\n\r\n",
    b"0x0\r\n\r\n",
    b"0;\x00\r\n\r\n",
)


@pytest.mark.parametrize(("interim", "taken"), [(8, True), (9, False), (500, False)])
def test_behind_more_than_eight_interim_answers_there_is_none(recorded: Recorded, interim: int, taken: bool) -> None:
    """Each is an answer to nothing; a front end that sends them without end must not hold a slot."""
    route = recorded.routes["RECEIPT"]
    replay = Replay(_EARLY * interim + route.octets)
    with (
        proof.suite("network") as done,
        HostileFront(replay.script, server_context(recorded.folder)) as server,
        replay.client(recorded.endpoint(server.url), read=5.0, total=8.0) as front,
    ):
        assert verdict(route, front, whole=taken, kinds=FrontEndError) is None
        done["network_faults"] += 1


def test_an_answer_in_chunks_is_whole_with_its_last_chunk_alone(recorded: Recorded) -> None:
    """Every octet of the body came, and then not what says that it was all: a circumstance, never the list."""
    route = recorded.routes["LIST"]
    head = re.sub(rb"(?i)content-length: *\d+", b"Transfer-Encoding: chunked", route.octets[: route.head])
    whole = head + b"%x\r\n%s\r\n" % (len(route.body), route.body)
    replay, wrong = Replay(), []
    with (
        proof.suite("network") as done,
        HostileFront(replay.script, server_context(recorded.folder)) as server,
        replay.client(recorded.endpoint(server.url), read=5.0, total=8.0) as front,
    ):
        for end in (*_ENDS, b"0\r\n\r\n"):
            replay.octets = whole + end
            replay.weather = Weather(cut=len(replay.octets))
            found = verdict(route, front, whole=end == b"0\r\n\r\n", kinds=FrontEndError)
            wrong += [f"{end!r}: {found}"] if found is not None else []
            done["network_faults"] += 1
        assert wrong == []
