"""A server that replays one true answer in a weather of the test's choice, and the verdict on what the client made of it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import FrontEndError, Unreachable
from backoffice_gui.transfer import Endpoint, FrontEnd, Role
from backoffice_gui.transfer.transport import KeptConnections
from tests.support.hostile import Request, Wire
from tests.support.routes import Route, comparable
from tests.support.weather import Hasty, Weather, play

__all__ = ["Replay", "verdict"]


@dataclass
class Replay:
    """What the server says next: `octets` in `weather`, or in what `each` answers for each request."""

    octets: bytes = b""
    weather: Weather = field(default_factory=Weather)
    each: Callable[[], Weather] | None = None

    def script(self, _request: Request, wire: Wire) -> None:
        """Answer."""
        play(self.octets, self.weather if self.each is None else self.each(), wire)

    @contextlib.contextmanager
    def client(self, endpoint: Endpoint, *, read: float, total: float) -> Iterator[FrontEnd]:
        """A real client over real sockets, with less patience than usual."""
        wire = Hasty(KeptConnections(endpoint, SystemClock(), keep=4), read=read, total=total)
        front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=SystemClock(), transport=wire)
        try:
            yield front
        finally:
            front.close()


def verdict(
    route: Route,
    front: FrontEnd,
    truthful: Callable[[object], bool] | None = None,
    *,
    whole: bool = False,
    kinds: type[FrontEndError] | None = None,
    longest: float = 10.0,
) -> str | None:
    """What is wrong with what the client made of an answer, nothing where all is well.

    `whole`: the true value must come. Else it must raise one of `kinds` (`Unreachable` where nothing
    else is said), or, with `truthful`, any circumstance or a value of which that holds.
    """
    expected = kinds or (FrontEndError if truthful is not None else Unreachable)
    began = time.monotonic()
    try:
        value = comparable(route.call(front))
    except FrontEndError as error:
        if whole or not isinstance(error, expected):
            return repr(error)
    except Exception as error:  # noqa: BLE001 - whatever else comes is the finding
        return f"not a circumstance: {error!r}"
    else:
        if whole and value != route.truth:
            return f"another value: {value!r}"
        if not whole and (truthful is None or not truthful(value)):
            return f"a value: {value!r}"
    took = time.monotonic() - began
    return f"{took:.1f} s" if took > longest else None
