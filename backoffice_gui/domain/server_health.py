"""How a team's server is: what it says of itself, as the role that asks may see it, and what of that is a trouble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from backoffice_gui.domain.monitor import Holder

__all__ = ["Programs", "ServerHealth", "Standby", "troubles"]

_LAG_BYTES = 64 * 1024 * 1024
_LAG = timedelta(seconds=60)
_TRANSACTION = timedelta(hours=1)
_BACKUP = timedelta(hours=50)
"""A nightly backup that has not come twice."""


@dataclass(frozen=True, slots=True)
class Standby:
    """A server that follows: its state and how it is waited for (`sync`, `quorum`, `potential`, `async`).

    Nothing where this role may not see it: `pg_monitor` does. `behind` in octets, `replay` in time.
    """

    name: str
    state: str | None
    sync: str | None
    behind: int | None
    replay: timedelta | None


@dataclass(frozen=True, slots=True)
class Programs:
    """Programs of one version that are connected, and how many roles they are connected as."""

    version: str
    connections: int
    roles: int


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """One look at the server.

    `monitored`: whether this role sees what others do (`pg_monitor`); without it, the oldest transaction is of its own
    role, and of standbys only that they are there. `notices`: whether a notification came through (not through every
    pooler). `pooled`: whether sessions are lent out in between: nobody leads then (`StoreError("pooled")`).
    `waits`: what commits wait for, `standbys_wanted`: of whom. `backup_at`: what the backup's own mark says;
    `archives`: whether logs are archived.
    `schemas`: of each of ours there, its version. `audited`: whether the server itself logs what is read (pgaudit).
    """

    at: datetime
    version: str
    database: str
    size: int
    leader: Holder | None
    programs: tuple[Programs, ...]
    monitored: bool
    notices: bool
    waits: str
    standbys_wanted: str
    standbys: tuple[Standby, ...]
    oldest_transaction: timedelta | None
    archived_at: datetime | None
    archive_failed_at: datetime | None
    backup_at: datetime | None
    checksums: bool
    schemas: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    pooled: bool = False
    archives: bool = True
    audited: bool = False

    @property
    def older(self) -> tuple[str, ...]:
        """The schemas that are older than this program's: to be migrated."""
        known = dict(self.known)
        return tuple(name for name, found in self.schemas if _order(found) < _order(known.get(name, found)))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def troubles(seen: ServerHealth) -> tuple[str, ...]:
    """Code words of what somebody should see to."""
    return tuple(_troubles(seen))


def _troubles(seen: ServerHealth) -> Iterator[str]:
    if seen.standbys_wanted and not _waited_for(seen):
        yield "standby_missing"
    if seen.standbys and not seen.standbys_wanted:
        yield "standby_unwaited"  # what was acknowledged could be lost with the first server
    if any(_late(each) for each in seen.standbys):
        yield "standby_late"
    if seen.oldest_transaction is not None and seen.oldest_transaction > _TRANSACTION:
        yield "old_transaction"
    failed, archived = seen.archive_failed_at, seen.archived_at
    if failed is not None and (archived is None or failed > archived):
        yield "archiving"
    if not seen.archives and seen.backup_at is not None and not seen.standbys_wanted:
        yield "archive_off"  # backups are made here, and what comes between two of them is on one disk alone
    if seen.backup_at is not None and seen.at - seen.backup_at > _BACKUP:
        yield "server_backup"
    if seen.older:
        yield "schema_older"
    if seen.pooled:
        yield "pooled"
    if seen.leader is not None and not seen.leader.rightful:
        yield "lead_held"  # nobody can collect, and nobody but an administrator of the server can end that


def _waited_for(seen: ServerHealth) -> bool:
    """Whether somebody is there that commits wait for, as far as this role can see."""
    return any(each.sync in {None, "sync", "quorum"} for each in seen.standbys)


def _late(standby: Standby) -> bool:
    return (standby.behind or 0) > _LAG_BYTES or (standby.replay or timedelta()) > _LAG
