"""The network between a simulated process and the front end: httpx's transport seam, in virtual time.

Whatever can happen to a request or to its answer happens here, as the weather says: lost, late,
twice, cut at an octet; and with a hostile middle: a bit flipped, another answer in its place.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx

from backoffice_gui.clock import Clock
from backoffice_gui.transfer.connection import Interrupted, Limits
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.transport import KeptConnections
from tests.support.simulation.answers import Answer, altered
from tests.support.simulation.server import Asked, Conversation, Server
from tests.support.simulation.weather import Weather
from tests.support.simulation.world import Task, World

__all__ = ["Exchange", "Network", "VirtualConnections", "route_of"]

_BROKEN = (
    lambda: httpx.ConnectError("connect"),
    lambda: httpx.ReadError("read"),
    lambda: httpx.RemoteProtocolError("cut"),
)
_WHOLE = frozenset(
    {"answer-flip", "head-flip", "html", "status", "swap", "replay", "shuffle", "shorter", "forged", "twin"}
)
_KEPT = 6


def route_of(method: str, path: str) -> str:
    """Which of the protocol's routes this is."""
    if path.endswith("/ledger"):
        return "ledger"
    if path.endswith("/acknowledgements"):
        return "acks"
    if path.endswith("/acknowledgement"):
        return "ack" if method == "PUT" else "receipt"
    if "/parts/" in path:
        return "part"
    return "list" if path.endswith("/submissions") else "manifest"


class Exchange:
    """One request under way, as its sender sees it."""

    def __init__(self, home: VirtualConnections, asked: Asked, limits: Limits) -> None:
        self.home, self.asked, self.limits = home, asked, limits
        self.over = False
        self.interrupted = False
        self._items: deque[Answer | bytes | Exception | None] = deque()
        self._waiter: Task | None = None
        self._world = home.network.world
        self._deadline = self._world.time + min(limits.head, limits.total)
        self._left = 0

    @property
    def stopped(self) -> bool:
        """Whether somebody of ours has ended it."""
        return self.interrupted or (self.limits.stop is not None and self.limits.stop.is_set())

    def put(self, item: Answer | bytes | Exception | None) -> None:
        """Something arrives: the head of an answer, octets of its body, an error, or its end."""
        if not self.over:
            self._items.append(item)
            self._world.wake(self._waiter)

    def look_up(self) -> None:
        """Have the waiting side see its stop."""
        self._world.wake(self._waiter)

    def _next(self) -> Answer | bytes | None:
        self._waiter = self._world.me()
        until = min(self._deadline, self._world.time + self.limits.read)
        while not self._items and not self.stopped and self._world.time < until:
            self._world.pause(until - self._world.time)
        self._waiter = None
        if self.stopped:
            raise Interrupted("interrupted")
        if not self._items:
            raise httpx.ReadTimeout("deadline" if self._world.time >= self._deadline else "read")
        item = self._items.popleft()
        if isinstance(item, Exception):
            raise item
        return item

    def head(self) -> Answer:
        """Wait for the answer's head; raises httpx's errors as a real connection does."""
        self._deadline = self._world.time + min(self.limits.head, self.limits.total)
        found = self._next()
        if not isinstance(found, Answer):
            raise httpx.RemoteProtocolError("status line or too many fields")
        self._left = found.length()
        self._deadline = self._world.time + self.limits.total
        return found

    def body(self) -> Iterator[bytes]:
        """The body's octets, as many as the head has promised."""
        while self._left > 0:
            piece = self._next()
            if not isinstance(piece, bytes):
                raise httpx.RemoteProtocolError("cut")
            piece = piece[: self._left]
            self._left -= len(piece)
            if piece:
                yield piece


class _Body(httpx.SyncByteStream):
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def __iter__(self) -> Iterator[bytes]:
        yield from self._exchange.body()

    def close(self) -> None:
        self._exchange.home.forget(self._exchange)


class VirtualConnections(KeptConnections):
    """A process's connections, as the client knows them; there is no socket below."""

    def __init__(self, endpoint: Endpoint, clock: Clock, network: Network, collector: str, who: str) -> None:
        super().__init__(endpoint, clock, keep=1)
        self.network, self.collector, self.who = network, collector, who
        self._under_way: list[Exchange] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, wait for the head, and give out a body that waits for its octets."""
        if self._closed:
            raise Interrupted("closed")
        body = b"".join(request.stream) if isinstance(request.stream, httpx.SyncByteStream) else b""
        target = request.url.raw_path.decode("ascii")
        asked = Asked(request.method, target, tuple(request.headers.raw), body, self.collector)
        exchange = Exchange(self, asked, request.extensions["limits"])
        self._under_way.append(exchange)
        try:
            self.network.send(exchange)
            head = exchange.head()
        except BaseException:
            self.forget(exchange)
            raise
        return httpx.Response(head.status, headers=head.headers, stream=_Body(exchange))

    def forget(self, exchange: Exchange) -> None:
        """Nobody listens to it any more."""
        exchange.over = True
        if exchange in self._under_way:
            self._under_way.remove(exchange)
        self.network.hung_up(exchange)

    def interrupt(self) -> None:
        """End every exchange under way; later ones work again."""
        for exchange in list(self._under_way):
            exchange.interrupted = True
            exchange.look_up()

    def close(self) -> None:
        """End them, and begin none from now on."""
        self._closed = True
        self.interrupt()

    def look_up(self) -> None:
        """Have each exchange see its stop (a real one looks four times a second)."""
        for exchange in list(self._under_way):
            exchange.look_up()


@dataclass(slots=True)
class _Way:
    """An exchange on its way through the network, and what happens to it there."""

    exchange: Exchange
    fault: str | None
    there: float
    back: float
    whole: Answer | None = None
    conversation: Conversation | None = None
    octets: int = 0
    cut_after: float = math.inf


@dataclass(slots=True)
class Network:
    """Carries requests to the server and answers back; `sent` is called with each request before it leaves."""

    world: World
    weather: Weather
    server: Server
    sent: Callable[[Exchange], None] = lambda _exchange: None
    twin: Callable[[Answer], Answer] = lambda answer: answer
    _open: list[_Way] = field(default_factory=list)
    _kept: dict[str, list[Answer]] = field(default_factory=dict)

    @property
    def dice(self) -> random.Random:
        """The weather's."""
        return self.weather.dice

    def send(self, exchange: Exchange) -> None:
        """A request leaves."""
        self.sent(exchange)
        route = route_of(exchange.asked.method, exchange.asked.path)
        fault = self.weather.strikes("wire")
        if fault == "twin" and route != "list":
            fault = None
        way = _Way(exchange, fault, self.dice.uniform(0.002, 0.05), self.dice.uniform(0.002, 0.05))
        self.world.note(exchange.home.who, f"{exchange.asked.method} {exchange.asked.target} {fault or ''}")
        self._open.append(way)
        match fault:
            case "request-lost":
                self._break(way, way.there)
                return
            case "silence":
                return
            case "request-late":
                way.there += self.dice.uniform(15, 200)
            case "request-twice":
                self.world.after(
                    way.there + self.dice.uniform(0.01, 150), lambda: self._arrive(_Way(exchange, "lost", 0, 0))
                )
            case "answer-late":
                way.back += self.dice.uniform(5, 120)
        self.world.after(way.there, lambda: self._arrive(way))

    def _break(self, way: _Way, seconds: float) -> None:
        error = self.dice.choice(_BROKEN)()
        self.world.after(seconds, lambda: way.exchange.put(error))

    def _arrive(self, way: _Way) -> None:
        if not self.server.up:
            self._break(way, way.back)
            return
        if way.fault == "busy":
            pause = str(self.dice.choice((0, 1, 5, 7, 30, 600)))
            self._give(way, Answer.problem(self.dice.choice((503, 429)), **{"retry-after": pause}))
            return
        asked = way.exchange.asked
        if way.fault == "request-flip" and asked.body:
            octets = bytearray(asked.body)
            octets[self.dice.randrange(len(octets))] ^= 1 << self.dice.randrange(8)
            asked = Asked(asked.method, asked.target, asked.headers, bytes(octets), asked.collector)
        if way.fault in _WHOLE or way.fault not in {None, "request-twice", "request-late", "answer-late"}:
            way.cut_after = self.dice.random()
        way.conversation = self.server.answer(asked, lambda message: self._heard(way, message))
        way.conversation.gone = lambda: way.exchange.over and way.fault != "lost"
        way.conversation.go_on()

    def _heard(self, way: _Way, message: object) -> None:
        """The server says something: passed on as it comes, or held until it can be altered as a whole."""
        ended = message is None
        if isinstance(message, dict) and message["type"] == "http.response.start":
            way.whole = Answer(message["status"], list(message["headers"]))
            if way.fault not in _WHOLE:
                self._pass(way, Answer(way.whole.status, way.whole.headers))
        elif isinstance(message, dict) and way.whole is not None:
            octets = message.get("body", b"")
            way.whole.body += octets
            if way.fault not in _WHOLE:
                self._pass(way, octets)
        if ended:
            self._all_said(way)

    def _pass(self, way: _Way, item: Answer | bytes) -> None:
        if way.fault in {"lost", "answer-lost"}:
            return
        if way.fault == "answer-cut" and way.whole is not None:
            until = int(way.cut_after * (way.whole.length() + 200)) - 200
            if until < 0:
                return
            if isinstance(item, bytes):
                item, way.octets = item[: max(0, until - way.octets)], way.octets + len(item)
        self.world.after(way.back, lambda: way.exchange.put(item))

    def _all_said(self, way: _Way) -> None:
        cut = way.conversation is not None and way.conversation.cut
        if way.fault == "lost" or way.whole is None:
            if way.fault != "lost":
                self._break(way, way.back)
            return
        if way.fault == "answer-lost":
            if self.dice.random() < 0.7:
                self._break(way, way.back)
            return
        if way.fault in _WHOLE and not cut:
            route = route_of(way.exchange.asked.method, way.exchange.asked.path)
            self._give(way, self._altered(way, route, way.whole))
            return
        end = httpx.RemoteProtocolError("cut") if cut or way.fault == "answer-cut" else None
        self.world.after(way.back, lambda: way.exchange.put(end))
        self._keep(way)

    def _altered(self, way: _Way, route: str, whole: Answer) -> Answer:
        fault = way.fault or ""
        if fault == "twin":
            return self.twin(whole)
        if fault == "replay" and self._kept.get(route):
            return self.dice.choice(self._kept[route])
        others = [name for name in sorted(self._kept) if name != route]
        if fault == "swap" and others:
            return self.dice.choice(self._kept[self.dice.choice(others)])
        return altered(whole, fault, self.dice)

    def _keep(self, way: _Way) -> None:
        if way.whole is not None and not self.weather.profile.honest:
            kept = self._kept.setdefault(route_of(way.exchange.asked.method, way.exchange.asked.path), [])
            kept.append(way.whole)
            del kept[:-_KEPT]

    def _give(self, way: _Way, answer: Answer) -> None:
        def arrive() -> None:
            way.exchange.put(Answer(answer.status, answer.headers))
            way.exchange.put(answer.body)
            way.exchange.put(None)

        self.world.after(way.back, arrive)

    def hung_up(self, exchange: Exchange) -> None:
        """The sender listens no more; a server that would still wait for it need not."""
        for way in [way for way in self._open if way.exchange is exchange]:
            self._open.remove(way)
            if way.conversation is not None and "Prefer" in _names(exchange):
                way.conversation.drop()

    def restart(self, seconds: float) -> None:
        """The front end stops, and is there again after so many seconds."""
        if not self.server.up:
            return
        cut = self.server.stop()
        for way in list(self._open):
            if way.conversation in cut:
                self._break(way, way.back)
        self.world.after(seconds, self.server.start)


def _names(exchange: Exchange) -> set[str]:
    return {name.decode("latin-1").title() for name, _value in exchange.asked.headers}
