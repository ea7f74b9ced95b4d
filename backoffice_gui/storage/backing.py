"""What stands behind a database of ours: a file on this machine, or a server that a team shares.

`Database` promises the same over either; what differs is asked for here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RootTransaction

__all__ = ["Aside", "Backing"]

Aside = Callable[[Any], AbstractContextManager[None]]
"""Watches a connection of the driver's own while it works, so that another thread may break it off."""


class Backing(Protocol):
    """Makes connections, and knows what their driver raises.

    `name` is how errors name it; `path` and `folder` where it lies, or where this machine keeps what belongs to it
    (locks). `local`: its octets are this machine's. `driver_errors` are what the driver raises past SQLAlchemy.
    """

    name: str
    path: Path
    folder: Path
    local: bool
    driver_errors: tuple[type[Exception], ...]

    def writer(self) -> Engine:
        """An engine of one connection whose transactions are the only writing ones of all processes."""

    def readers(self) -> Engine:
        """A small pool of connections that can't write; each transaction sees one moment."""

    def fresh(self) -> Engine:
        """Connections for reading that no pool has seen."""

    def converting(self) -> AbstractContextManager[None]:
        """Converts what is raised inside into our errors."""

    def commit(self, connection: Connection) -> None:
        """COMMIT; raises `StoreError("commit-unknown")` where it may have happened all the same, or may not last."""

    def stop(self, connection: Connection, *, committing: bool = False, seconds: float = 1.0) -> bool:
        """Break off what a connection runs now; for any thread. `committing`: its COMMIT, which may end either way.

        A server that has not answered within `seconds` (0: is not asked) loses the connection; whether it has, is
        returned.
        """

    def break_off(self, raw: Any) -> bool:
        """The same for a connection of the driver's own; whether it was heard."""

    def hurriedly(self, connection: Connection, milliseconds: int) -> RootTransaction:
        """Begin with this much patience for others; once begun, nobody has to be waited for."""

    def place(self) -> str:
        """A hash of where it lies, by which a store that was carried elsewhere is told (protocol §4.7)."""

    def login(self) -> str:
        """The login by which it knows whoever asks; empty where it knows nobody."""

    def upkeep(self, words: str) -> str | None:
        """What `checkpoint` or `reclaim` says to the driver; nothing where others see to it."""

    def room_for(self, size: int) -> bool:
        """Whether a submission of so many octets may be fetched; true where only trying tells."""

    def copy_to(self, target: Path, watched: Aside) -> None:
        """A finished copy in a new file."""

    def copied(self, copy: Path) -> AbstractContextManager[Connection]:
        """A finished copy, opened."""

    def wipe(self) -> None:
        """Overwrite the key, where it has one: no connection is made any more."""
