"""The reference front end in a process of its own, plain http on loopback, scripted over its own port.

It outlives every kill of ours: its truth is what the invariants are checked against. `FrontProcess` forks
it; `Scripted` is what it can be told (`Place.tell`).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ctypes
import json
import logging
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config, Server

from backoffice_gui.reference_front import Desk, NewPart, NewSubmission
from backoffice_gui.reference_front.app import PREFIX, application
from backoffice_gui.reference_front.channel import PeerProtocol
from backoffice_gui.reference_front.doorbell import Doorbell
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.jose import payload_of
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.faults import Faults
from tests.support.scenarios.place import SharedClock
from tests.support.scenarios.rules import RULES

__all__ = ["MARK", "FrontProcess"]

MARK = "CANARI-EXEMPLE-DEMONSTRATION"
"""Stands in every form and every part; no file of ours may ever hold it."""

_PR_SET_PDEATHSIG = 1


def _octets(size: int, number: int) -> Iterator[bytes]:
    """A part of this size: the mark, a number, and then the mark again and again."""
    head = json.dumps({"person": {"family_name": f"{MARK}-{number}"}}).encode()[:size]
    yield head
    left = size - len(head)
    block = (f" {MARK} {number:09d}".encode() * 30_000)[: 1024 * 1024]
    while left > 0:
        yield block[:left]
        left -= len(block)


@dataclass(slots=True)
class _World:
    folder: Path
    desk: Desk
    app: ASGIApp
    faults: Faults


class Scripted:
    """What the front end of a scenario can be told; each method is a word of `Place.tell`."""

    def __init__(self) -> None:
        self._world: _World | None = None
        self._made = 0

    def open(self, folder: str, rules: Sequence[tuple[str, int]] = ()) -> None:
        """Serve this folder from now on, with these rules of `rules.RULES`, each so many times."""
        self.close()
        clock = SharedClock(Path(folder) / "clock")
        desk = Desk(Path(folder) / "front", clock)
        faults = Faults()
        self._world = _World(Path(folder) / "front", desk, faults.wrap(application(desk, clock, Doorbell())), faults)
        self.rules(rules)

    def close(self) -> None:
        """Serve nothing."""
        if self._world is not None:
            self._world.desk.close()
            self._world = None

    @property
    def app(self) -> ASGIApp | None:
        """The application that answers now."""
        return None if self._world is None else self._world.app

    @property
    def _now(self) -> _World:
        assert self._world is not None, "nothing is served"
        return self._world

    def rules(self, rules: Sequence[tuple[str, int]]) -> None:
        """From now on these rules and no others."""
        world = self._now
        world.faults.clear()
        for name, times in rules:
            for method, path, action in RULES[name](world.desk):
                world.faults.add(method, path, action, times=times)

    def keys(self) -> dict[str, str]:
        """The key set a client pins."""
        return {"keys": self._now.desk.signer.key_set().decode()}

    def take_in(self, sizes: Sequence[Sequence[int]]) -> list[str]:
        """Let submissions of these parts be held."""
        made = []
        for parts in sizes:
            self._made += 1
            new = [
                NewPart(f"piece-{n}.json", "application/json", _octets(size, 100 * self._made + n))
                for n, size in enumerate(parts)
            ]
            made.append(NewSubmission("certificate_request", tuple(new)))
        return [one.id for one in self._now.desk.take_in(made)]

    def take_forms(self, forms: Sequence[dict[str, Any]]) -> list[str]:
        """Let real forms be held, each with one piece; their ids."""
        made = [
            NewSubmission(
                "certificate_request",
                (
                    NewPart("formulaire.json", "application/json", [json.dumps(form).encode()]),
                    NewPart("piece.json", "application/json", [f"{form['comment']} ".encode() * 40]),
                ),
            )
            for form in forms
        ]
        return [one.id for one in self._now.desk.take_in(made)]

    def taken_by(self, store: str, stored_at: str) -> None:
        """Another store takes over all that is held."""
        desk = self._now.desk
        items = desk.listing(ListQuery(0, 500)).items
        asked = [TakeOver(item.id, _digest(desk, item.id), stored_at) for item in items]
        desk.take_over(asked, Taker(store, "CN=collector-2"))

    def turn(self) -> None:
        """One turn of the destroyer."""
        self._now.desk.turn()

    def truth(self) -> dict[str, dict[str, Any]]:
        """What it made, and how what has ended did end, by id."""
        world = self._now
        lines = [json.loads(line) for line in (world.folder / "truth.jsonl").read_text("utf-8").splitlines()]
        made = {line["id"]: line for line in lines if "outcome" not in line}
        ended = {}
        after = 0
        while entries := world.desk.ledger(after, 500).entries:
            for jws in entries:
                receipt = payload_of(jws)
                ended[receipt["id"]] = receipt
            after += len(entries)
        return {"made": made, "ended": ended}


def _digest(desk: Desk, name: str) -> str:
    with desk._database.snapshot() as reading:
        (digest,) = reading.execute("SELECT digest FROM submission WHERE id = ?", (name,)).fetchone()
    return str(digest)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _say(send: Send, status: int, said: object) -> None:
    octets = json.dumps(said).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(octets)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": octets})


async def _serve(listener: socket.socket) -> None:
    scripted = Scripted()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/control":
            words = json.loads(await _body(receive))
            try:
                said = getattr(scripted, words.pop("do"))(**words)
            except Exception as error:  # noqa: BLE001 - told to whoever asked
                await _say(send, 500, repr(error))
            else:
                await _say(send, 200, said)
            return
        scope["state"]["collector"] = "CN=collector-1"
        # a server may ignore the wish to wait (protocol §3.1): polls then come at the clock's pace, which leaps
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"prefer"]
        if scripted.app is None:
            await _say(send, 503, "closed")
            return
        await scripted.app(scope, receive, send)

    config = Config(
        app, http=PeerProtocol, ws="none", lifespan="off", loop="none", log_config=None, log_level="error",
        access_log=False, proxy_headers=False, server_header=False, timeout_keep_alive=600,
    )  # fmt: skip
    server = Server(config)
    with contextlib.suppress(asyncio.CancelledError):
        await server.serve(sockets=[listener])


class FrontProcess:
    """A forked front end; make it while the process has one thread."""

    def __init__(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}{PREFIX}"
        self._child = os.fork()
        if self._child == 0:
            try:
                ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
                logging.disable(logging.CRITICAL)
                asyncio.run(_serve(listener))
            finally:
                os._exit(1)
        listener.close()

    def end(self) -> None:
        """End the process that this one forked."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


def spoken_forms(mark: str = MARK) -> list[bytes]:
    """The mark in every form in which it could lie in a file: text, wide text, hexadecimal, base64, backwards."""
    octets = mark.encode()
    forms = [octets, octets[::-1], octets.hex().encode(), octets.hex().upper().encode()]
    forms += [mark.encode("utf-16-le"), mark.encode("utf-16-be")]
    for before in range(3):
        coded = base64.b64encode(bytes(before) + octets).rstrip(b"=")
        inner = coded[4 if before else 0 : -2]
        forms += [inner, inner.replace(b"+", b"-").replace(b"/", b"_")]
    return list(dict.fromkeys(forms))
