"""A look at a team's server, for `backoffice status`: what its own views say; changes nothing, waits a second."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row

from backoffice_gui.domain.server_health import Programs, ServerHealth, Standby
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import PROGRAM
from backoffice_gui.storage.team.faults import converting
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.team.session import TeamConnection
from backoffice_gui.storage.versions import TEAM_CASEBOOK, TEAM_INBOX

__all__ = ["BACKUP_MARK", "look"]

BACKUP_MARK = "backup "
"""How the mark of a backup begins, in the comment of the schema `inbox` (docs/operations.md); an ISO time follows."""
_CHANNEL: LiteralString = "backoffice_probe"
_NOTICE_SECONDS = 1.0
_ONE: LiteralString = """
    SELECT now() AS at, current_setting('server_version') AS version, current_database() AS database,
        pg_database_size(current_database()) AS size, pg_has_role(current_user, 'pg_monitor', 'USAGE') AS monitored,
        current_setting('synchronous_commit') AS waits, current_setting('synchronous_standby_names') AS wanted,
        current_setting('data_checksums') AS checksums, current_setting('archive_mode') AS archives,
        (SELECT max(now() - xact_start) FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        ) AS oldest,
        (SELECT last_archived_time FROM pg_stat_archiver) AS archived_at,
        (SELECT last_failed_time FROM pg_stat_archiver) AS failed_at,
        obj_description(to_regnamespace('inbox'), 'pg_namespace') AS mark,
        EXISTS (SELECT FROM pg_settings WHERE name IN ('pgaudit.role', 'pgaudit.log') AND setting NOT IN ('', 'none')
        ) AS audited
"""
_PROGRAMS: LiteralString = """
    SELECT CASE WHEN application_name LIKE %(ours)s THEN split_part(application_name, '/', 2) ELSE '' END AS version,
        count(*) AS connections, count(DISTINCT usename) AS roles FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE %(ours)s AND pid <> pg_backend_pid()
    GROUP BY 1 ORDER BY 1
"""
_STANDBYS: LiteralString = """
    SELECT coalesce(application_name, '') AS name, state, sync_state,
        pg_wal_lsn_diff(pg_current_wal_flush_lsn(), replay_lsn)::bigint AS behind, replay_lag FROM pg_stat_replication
    ORDER BY 1
"""
_SCHEMAS = (TEAM_INBOX, TEAM_CASEBOOK)


def look(address: Address) -> ServerHealth:
    """One look; raises what connecting raises (`StoreUnreachable`, `StoreError`)."""
    with converting("server"), engines.connect(address, TEAM_INBOX.name) as raw:
        raw.autocommit = True
        with raw.cursor(row_factory=dict_row) as cursor:
            one = cursor.execute(_ONE).fetchone() or {}
            programs = cursor.execute(_PROGRAMS, {"ours": f"{PROGRAM}/%"}).fetchall()
            standbys = cursor.execute(_STANDBYS).fetchall()
        schemas = tuple(_schemas(raw))
        alone = engines.sole(raw, address)
        notices = alone and _notices(raw, address)
    return ServerHealth(
        at=one["at"].astimezone(UTC),
        version=str(one["version"]).split(" ", 1)[0],
        database=one["database"],
        size=one["size"],
        leader=TeamLock.holder(address),
        programs=tuple(Programs(row["version"], row["connections"], row["roles"]) for row in programs),
        monitored=one["monitored"],
        notices=notices,
        pooled=not alone,
        waits=one["waits"],
        standbys_wanted=one["wanted"],
        standbys=tuple(_standby(row) for row in standbys),
        oldest_transaction=one["oldest"],
        archived_at=_utc(one["archived_at"]) if one["archives"] != "off" else None,
        archive_failed_at=_utc(one["failed_at"]) if one["archives"] != "off" else None,
        backup_at=_marked(one["mark"]),
        archives=one["archives"] != "off",
        checksums=one["checksums"] == "on",
        audited=one["audited"],
        schemas=schemas,
        known=tuple((each.name, str(each.known)) for each in _SCHEMAS),
    )


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


def _marked(words: str | None) -> datetime | None:
    """The time that the backup's mark says; nothing for a comment that is none."""
    if words is None or not words.startswith(BACKUP_MARK):
        return None
    try:
        found = datetime.fromisoformat(words.removeprefix(BACKUP_MARK).strip())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _standby(row: dict[str, Any]) -> Standby:
    return Standby(row["name"], row["state"], row["sync_state"], row["behind"], row["replay_lag"])


def _schemas(raw: TeamConnection) -> Any:
    """The version of each schema of ours that this role may look into."""
    for schema in _SCHEMAS:
        asked = f"SELECT version_num FROM {schema.name}.alembic_version"
        try:
            row = raw.execute(asked.encode("ascii")).fetchone()
        except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidSchemaName):
            continue
        if row is not None:
            yield schema.name, str(row[0])


def _notices(raw: TeamConnection, address: Address) -> bool:
    """Whether what one connection says is heard on another: not through every pooler."""
    raw.execute(f"LISTEN {_CHANNEL}".encode("ascii"))
    with engines.connect(address, TEAM_INBOX.name) as other:
        other.autocommit = True
        other.execute(f"NOTIFY {_CHANNEL}".encode("ascii"))
    heard = any(True for _notice in raw.notifies(timeout=_NOTICE_SECONDS, stop_after=1))
    raw.execute(f"UNLISTEN {_CHANNEL}".encode("ascii"))
    return heard
