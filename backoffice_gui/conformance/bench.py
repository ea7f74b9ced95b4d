"""The bench a front end stands on while it is tried: asking it, waiting, and looking at every answer."""

from __future__ import annotations

import json
import random
import re
import ssl
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from backoffice_gui.clock import Clock
from backoffice_gui.conformance.hook import Hook
from backoffice_gui.conformance.reading import object_of, utc
from backoffice_gui.conformance.verdicts import skipped
from backoffice_gui.conformance.watch import Watch
from backoffice_gui.conformance.wire import Answer, Line, NoAnswer, Place, request_octets
from backoffice_gui.transfer.jws import KeySet

__all__ = ["LIFETIME", "Bench", "Interrupted", "Page", "Setup", "label_of", "place_of"]

LIFETIME = 29 * 60.0
"""Seconds from `submitted_at` to `expires_at` (protocol §2)."""

_T = TypeVar("_T")
_ROUTE = re.compile(r"/submissions/[^/]+")
_PART = re.compile(r"/parts/[^/]+")
_SECONDS = 30.0
_LONG = 5.0


class Interrupted(Exception):
    """Somebody asked the kit to stop."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the kit is given: the front end, how both sides prove who they are, time, dice, and what it may do.

    `contexts` are TLS contexts with a client certificate each, the first the collector's own; `bare` shows
    none, `nobody` one that no authority knows; `lifetime` is how
    many seconds a demonstration submission lives; `patient` lets the kit wait that long where it is long;
    `others` lets it work beside submissions that are not its own; `wait` passes time; `tell` hears of long waits.
    """

    url: str
    contexts: tuple[ssl.SSLContext, ...]
    bare: ssl.SSLContext
    nobody: ssl.SSLContext
    keys: KeySet
    clock: Clock
    dice: random.Random
    stop: threading.Event
    version: str
    hook: Hook | None = None
    lifetime: float = LIFETIME
    patient: bool = False
    others: bool = False
    wait: Callable[[float], None] | None = None
    tell: Callable[[str, float], None] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A list as it was answered; what a member does not say rightly is `list.shape`'s finding, and no other's."""

    raw: Mapping[str, Any]
    size: int = 0

    def number(self, name: str) -> int:
        """A whole number of the page; skips the check where it is none."""
        value = self.raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            skipped("page-unreadable")
        return value

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items, each with a readable `id` and `seq`; skips the check where there is another."""
        items = self.raw.get("items")
        for item in items if isinstance(items, list) else [None]:
            if not isinstance(item, dict) or type(item.get("seq")) is not int or not isinstance(item.get("id"), str):
                skipped("page-unreadable")
        assert isinstance(items, list)
        return items


def place_of(url: str) -> Place:
    """Host, port and base path of an address that was checked before."""
    parts = urlsplit(url)
    return Place(parts.hostname or "", parts.port or 443, parts.path.rstrip("/"))


@dataclass(slots=True)
class _Peer:
    """One client certificate, and its idle connections."""

    context: ssl.SSLContext
    idle: list[Line] = field(default_factory=list)


class Bench:
    """Asks the front end in the words of protocol §1, within the check's time, and shows the watch every answer."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.place = place_of(setup.url)
        self.watch = Watch()
        self.speed = LIFETIME / setup.lifetime
        self.epochs: set[str] = set()
        self._peers = [_Peer(context) for context in setup.contexts]
        self._lock = threading.Lock()
        self._deadline = 0.0
        self._check = ""
        self._ahead = timedelta()
        self.beat = setup.clock.elapsed()
        """When a ready collector listed last, in elapsed seconds."""
        self.store_ids = tuple(f"conformance-{setup.dice.getrandbits(64):016x}" for _ in range(2))

    @property
    def peers(self) -> int:
        """How many client certificates there are."""
        return len(self._peers)

    def begin(self, seconds: float, check: str = "") -> None:
        """A check begins, and may take so long beside its waiting."""
        self._check = check
        self._deadline = self.setup.clock.elapsed() + seconds

    def left(self) -> float:
        """Seconds that the check has left, never less than a moment."""
        if self.setup.stop.is_set():
            raise Interrupted
        return max(self._deadline - self.setup.clock.elapsed(), 0.001)

    def now(self) -> datetime:
        """The front end's civil time, as far as its lists have told."""
        return self.setup.clock.now() + self._ahead

    def paced(self, seconds: float) -> float:
        """A duration of the protocol in a front end that lives through it faster."""
        return seconds / self.speed

    def wait(self, seconds: float) -> None:
        """Let time pass; it does not count against the check's limit. Raises `Interrupted`."""
        if seconds <= 0:
            return
        self._deadline += seconds
        if self.setup.tell is not None and seconds >= _LONG:
            self.setup.tell(self._check, seconds)
        (self.setup.wait or self.setup.stop.wait)(seconds)
        self.left()

    def line(self, peer: int = 0) -> Line:
        """A connection of its own, opened now; raises `NoAnswer`."""
        line = Line(self.place, self._peers[peer].context, self.setup.clock)
        line.open(min(_SECONDS, self.left()))
        return line

    def request(
        self,
        method: str,
        path: str,
        *,
        role: str = "collector",
        ready: bool = False,
        fields: Mapping[str, str] | None = None,
        body: object = None,
    ) -> bytes:
        """A request's octets with the headers of protocol §1; `body` is JSON, or octets as they are."""
        sent = {
            "User-Agent": f"backoffice-gui/{self.setup.version}",
            "X-Request-Id": str(uuid.UUID(int=self.setup.dice.getrandbits(128), version=4)),
            "Transfer-Role": role,
            "Collector-State": "ready" if ready else "not-ready",
            "Accept-Encoding": "identity",
        }
        octets = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        if octets is not None:
            sent["Content-Type"] = "application/json"
        sent = {name: value for name, value in (sent | dict(fields or {})).items() if value}
        return request_octets(self.place, method, self.place.base + path, sent, octets)

    def ask(
        self,
        method: str,
        path: str,
        *,
        role: str = "collector",
        ready: bool = False,
        fields: Mapping[str, str] | None = None,
        body: object = None,
        peer: int = 0,
    ) -> Answer:
        """Ask on a kept connection; raises `NoAnswer`, `Interrupted`."""
        request = self.request(method, path, role=role, ready=ready, fields=fields, body=body)
        bodiless = method == "HEAD"
        line = self._kept(peer)
        try:
            answer = self._answered(line, request, bodiless=bodiless)
        except NoAnswer as error:
            if not line.answers or error.reason != "closed":
                raise
            line = Line(self.place, self._peers[peer].context, self.setup.clock)
            answer = self._answered(line, request, bodiless=bodiless)
        with self._lock:
            if line.live:
                self._peers[peer].idle.append(line)
        self.watch.saw(label_of(method, path), answer)
        return answer

    def _answered(self, line: Line, request: bytes, *, bodiless: bool) -> Answer:
        try:
            return line.ask(request, min(_SECONDS, self.left()), bodiless=bodiless)
        except BaseException:
            line.close()
            raise

    def _kept(self, peer: int) -> Line:
        with self._lock:
            idle = self._peers[peer].idle
            return idle.pop() if idle else Line(self.place, self._peers[peer].context, self.setup.clock)

    def page(
        self,
        query: str = "",
        *,
        role: str = "collector",
        ready: bool = False,
        fields: Mapping[str, str] | None = None,
    ) -> Page:
        """A list (3.1); its clock and epoch are noted. Raises `Failed`, `NoAnswer`."""
        answer = self.ask("GET", f"/submissions{query}", role=role, ready=ready, fields=fields)
        raw = object_of(answer, "GET /submissions")
        if ready:
            self.beat = self.setup.clock.elapsed()
        said = utc(raw.get("server_time"))
        if said is not None:
            self._ahead = said - self.setup.clock.now()
        if isinstance(raw.get("epoch"), str):
            self.epochs.add(raw["epoch"])
        return Page(raw, len(answer.body))

    def ledger(self, after: int, limit: int = 500) -> dict[str, Any]:
        """A page of the ledger (3.7); skips the check where it is none. Raises `Failed`, `NoAnswer`."""
        raw = object_of(self.ask("GET", f"/ledger?after={after}&limit={limit}"), "GET /ledger")
        entries = raw.get("entries")
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            skipped("ledger-unreadable")
        if isinstance(raw.get("epoch"), str):
            self.epochs.add(raw["epoch"])
        return raw

    def together(self, calls: Sequence[Callable[[], _T]]) -> list[_T]:
        """Call all at the same moment, each in a thread of its own; their values in order."""
        gate = threading.Barrier(len(calls))

        def at_once(call: Callable[[], _T]) -> _T:
            gate.wait(_SECONDS)
            return call()

        with ThreadPoolExecutor(len(calls), thread_name_prefix="conformance") as pool:
            return list(pool.map(at_once, calls))

    def close(self) -> None:
        """Close every idle connection."""
        for peer in self._peers:
            while peer.idle:
                peer.idle.pop().close()


def label_of(method: str, path: str) -> str:
    """A route without ids and query, as findings name it."""
    route = _PART.sub("/parts/{n}", _ROUTE.sub("/submissions/{id}", path.partition("?")[0]))
    return f"{method} {route}"
