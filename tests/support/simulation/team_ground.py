"""Stores on a team's server for the simulation: databases made once, of which each schedule begins with copies.

Collectors log in by a collector's role, which the grants and the row security bind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import psycopg

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.sealing.keys import PrivateKey, generate
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.storage.team.inbox import create_inbox
from tests.support.postgres import Server
from tests.support.simulation.disk import Disk
from tests.support.simulation.lanes import ProcessClock
from tests.support.simulation.line import Line
from tests.support.simulation.process import Place, share_engines
from tests.support.simulation.sizes import named_by
from tests.support.simulation.weather import Weather
from tests.support.simulation.world import World

__all__ = ["TeamTemplate"]

_SCHEMA = "inbox"
_LOGIN = "releve_exemple"
_ROW = re.compile(r"(?<![.\w])row\b")
"""A word of PostgreSQL's, where no table stands before it."""


class _Row(tuple[Any, ...]):
    """A row that is known by name too."""

    __slots__ = ()
    names: ClassVar[tuple[str, ...]]

    def __getitem__(self, which: Any) -> Any:
        return super().__getitem__(self.names.index(which) if isinstance(which, str) else which)

    def keys(self) -> tuple[str, ...]:
        """What `dict` asks for."""
        return self.names


def _rows(cursor: psycopg.Cursor[Any]) -> Any:
    names = tuple(column.name for column in cursor.description or ())
    return type("_Named", (_Row,), {"names": names, "__slots__": ()})


class _TeamRead:
    """A database, read by the server's administrator over a connection of its own."""

    def __init__(self, server: Server, name: str) -> None:
        self._raw = server.reader(name, _SCHEMA)
        self._raw.row_factory = _rows

    def rows(self, words: str, *values: object) -> list[Any]:
        """What it says now."""
        return self._raw.execute(_ROW.sub('"row"', words).replace("?", "%s"), values or None).fetchall()

    def close(self) -> None:
        """Close it."""
        self._raw.close()


@dataclass(frozen=True, slots=True)
class TeamTemplate:
    """Databases on one server, by number; `folder` is where a collector's machine keeps what it needs beside them."""

    server: Server
    folder: Path
    patterns: tuple[str, ...]
    privates: tuple[PrivateKey, ...]
    names: tuple[str, ...]
    _copies: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, server: Server, folder: Path, count: int = 2) -> TeamTemplate:
        """Make them, a day before the world begins; what is compiled once is compiled here."""
        clock = ProcessClock(World("template"), skew=-86400.0)
        folder.mkdir(parents=True)
        patterns, privates, names = [], [], []
        server.login(_LOGIN, group_of(TeamRole.COLLECTOR))
        for n in range(count):
            pattern, private = server.new(), generate()
            inbox = create_inbox(server.address(pattern), folder, clock)
            with named_by(f"store-{n}"), inbox.transaction() as tx:
                names.append(identity.make(tx, clock.now(), "a place of this world"))
                keys.put_public(tx, private.public(), clock.now())
            share_engines(inbox)
            inbox.close()
            patterns.append(pattern)
            privates.append(private)
        return cls(server, folder, tuple(patterns), tuple(privates), tuple(names))

    def place(self, n: int, folder: Path, weather: Weather) -> Place:
        """A copy of a database; gone when `lying` ends."""
        del folder
        name = f"store-{n}"
        copy = self._copies[name] = self.server.new(self.patterns[n])
        address = self.server.address(copy, _LOGIN)
        disk = Disk(weather)
        return Place(name, self.privates[n], self.names[n], disk, lambda: self._opened(address, disk))

    def _opened(self, address: Address, disk: Disk) -> Inbox:
        inbox = Inbox(TeamBacking(address, _SCHEMA, self.folder))
        Line(self.server, disk, inbox)
        return inbox

    def read(self, place: Place) -> _TeamRead:
        """Over a connection of the administrator's."""
        return _TeamRead(self.server, self._copies[place.name])

    @contextmanager
    def lying(self, places: Sequence[Place]) -> Iterator[None]:
        """Connections that end; the copies go with them."""
        copies = [self._copies.pop(place.name) for place in places]
        try:
            yield
        finally:
            for copy in copies:
                self.server.drop(copy)

    def close(self) -> None:
        """They are needed no more."""
        for pattern in self.patterns:
            self.server.drop(pattern)
