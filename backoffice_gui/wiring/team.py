"""The team for the console: who is in it, who may what, and what an administrator changes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backoffice_gui.actions import team as acts
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Authority
from backoffice_gui.domain.team import Member, Service, Wanted
from backoffice_gui.settings import Settings
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import members
from backoffice_gui.storage.team.granted import granted
from backoffice_gui.wiring.homes import team_database

__all__ = ["Team", "team"]


@dataclass(frozen=True, slots=True)
class Team:
    """A team's casebook without its key: what can be asked and changed of who is in it."""

    database: Database
    clock: Clock

    def authority(self) -> Authority:
        """What the one who asks may do."""
        with self.database.reading() as connection:
            return granted(connection)

    def members(self) -> tuple[Member, ...]:
        """Everybody, by login."""
        with self.database.reading() as connection:
            return members.members(connection)

    def services(self) -> tuple[Service, ...]:
        """Every service, by name."""
        with self.database.reading() as connection:
            return members.services(connection)

    def member(self, agent: str) -> Member:
        """One of them; raises `UsageError("member-unknown")`."""
        return acts.member_of(self.database, agent)

    def add(self, agent: str, wanted: Wanted, password: Callable[[], str] | None = None) -> None:
        """`actions.team.add_member`."""
        acts.add_member(self.database, agent, wanted, self.clock.now(), password)

    def change(self, agent: str, wanted: Wanted, seen: Wanted) -> None:
        """`actions.team.change_member`."""
        acts.change_member(self.database, agent, wanted, seen, self.clock.now())

    def disable(self, agent: str) -> None:
        """`actions.team.disable_member`."""
        acts.disable_member(self.database, agent, self.clock.now())

    def enable(self, agent: str, wanted: Wanted) -> None:
        """`actions.team.enable_member`."""
        acts.enable_member(self.database, agent, wanted, self.clock.now())

    def add_service(self, name: str) -> int:
        """`actions.team.add_service`."""
        return acts.add_service(self.database, name, self.clock.now())

    def route(self, kind: str, name: str) -> None:
        """`actions.team.route_kind`."""
        acts.route_kind(self.database, kind, name, self.clock.now())


@contextlib.contextmanager
def team(settings: Settings, clock: Clock) -> Iterator[Team]:
    """The configured server's team; raises `UsageError("no-server")`, `StoreUnreachable`."""
    database = team_database(settings)
    try:
        yield Team(database, clock)
    finally:
        database.close()
