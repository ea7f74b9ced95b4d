"""Faults between the collector and the reference front end: an ASGI layer that a test scripts.

    faults = Faults()
    with running_front(folder, wrap=faults.wrap) as front:
        faults.add("POST", "/acknowledgements", lose_answer, times=1)

Each rule is consulted in order; the first that matches and has times left acts. An action is
given the call and the application, and does with both what it likes.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = [
    "Answer",
    "Call",
    "Faults",
    "answer",
    "change",
    "cut_body",
    "drip",
    "half_way",
    "held",
    "lose_answer",
    "lose_request",
    "twice",
]


@dataclass(slots=True)
class Call:
    """One request at the edge."""

    scope: Scope
    receive: Receive
    send: Send
    app: ASGIApp

    async def cut(self) -> None:
        """Break the connection, as a network does."""
        self.scope["state"]["cut"]()
        while (await self.receive())["type"] != "http.disconnect":
            continue

    async def through(self) -> Answer:
        """Let the application answer, and keep the answer back."""
        kept = Answer()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept.status = message["status"]
                kept.headers = list(message["headers"])
            else:
                kept.body += message.get("body", b"")

        await self.app(self.scope, self.receive, keep)
        return kept

    async def say(self, kept: Answer) -> None:
        """Send an answer, its length set right."""
        headers = [(k, v) for k, v in kept.headers if k.lower() != b"content-length"]
        headers.append((b"content-length", str(len(kept.body)).encode()))
        await self.send({"type": "http.response.start", "status": kept.status, "headers": headers})
        await self.send({"type": "http.response.body", "body": kept.body})


@dataclass(slots=True)
class Answer:
    """A whole answer."""

    status: int = 200
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


Action = Callable[[Call], Awaitable[None]]


async def lose_request(call: Call) -> None:
    """The request never arrives."""
    await call.cut()


async def lose_answer(call: Call) -> None:
    """The application does all it does; its answer never arrives."""
    await call.through()
    await call.cut()


async def cut_body(call: Call) -> None:
    """Half of the body arrives, then the connection breaks."""
    kept = await call.through()
    headers = [(k, v) for k, v in kept.headers if k.lower() != b"content-length"]
    headers.append((b"content-length", str(len(kept.body)).encode()))
    half = {"type": "http.response.body", "body": kept.body[: len(kept.body) // 2], "more_body": True}
    await call.send({"type": "http.response.start", "status": kept.status, "headers": headers})
    await call.send(half)
    await call.cut()


async def twice(call: Call) -> None:
    """The request arrives twice (a proxy that retries); the second answer is given."""
    body = b""
    more = True
    while more:
        message = await call.receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    await Call(call.scope, again, call.send, call.app).through()
    await call.app(call.scope, again, call.send)


def half_way(go_on: threading.Event, come: threading.Event | None = None) -> Action:
    """Half of the body comes, the rest only once the test says so; meanwhile an octet now and then, so that it lives.

    `come` is set once that half was sent: until then the front end itself may still be about to answer.
    """

    async def act(call: Call) -> None:
        kept = await call.through()
        half = len(kept.body) // 2
        await call.send({"type": "http.response.start", "status": kept.status, "headers": kept.headers})
        await call.send({"type": "http.response.body", "body": kept.body[:half], "more_body": True})
        if come is not None:
            come.set()
        for _ in range(12):
            if await asyncio.to_thread(go_on.wait, 5):
                break
            await call.send({"type": "http.response.body", "body": kept.body[half : half + 1], "more_body": True})
            half += 1
        await call.send({"type": "http.response.body", "body": kept.body[half:]})

    return act


def held(go_on: threading.Event) -> Action:
    """The request arrives only once the test says so."""

    async def act(call: Call) -> None:
        await asyncio.to_thread(go_on.wait, 30)
        await call.app(call.scope, call.receive, call.send)

    return act


async def drip(call: Call) -> None:
    """An octet of the body every tenth of a second, until the client has had enough."""
    kept = await call.through()
    await call.send({"type": "http.response.start", "status": kept.status, "headers": kept.headers})
    for octet in kept.body:
        if call.scope["state"]["gone"]():
            # the server may not have been told of it yet, and would call what ends here no answer
            await call.cut()
            return
        await call.send({"type": "http.response.body", "body": bytes([octet]), "more_body": True})
        await asyncio.sleep(0.1)


def answer(status: int, media_type: str, body: bytes, **headers: str) -> Action:
    """Answer in the application's place, which hears nothing of it."""

    async def act(call: Call) -> None:
        made = [(b"content-type", media_type.encode())]
        made += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await call.say(Answer(status, made, body))

    return act


def change(alter: Callable[[Answer], None]) -> Action:
    """Let the application answer, and alter what it said."""

    async def act(call: Call) -> None:
        kept = await call.through()
        alter(kept)
        await call.say(kept)

    return act


@dataclass(slots=True)
class _Rule:
    method: str
    path: re.Pattern[str]
    action: Action
    times: int


class Faults:
    """The script of one test, and what came past it."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._guard = threading.Lock()
        self.calls: list[tuple[str, str]] = []

    def add(self, method: str, path: str, action: Action, *, times: int = 1_000_000) -> None:
        """Act on the next `times` requests of this method whose path matches the pattern."""
        with self._guard:
            self._rules.append(_Rule(method, re.compile(path), action, times))

    def clear(self) -> None:
        """From now on everything passes."""
        with self._guard:
            self._rules.clear()

    def count(self, method: str, path: str) -> int:
        """How many requests of this kind came."""
        with self._guard:
            return sum(m == method and re.search(path, p) is not None for m, p in self.calls)

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The layer itself."""

        async def layered(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            action = self._next(scope["method"], scope["path"])
            if action is None:
                await app(scope, receive, send)
            else:
                await action(Call(scope, receive, send, app))

        return layered

    def _next(self, method: str, path: str) -> Action | None:
        with self._guard:
            self.calls.append((method, path))
            for rule in self._rules:
                if rule.times > 0 and rule.method == method and rule.path.search(path):
                    rule.times -= 1
                    return rule.action
        return None
