"""The reference front end in process: its own application and desk, driven without a loop or a socket.

A coroutine runs until it would wait; what it waits for is the world's: the bell of a long poll, or
the time a piece of a part takes to leave.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Coroutine, Generator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from starlette.types import Message, Receive

from backoffice_gui.reference_front import Desk, Pace
from backoffice_gui.reference_front.app import application
from backoffice_gui.reference_front.doorbell import Doorbell
from tests.support.simulation.lanes import ProcessClock
from tests.support.simulation.world import Event, World

__all__ = ["Asked", "Conversation", "Server"]

PIECE_SECONDS = 0.4
"""How long a piece of a part takes before the next one leaves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrives: `target` is path and query, `collector` the certificate's subject."""

    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    collector: str

    @property
    def path(self) -> str:
        """The path alone."""
        return self.target.partition("?")[0]


class _Wait:
    """What a coroutine of the application waits for: at most so long, or for the bell too."""

    def __init__(self, seconds: float, *, rung: bool) -> None:
        self.seconds, self.rung = seconds, rung

    def __await__(self) -> Generator[_Wait, bool, bool]:
        return (yield self)


class _Bell(Doorbell):
    """A doorbell without a loop."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[bool], None]] = []
        self._closed = False

    def ring(self) -> None:
        """Something arrived."""
        waiting, self.waiting = self.waiting, []
        for hear in waiting:
            hear(True)

    async def wait(self, seconds: float, receive: Receive) -> bool:
        """Wait for the next ring, in virtual time."""
        if self._closed or seconds <= 0:
            return False
        return await _Wait(seconds, rung=True)


class Conversation:
    """One request at the server: `hear` is given each message of its answer, nothing at its end.

    `gone()` tells whether the caller still listens; an answer that the server cuts ends with `cut`.
    """

    def __init__(self, server: Server, asked: Asked, hear: Callable[[Message | None], None]) -> None:
        self._server, self._asked, self._hear = server, asked, hear
        self.gone: Callable[[], bool] = lambda: False
        self.cut = False
        self._body_given = False
        self._timer: Event | None = None
        self._ringing: Callable[[bool], None] | None = None
        self._running: Coroutine[Any, Any, None] | None = server.app(self._scope(), self._receive, self._send)

    def _scope(self) -> MutableMapping[str, Any]:
        path, _, query = self._asked.target.partition("?")
        state = {"collector": self._asked.collector, "cut": self._cut, "gone": self._is_gone}
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self._asked.method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in self._asked.headers],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
            "state": state,
        }

    def _is_gone(self) -> bool:
        return self.gone()

    def _cut(self) -> None:
        self.cut = True

    async def _receive(self) -> Message:
        if self._body_given:
            return {"type": "http.disconnect"}
        self._body_given = True
        return {"type": "http.request", "body": self._asked.body, "more_body": False}

    async def _send(self, message: Message) -> None:
        self._hear(message)
        if message.get("more_body"):
            await _Wait(PIECE_SECONDS, rung=False)

    def go_on(self, value: bool | None = None) -> None:
        """Run until it waits or ends."""
        self._disarm()
        running = self._running
        if running is None:
            return
        try:
            wait = running.send(value)
        except StopIteration:
            self._running = None
            self._server.ended(self)
            self._hear(None)
            return
        self._timer = self._server.world.after(wait.seconds, lambda: self.go_on(False))
        if wait.rung:
            self._ringing = self.go_on
            self._server.bell.waiting.append(self.go_on)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._ringing is not None and self._ringing in self._server.bell.waiting:
            self._server.bell.waiting.remove(self._ringing)
        self._ringing = None

    def drop(self) -> None:
        """The caller has gone, or the server dies: nothing more is done or said."""
        self._disarm()
        running, self._running = self._running, None
        if running is not None:
            running.close()
        self._server.ended(self)


def _lay_key(inside: Path, seed: str) -> None:
    """The key that the front end signs with, from the seed.

    A bit that flips in a signature leaves another signature, no base64 or no JSON, as its octets happen to be: with
    another key each time it was played, one seed had three traces.
    """
    key = Ed25519PrivateKey.from_private_bytes(random.Random(f"{seed}:signer").randbytes(32))
    inside.mkdir(parents=True)
    (inside / "signing.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


class Server:
    """A front end that can be stopped and started; `settled` is called after whatever it has done."""

    def __init__(self, world: World, folder: Path, pace: Pace) -> None:
        self.world, self.folder, self.pace = world, folder, pace
        self.clock = ProcessClock(world)
        self.up = False
        self.settled: Callable[[], None] = lambda: None
        self._open: list[Conversation] = []
        _lay_key(folder / "front", world.seed)
        self.start()
        self._turning = world.after(pace.sweep_every, self._turn)

    def start(self) -> None:
        """Open the same folder."""
        self.desk = Desk(self.folder, self.clock, self.pace)
        self.bell = _Bell()
        self.app = application(self.desk, self.clock, self.bell)
        self.desk.on_arrival(self._arrived)
        self.up = True

    def _arrived(self) -> None:
        self.world.after(0.0, self.bell.ring)

    def stop(self) -> list[Conversation]:
        """Stop answering; the conversations that were under way are cut, and returned."""
        self.up = False
        under_way, self._open = self._open, []
        for conversation in under_way:
            conversation.drop()
        self.desk.close()
        return under_way

    def _turn(self) -> None:
        if self.up:
            self.desk.turn()
            self.settled()
        self._turning = self.world.after(self.pace.sweep_every, self._turn)

    def answer(self, asked: Asked, hear: Callable[[Message | None], None]) -> Conversation:
        """Take a request in; what it says comes to `hear`, now and later."""
        conversation = Conversation(self, asked, hear)
        self._open.append(conversation)
        return conversation

    def ended(self, conversation: Conversation) -> None:
        """One conversation less."""
        if conversation in self._open:
            self._open.remove(conversation)
        self.settled()

    def close(self) -> None:
        """End it for good."""
        self._turning.cancel()
        self.settled = lambda: None
        if self.up:
            self.stop()
