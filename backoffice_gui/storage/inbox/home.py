"""Where a store's inbox is at home: what makes it, opens it, and lets one collector lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from backoffice_gui.clock import Clock
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock

__all__ = ["FolderHome", "InboxHome", "Lead"]


class Lead(Protocol):
    """The lock of whoever collects, held until `release` or death."""

    @property
    def held(self) -> bool:
        """Whether it still is: a server's lock goes with its connection."""

    @property
    def wanted(self) -> bool:
        """Whether somebody else waits for it."""

    def release(self) -> None:
        """Let it go; doing it twice does nothing."""


class InboxHome(Protocol):
    """A folder of this machine, or a team's server."""

    def begun(self) -> bool:
        """Whether an inbox is there at all, complete or not."""

    def create(self, clock: Clock) -> Inbox:
        """Make it, or take up a making that was cut; raises `StoreExists` where it is complete."""

    def open(self, clock: Clock, *, migrate: bool = True) -> Inbox:
        """Open it, for whoever only looks not in order to `migrate` it; raises `StoreError`."""

    def lead(self, program: str, clock: Clock) -> Lead:
        """Be the one that collects; raises `StoreHeld`."""

    def succeed(
        self,
        program: str,
        clock: Clock,
        stop: Event,
        told: Callable[[Holder], None],
        away: Callable[[StoreError], None],
        *,
        patience: Callable[[], int],
    ) -> Lead | None:
        """The same for one that goes on for good: in a team it waits for whoever leads, until `stop`.

        `told` hears who has it meanwhile, again and again, and whether he may; `away` what the server does; `patience`
        says how many looks in a row must find that nobody has it.
        """

    def holder(self) -> Holder | None:
        """Who collects now."""


@dataclass(frozen=True, slots=True)
class FolderHome:
    """The embedded store: its inbox is a file in its folder."""

    folder: Path

    def begun(self) -> bool:
        """Whether its file is there."""
        return (self.folder / INBOX_SHAPE.file).exists()

    def create(self, clock: Clock) -> Inbox:
        """`Inbox.create`."""
        return Inbox.create(self.folder, clock)

    def open(self, clock: Clock, *, migrate: bool = True) -> Inbox:
        """`Inbox.open`."""
        return Inbox.open(self.folder, clock, migrate=migrate)

    def lead(self, program: str, clock: Clock) -> StoreLock:
        """`StoreLock.acquire`."""
        return StoreLock.acquire(self.folder, program, clock)

    def succeed(
        self,
        program: str,
        clock: Clock,
        stop: Event,
        told: Callable[[Holder], None],
        away: Callable[[StoreError], None],
        *,
        patience: Callable[[], int],
    ) -> StoreLock | None:
        """One machine has one collector: a second is refused, as by `lead`."""
        del told, away, patience
        return None if stop.is_set() else self.lead(program, clock)

    def holder(self) -> Holder | None:
        """`StoreLock.holder`."""
        return StoreLock.holder(self.folder)
