"""Where the configured store's two databases are: in its folder, or on a team's server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backoffice_gui.actions.casebooks import CasebookHome, FolderCasebook
from backoffice_gui.clock import Clock
from backoffice_gui.domain.presence import Patience
from backoffice_gui.errors import UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.inbox.home import FolderHome, InboxHome
from backoffice_gui.system.names import machine

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.actions.team_casebooks import TeamCasebook
    from backoffice_gui.domain.server_health import ServerHealth
    from backoffice_gui.storage.inbox.arrival import Arrival
    from backoffice_gui.storage.team.home import TeamHome
    from backoffice_gui.storage.team.line import Line

__all__ = [
    "arrival_of",
    "casebook_of",
    "colleagues_at",
    "health_of",
    "home_of",
    "migrate",
    "refuse_team",
    "team_casebook_of",
    "team_database",
]


def home_of(settings: Settings) -> InboxHome:
    """The inbox's home; raises `UsageError` for an address that is none."""
    return _team(settings) if settings.store.server else FolderHome(settings.store_folder)


def casebook_of(settings: Settings) -> CasebookHome:
    """The casebook's home; raises `UsageError` for an address that is none."""
    return team_casebook_of(settings) if settings.store.server else FolderCasebook(settings.store_folder)


def team_casebook_of(settings: Settings) -> TeamCasebook:
    """The same of a team's server; raises `UsageError("no-server")` where there is none."""
    if not settings.store.server:
        raise UsageError("no-server")
    # the same as of the inbox's
    from backoffice_gui.actions.team_casebooks import TeamCasebook

    return TeamCasebook(_team(settings).address, settings.store_folder)


def _team(settings: Settings) -> TeamHome:
    # psycopg takes an eighth of a second, and is needed where a server is configured (perf.md §2)
    from backoffice_gui.storage.team.home import TeamHome

    return TeamHome.at(settings.store.server, settings.store_folder)


def arrival_of(to: str, settings: Settings) -> Arrival | None:
    """The server that somebody means by these words; nothing where they mean a folder.

    Raises `UsageError` for an address that is none.
    """
    # the same
    from backoffice_gui.storage.team.address import Address
    from backoffice_gui.storage.team.arrival import TeamArrival

    return TeamArrival.at(to, settings.store_folder) if Address.is_one(to) else None


def colleagues_at(settings: Settings, patience: Patience | None = None) -> Callable[[Bell], Line] | None:
    """How a desk's line to its colleagues is opened; nothing where the store is a desk's own."""
    if not settings.store.server:
        return None
    waits = Patience() if patience is None else patience

    def opened(bell: Bell) -> Line:
        # the same: psycopg, where a server is configured
        from backoffice_gui.storage.team.line import Line

        return Line(_team(settings).address, bell, machine(), waits)

    return opened


def team_database(settings: Settings) -> Database:
    """The casebook's schema on the team's server, as whoever is configured; raises `UsageError("no-server")`.

    What can be asked of it without the team's key: who is in the team, and who may what.
    """
    if not settings.store.server:
        raise UsageError("no-server")
    # the same
    from backoffice_gui.storage.team.backing import TeamBacking

    return Database(TeamBacking(_team(settings).address, "casebook", settings.store_folder))


def health_of(settings: Settings) -> ServerHealth | None:
    """How the team's server is; nothing where there is none. Raises what connecting raises."""
    if not settings.store.server:
        return None
    # the same
    from backoffice_gui.storage.team.address import Address
    from backoffice_gui.storage.team.health import look

    return look(Address.read(settings.store.server))


def migrate(settings: Settings, clock: Clock) -> str:
    """Bring the team's schema to this program's; returns its version. Raises `UsageError("no-server")`."""
    if not settings.store.server:
        raise UsageError("no-server")
    return _team(settings).migrate(clock)


def refuse_team(settings: Settings, why: str = "team-no-copy") -> None:
    """For what is about the files and keys of an embedded store; raises `UsageError` with the reason given."""
    if settings.store.server:
        raise UsageError(why)
