"""One scenario's folder: a front end's side, the office's side (which is watched), a clock that both read.

root/office   config.toml, keys, store/, store.key, pins/: what a process of ours may change
root/front    the reference front end's
root/clock    civil and elapsed time, as eight octets that all processes map

The front end runs in a process of its own and is told what to do over its own port (`tell`), so that it
outlives every kill. Time stands still but where somebody leaps.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import mmap
import os
import pickle
import random
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backoffice_gui import settings
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Summary
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.scenarios.lanes import LeapingLanes
from tests.support.scenarios.lying import lying_keys

__all__ = ["GIVEN_OUT", "RENEWS", "TEMPORARY", "Place", "SharedClock", "Snapshot"]

GIVEN_OUT = "given-out"
"""A folder of the office where an agent has a submission written in clear: it is not ours any more."""
TEMPORARY = "temporary"
"""What a process takes for the system's folder of temporary files: looked through as all else."""
RENEWS = "renews"
"""Lies beside the office where keys that something was sealed to may end, as they do in a purge epoch."""

BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
_RESERVE = 32 * 1024 * 1024
_ENDURED = 15.0
"""Real seconds after which a collector that goes on is told to stop, whatever the shared clock says."""


class SharedClock:
    """Both kinds of time in one mapped file: it stands still, in every process, until somebody leaps."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(struct.pack("d", 0.0))
        with file.open("r+b") as opened:
            self._seconds = mmap.mmap(opened.fileno(), 8)

    @property
    def seconds(self) -> float:
        """How far it has been leapt."""
        return float(struct.unpack("d", self._seconds)[0])

    def set(self, seconds: float) -> None:
        """Put it where it was, or anywhere."""
        self._seconds[:] = struct.pack("d", seconds)

    def leap(self, seconds: float) -> None:
        """Let time pass."""
        self.set(self.seconds + seconds)

    def now(self) -> dt.datetime:
        """Civil time."""
        return BEGAN + dt.timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        """Elapsed seconds."""
        return 1_000.0 + self.seconds


class Place:
    """The folder of one scenario; `url` is its front end's."""

    def __init__(self, root: Path, url: str) -> None:
        self.root = root
        self.url = url
        self.office = root / "office"
        self.store = self.office / "store"
        self.config = self.office / "config.toml"
        (self.office / TEMPORARY).mkdir(parents=True, exist_ok=True)
        self.clock = SharedClock(root / "clock")

    # The front end

    def tell(self, words: str, **more: object) -> Any:
        """Have the front end do something (`scenarios.front.Scripted`); returns what it says."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        try:
            connection.request("POST", "/control", json.dumps({"do": words, **more}))
            answer = connection.getresponse()
            said = json.loads(answer.read())
        finally:
            connection.close()
        assert answer.status == 200, said
        return said

    def advance(self, *, minutes: float) -> None:
        """Let time pass for everybody."""
        self.clock.leap(minutes * 60)

    # The office

    def configure(
        self, *, peers: tuple[str, ...] = (), probe_one_in: int = 1_000_000, key_file: bool = True, more: str = ""
    ) -> None:
        """Write the configuration (`more`: lines at its end), and the key set of the front end beside it.

        Which one of many is probed each life draws anew: a kill would change it, so none is but where all are.
        """
        key = 'key_file = "store.key"\n' if key_file else ""
        self.config.write_text(
            f'[transfer]\nurl = "{self.url}"\nca_file = "none.pem"\nclient_cert = "none.pem"\n'
            f'client_key = "none.key"\nfront_end_keys = "front-end.jwks.json"\nprobe_one_in = {probe_one_in}\n'
            f'[store]\nfolder = "store"\n{key}peers = {json.dumps(list(peers))}\n{more}'
        )
        (self.office / "front-end.jwks.json").write_text(self.tell("keys")["keys"])

    @property
    def settings(self) -> Settings:
        """The configuration, read anew."""
        return settings.load(self.config, {})

    def make_store(self, **more: Any) -> None:
        """A complete store, and its private key kept for whoever checks."""
        self.configure(**more)
        parts.new_store(self.settings, self.clock)
        self.keep_private()

    def keep_private(self) -> None:
        """Put the private keys where the checks find them, outside of the office."""
        with self.inbox() as opened, parts.desk(self.settings, opened, self.clock) as desk:
            (self.root / "private").write_bytes(pickle.dumps(dict(desk.privates)))

    @property
    def given_up(self) -> frozenset[str]:
        """Ids of submissions that two people agreed to purge: they may be gone."""
        kept = self.root / "given-up"
        return frozenset(json.loads(kept.read_text())) if kept.exists() else frozenset()

    @property
    def privates(self) -> dict[str, PrivateKey]:
        """The private keys by fingerprint; where they may end, those that the casebook has as it lies."""
        if self.renews:
            return lying_keys(self.root, self.store, self.office / "store.key")
        kept: dict[str, PrivateKey] = pickle.loads((self.root / "private").read_bytes())
        return kept

    @property
    def renews(self) -> bool:
        """Whether keys may end here."""
        return (self.root / RENEWS).exists()

    def inbox(self) -> Any:
        """The open inbox for a `with`."""
        return parts.inbox(self.settings, self.clock)

    def opened(self) -> Inbox:
        """The open inbox; whoever asks closes it."""
        return Inbox.open(self.store, self.clock)

    def fake_reserve(self) -> None:
        """A reserve that is there already, without its octets: making it is a scenario of its own."""
        with (self.store / "reserve.bin").open("wb") as file:
            file.truncate(_RESERVE)

    def collect(
        self,
        *,
        seconds: float | None = None,
        prove: bool = False,
        listener: Callable[[CollectorEvent], None] | None = None,
        jump: float = 0.0,
    ) -> Summary:
        """Collect once, or for so many seconds of the shared clock; `jump` seconds pass at the first idle moment."""
        jumps = [jump] if jump else []
        began = self.clock.elapsed()

        def idle() -> None:
            if jumps:
                self.clock.leap(jumps.pop())
            elif seconds is not None and self.clock.elapsed() - began >= seconds:
                run.stop()

        run = CollectorRun(
            self.settings,
            self.clock,
            listener or _unheard,
            program="backoffice collect",
            prove=(lambda: _prove(self)) if prove else None,
            make_lanes=lambda: LeapingLanes(self.clock, idle),
            dice=random.Random(7),
        )
        if seconds is None:
            return run.run(once=True)
        # one that goes on endures a full disk for ever, and no clock leaps meanwhile: an operator's stop ends it
        stopping = threading.Timer(_ENDURED, run.stop)
        stopping.start()
        try:
            return run.run()
        finally:
            stopping.cancel()
            stopping.join()

    def collect_until(self, name: EventName, count: int = 1) -> None:
        """A collector in a process of its own, which dies at the `count`-th event of this name."""
        seen: list[CollectorEvent] = []

        def heard(event: CollectorEvent) -> None:
            if event.name is name:
                seen.append(event)
            if len(seen) == count:
                os._exit(0)

        child = os.fork()
        if child == 0:
            try:
                self.collect(listener=heard)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert status == 0, f"no {name} came"


def _unheard(_event: CollectorEvent) -> None:
    return


def _prove(place: Place) -> None:
    parts.open_waiting_canaries(place.settings, place.clock)


class Snapshot:
    """A folder's files, put back in place: a file that is there keeps its inode, by which a store knows itself."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders = [path for path in sorted(root.rglob("*")) if path.is_dir()]
        self._files: dict[Path, tuple[bytes | None, int, int]] = {}
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name != "clock":
                status = path.stat()
                sparse = path.name == "reserve.bin" and status.st_blocks == 0
                self._files[path] = (None if sparse else path.read_bytes(), status.st_size, status.st_mode & 0o777)
        self._seconds = SharedClock(root / "clock").seconds

    def put_back(self, clock: SharedClock) -> None:
        """Make the folder what it was, the time included."""
        for path in sorted(self.root.rglob("*"), reverse=True):
            if path.is_dir() and path not in self._folders:
                path.rmdir()
            elif not path.is_dir() and path not in self._files and path.name != "clock":
                path.unlink()
        for folder in self._folders:
            folder.mkdir(exist_ok=True)
        for path, (octets, size, mode) in self._files.items():
            with path.open("r+b" if path.exists() else "wb") as file:
                file.truncate(0 if octets is not None else size)
                if octets is not None:
                    file.write(octets)
            path.chmod(mode)
        clock.set(self._seconds)
