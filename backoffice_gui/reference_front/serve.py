"""Running it: one loop for the network, a thread for the destroyer and one for arrivals.

Order of a start: database and keys → certificates → the first submissions → the port → the
configuration → it is announced. Order of a stop: waiting polls are let go, connections end, the
threads come home, the database closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from starlette.types import ASGIApp

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.errors import StoreError
from backoffice_gui.logs import event
from backoffice_gui.reference_front.app import PREFIX, application
from backoffice_gui.reference_front.arrivals import Arrivals
from backoffice_gui.reference_front.channel import StoppableServer, server_context
from backoffice_gui.reference_front.demonstration import Demonstrations
from backoffice_gui.reference_front.desk import Desk
from backoffice_gui.reference_front.doorbell import Doorbell
from backoffice_gui.reference_front.pace import Pace
from backoffice_gui.reference_front.site import Site, prepare

__all__ = ["Announce", "Hooks", "Options", "run", "serve_folder"]

_LOGGER = logging.getLogger(__name__)

Announce = Callable[[str, Path], None]
"""Told the base URL and the configuration file once requests are answered."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may differ in: submissions at start, a minute afterwards, their seed, and every duration.

    `demonstrations` opens the route by which a conformance kit submits.
    """

    count: int = 0
    rate: float = 0.0
    seed: int = 2026
    pace: Pace = field(default_factory=Pace)
    clock: Clock = field(default_factory=SystemClock)
    demonstrations: bool = False


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a run tells, and listens to: `opened` is given the desk, `wrap` may stand before the application."""

    announce: Announce
    stop: threading.Event
    opened: Callable[[Desk], None] | None = None
    wrap: Callable[[ASGIApp], ASGIApp] | None = None


def run(
    folder: Path,
    count: int = 0,
    rate: float = 0.0,
    *,
    announce: Announce,
    stop: threading.Event | None = None,
    pace: Pace | None = None,
    demonstrations: bool = False,
) -> None:
    """Serve `folder` on a free loopback port until `stop` is set, or without one until SIGTERM.

    SIGINT stops as cleanly and is then raised as `KeyboardInterrupt`. Raises `StoreError` and
    `ConfigurationError` where the folder is not usable.
    """
    options = Options(count=count, rate=rate, pace=pace or Pace(), demonstrations=demonstrations)
    if stop is not None:
        serve_folder(folder, options, Hooks(announce, stop))
        return
    with _signalled() as stopped:
        serve_folder(folder, options, Hooks(announce, stopped))


@contextlib.contextmanager
def _signalled() -> Iterator[threading.Event]:
    stop = threading.Event()
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        stop.set()

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if signal.SIGINT in received:
        raise KeyboardInterrupt


def serve_folder(folder: Path, options: Options, hooks: Hooks) -> None:
    """The same with every choice open."""
    folder = folder.absolute()
    Site(folder).refuse_real()
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder, options.clock, options.pace)
    try:
        site = prepare(folder, desk.signer, options.clock)
        arrivals = Arrivals(desk, options.seed, options.clock)
        desk.turn()
        arrivals.fill(options.count)
        if hooks.opened is not None:
            hooks.opened(desk)
        asyncio.run(_serve(site, desk, arrivals, options, hooks))
    finally:
        desk.close()


async def _serve(site: Site, desk: Desk, arrivals: Arrivals, options: Options, hooks: Hooks) -> None:
    bell = Doorbell()
    desk.on_arrival(bell.ring)
    beside = Demonstrations(desk, options.seed).routes() if options.demonstrations else ()
    app: ASGIApp = application(desk, options.clock, bell, beside)
    context = server_context(site.server.certificate, site.server.key, site.authority)
    listener = _listener(site.last_port())
    url = f"https://127.0.0.1:{listener.getsockname()[1]}{PREFIX}"
    site.write_config(url)
    server = StoppableServer(
        hooks.wrap(app) if hooks.wrap else app,
        context,
        hooks.stop,
        on_start=lambda: hooks.announce(url, site.config),
        on_stop=bell.close,
    )
    threads = [
        threading.Thread(target=_turns, args=(desk, options.pace.sweep_every, hooks.stop), name="destroyer"),
        threading.Thread(target=arrivals.keep_coming, args=(options.rate, hooks.stop), name="arrivals"),
    ]
    for thread in threads:
        thread.start()
    try:
        await server.serve(sockets=[listener])
    finally:
        hooks.stop.set()
        bell.close()
        for thread in threads:
            await asyncio.to_thread(thread.join)


def _turns(desk: Desk, every: float, stop: threading.Event) -> None:
    while not stop.wait(every):
        try:
            desk.turn()
        except StoreError as error:
            # A full disk or a lock: the next turn looks at what lies there, and does it then.
            event(_LOGGER, logging.WARNING, "turn_failed", code=error.code)


def _listener(port: int) -> socket.socket:
    for wanted in (port, 0):
        # The protocol is named, because asyncio turns Nagle's delay off only where it reads IPPROTO_TCP.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            listener.close()
            if wanted == 0:
                raise
        else:
            return listener
    raise AssertionError
