"""The disk under a simulated store: the database driver's own calls, made to fail, to lie, or to be the last.

    with lying_disk(disks): …        every connection that the product opens within goes through `Disk`s

A fault is raised as the driver raises it; a commit whose outcome is unknown is done, or undone,
and then raises. A death here is the process's: its transaction is rolled back by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from backoffice_gui.storage import engine
from backoffice_gui.storage.engine import Shape
from tests.support.simulation.weather import Weather
from tests.support.simulation.world import Dead

__all__ = ["JUDGED", "Disk", "lying_disk", "with_a_wrong_bit"]

JUDGED = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (submission|attempt|chunk|run_key|incident)\b")
"""Writes after which the facts are looked at; the pulse and what the monitor shows are none."""
_BUSY, _FULL, _IO_READ, _IO_SYNC = 5, 13, 10 | 1 << 8, 10 | 4 << 8
_WORDS = {_BUSY: "database is locked", _FULL: "database or disk is full", _IO_READ: "disk I/O error"}


def _error(code: int) -> driver.OperationalError:
    error = driver.OperationalError(_WORDS.get(code, "disk I/O error"))
    error.sqlite_errorcode = code
    return error


def _locked() -> None:
    raise _error(_BUSY)


class Disk:
    """What a store lies on.

    `before` is called where others may go first, `at_commit` where those may that don't need the
    store, `committed` after each commit that took effect and moved a fact.

    `die` kills the process that is at work, and raises `Dead`.
    """

    def __init__(self, weather: Weather) -> None:
        self.weather = weather
        self.before: Callable[[], None] = lambda: None
        self.at_commit: Callable[[], None] = lambda: None
        self.committed: Callable[[], None] = lambda: None
        self.die: Callable[[], None] = lambda: None
        self.dead: Callable[[], bool] = lambda: False
        self.spare: list[driver.Connection] = []
        self.touched = False

    def close(self) -> None:
        """Let the spare connections go."""
        while self.spare:
            self.spare.pop().close()

    def refuse_the_dead(self) -> None:
        """A process that is gone asks for nothing; raises `Dead`."""
        if self.dead():
            raise Dead

    def begin(self, *, writing: bool) -> None:
        """A transaction begins."""
        self.begin_with(_locked, writing=writing)

    def begin_with(self, refuse: Callable[[], None], *, writing: bool) -> None:
        """The same; `refuse` says so where another has it."""
        self.refuse_the_dead()
        self.before()
        self.refuse_the_dead()
        if not writing:
            return
        match self.weather.strikes("begin"):
            case "locked":
                refuse()
            case "die":
                self.die()

    def read(self) -> None:
        """A table is read."""
        if self.weather.strikes("read") is not None:
            raise _error(_IO_READ)

    def write(self, words: str, rows: Any) -> Any:
        """Something is written; a chunk may get a bit that is wrong."""
        self.touched = self.touched or JUDGED.match(words) is not None
        match self.weather.strikes("write"):
            case "full":
                raise _error(_FULL)
            case "bit" if words.startswith("INSERT INTO chunk") and rows:
                return with_a_wrong_bit(rows, self.weather)
        return rows

    def commit(self, raw: driver.Connection) -> None:
        """The commit itself."""
        self.refuse_the_dead()
        self.at_commit()
        self.refuse_the_dead()
        fault = self.weather.strikes("commit") if raw.in_transaction else None
        match fault:
            case "full" | "busy":
                raise _error(_FULL if fault == "full" else _BUSY)
            case "io-lost" | "die-before":
                raw.rollback()
            case _:
                raw.commit()
                touched, self.touched = self.touched, False
                if touched:
                    self.committed()
        if fault in {"io-lost", "io-kept"}:
            raise _error(_IO_SYNC)
        if fault in {"die-before", "die-after"}:
            self.die()


def with_a_wrong_bit(rows: Any, weather: Weather) -> Any:
    """What is given with a statement, rows or one row, by number or by name: a bit of some octets in it is another."""
    several = isinstance(rows, list)
    changed = list(rows) if several else [rows]
    n = weather.dice.randrange(len(changed))
    named = isinstance(changed[n], Mapping)
    row: Any = dict(changed[n]) if named else list(changed[n])
    for at, value in list(row.items() if named else enumerate(row)):
        held = value if isinstance(value, bytes) else getattr(value, "obj", None)
        if isinstance(held, bytes) and held:
            octets = bytearray(held)
            octets[weather.dice.randrange(len(octets))] ^= 1 << weather.dice.randrange(8)
            row[at] = bytes(octets)
    changed[n] = row if named else tuple(row)
    return changed if several else changed[0]


class _Cursor:
    """The driver's cursor, with the disk in between."""

    def __init__(self, raw: Any, disk: Disk) -> None:
        self._raw, self._disk = raw, disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def execute(self, words: str, parameters: Sequence[Any] = ()) -> Any:
        if words.startswith("BEGIN"):
            self._disk.begin(writing=words.endswith("IMMEDIATE"))
        elif words.startswith("SELECT"):
            self._disk.read()
        elif words.startswith(("INSERT", "UPDATE", "DELETE")):
            parameters = self._disk.write(words, parameters)
        return self._raw.execute(words, parameters)

    def executemany(self, words: str, rows: Sequence[Any]) -> Any:
        return self._raw.executemany(words, self._disk.write(words, list(rows)))


class _Connection:
    """The driver's connection, with the disk in between."""

    def __init__(self, raw: driver.Connection, disk: Disk) -> None:
        self._raw: Any = raw
        self._disk = disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def cursor(self) -> _Cursor:
        return _Cursor(self._raw.cursor(), self._disk)

    def commit(self) -> None:
        self._disk.commit(self._raw)

    def close(self) -> None:
        """Keep it for whoever opens the next one: opening costs more than all that is then read."""
        raw, self._raw = self._raw, None
        if raw is not None:
            if raw.in_transaction:
                raw.rollback()
            self._disk.spare.append(raw)


@contextmanager
def lying_disk(disk_of: Callable[[Path], Disk | None]) -> Iterator[None]:
    """Put disks under the stores in these folders."""
    real = engine.connect

    def connect(path: Path, shape: Shape, key: bytes | bytearray | None, *, first: bool = False) -> Any:
        disk = disk_of(path.parent)
        if disk is None:
            return real(path, shape, key, first=first)
        if not disk.spare:
            return _Connection(real(path, shape, key, first=first), disk)
        raw = disk.spare.pop()
        raw.execute("PRAGMA query_only = OFF")
        return _Connection(raw, disk)

    engine.connect = connect
    try:
        yield
    finally:
        engine.connect = real
