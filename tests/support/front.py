"""The reference front end as a real HTTPS server with client certificates, in a thread of the test.

    with running_front(tmp_path / "front", count=3) as front:
        front.url, front.site.authority, front.site.client      # what a client needs
        front.settings_file                                     # D/config.toml
        front.desk.take_in([...])                               # more submissions, also huge ones
        front.clock.forward(minutes=29)                         # the front end's own clock
        front.made(), front.outcomes()                          # truth.jsonl, parsed
        front.restart()                                         # the same folder, the same port

`wrap` puts an ASGI middleware before the application (faults). The destroyer's thread sleeps out its
interval in real time; a test calls `front.desk.turn()` itself.
"""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from backoffice_gui.clock import SystemClock
from backoffice_gui.reference_front import Desk, NewPart, NewSubmission, Options, Pace, serve_folder
from backoffice_gui.reference_front.authority import Pair
from backoffice_gui.reference_front.serve import Hooks
from backoffice_gui.reference_front.site import Site

__all__ = ["Front", "ShiftedClock", "Truth", "plain_submission", "running_front", "streamed_part"]

_START_SECONDS = 30


class ShiftedClock:
    """The machine's clocks, pushed forward by the test."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._shift = timedelta()

    def now(self) -> datetime:
        """Civil time with the shift."""
        return self._system.now() + self._shift

    def elapsed(self) -> float:
        """Elapsed seconds with the shift."""
        return self._system.elapsed() + self._shift.total_seconds()

    def forward(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass for the front end."""
        self._shift += timedelta(minutes=minutes, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the front end says it made: `parts` by number as `(size, sha256)`."""

    id: str
    seq: int
    digest: str
    parts: tuple[tuple[int, str], ...]


def streamed_part(size: int, *, name: str = "grand.bin", block: bytes = b"DEMO" * 16384) -> NewPart:
    """A part of any size that is made as it is read; its octets repeat `block`."""

    def pieces() -> Iterator[bytes]:
        left = size
        while left > 0:
            yield block[:left]
            left -= len(block)

    return NewPart(name, "application/octet-stream", pieces())


def plain_submission(*parts: bytes, kind: str = "certificate_request") -> NewSubmission:
    """A submission of these octets, part 0 first."""
    made = [NewPart("form.json", "application/json", (parts[0],))]
    made += [NewPart(f"piece-{n}.pdf", "application/pdf", (octets,)) for n, octets in enumerate(parts[1:], start=1)]
    return NewSubmission(kind, tuple(made))


class Front:
    """One running front end."""

    def __init__(
        self, folder: Path, clock: ShiftedClock, pace: Pace, wrap: Callable[[ASGIApp], ASGIApp] | None
    ) -> None:
        self.folder = folder
        self.site = Site(folder)
        self.clock = clock
        self.pace = pace
        self.url = ""
        self.desk: Desk
        self._wrap = wrap
        self._stop = threading.Event()
        self._requests = 0
        self._seen = threading.Condition()
        self._pool: ThreadPoolExecutor
        self._running: Future[None]

    @property
    def settings_file(self) -> Path:
        """The configuration that `backoffice --config` takes."""
        return self.site.config

    def start(self, count: int = 0, rate: float = 0.0) -> None:
        """Start it and wait until it answers."""
        ready = threading.Event()
        self._stop = threading.Event()
        self._requests = 0
        hooks = Hooks(
            announce=lambda url, _config: self._announced(url, ready),
            stop=self._stop,
            opened=lambda desk: setattr(self, "desk", desk),
            wrap=self._counting,
        )
        options = Options(count=count, rate=rate, pace=self.pace, clock=self.clock, demonstrations=True)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reference-front")
        self._running = self._pool.submit(serve_folder, self.folder, options, hooks)
        self._running.add_done_callback(lambda _future: ready.set())
        assert ready.wait(_START_SECONDS), "the reference front end did not start"
        if self._running.done():
            self.stop()

    def _announced(self, url: str, ready: threading.Event) -> None:
        self.url = url
        ready.set()

    def stop(self) -> None:
        """Stop it cleanly; waiting polls are answered first. May be called twice. Raises what ended it."""
        self._stop.set()
        self._pool.shutdown(wait=True)
        self._running.result()

    def restart(self) -> None:
        """Stop and start again on the same folder, and on the same port where it is still free."""
        self.stop()
        self.start()

    def wait_for_request(self, count: int) -> None:
        """Wait until so many requests have reached the server since its start."""
        with self._seen:
            assert self._seen.wait_for(lambda: self._requests >= count, _START_SECONDS)

    def _counting(self, app: ASGIApp) -> ASGIApp:
        under = self._wrap(app) if self._wrap else app

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            with self._seen:
                self._requests += 1
                self._seen.notify_all()
            await under(scope, receive, send)

        return counted

    def tls(self, client: Pair | None = None) -> ssl.SSLContext:
        """A client's context: trusts this front end's authority alone, shows `client` (collector-1)."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.site.authority)
        pair = client or self.site.client
        context.load_cert_chain(pair.certificate, pair.key)
        return context

    @contextlib.contextmanager
    def client(self, client: Pair | None = None, **headers: str) -> Iterator[httpx.Client]:
        """A plain httpx client with relative paths; by default a ready collector."""
        sent = {"Transfer-Role": "collector", "Collector-State": "ready"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        with httpx.Client(
            base_url=self.url, verify=self.tls(client), headers=sent, trust_env=False, timeout=40
        ) as made:
            yield made

    def lines(self) -> list[dict[str, Any]]:
        """Every line of `truth.jsonl`."""
        return [json.loads(line) for line in (self.folder / "truth.jsonl").read_text("utf-8").splitlines()]

    def made(self) -> dict[str, Truth]:
        """What it made, by id."""
        return {
            line["id"]: Truth(
                line["id"], line["seq"], line["digest"], tuple((part["size"], part["sha256"]) for part in line["parts"])
            )
            for line in self.lines()
            if "outcome" not in line
        }

    def outcomes(self) -> dict[str, str]:
        """What became of each that has ended, by id."""
        return {line["id"]: line["outcome"] for line in self.lines() if "outcome" in line}


@contextlib.contextmanager
def running_front(
    folder: Path,
    *,
    count: int = 0,
    rate: float = 0.0,
    clock: ShiftedClock | None = None,
    pace: Pace | None = None,
    wrap: Callable[[ASGIApp], ASGIApp] | None = None,
) -> Iterator[Front]:
    """A front end on `folder` for the length of a `with`."""
    front = Front(folder, clock or ShiftedClock(), pace or Pace(), wrap)
    front.start(count, rate)
    try:
        yield front
    finally:
        front.stop()
