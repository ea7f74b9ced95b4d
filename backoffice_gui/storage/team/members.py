r"""The members of a team: login roles of the server, in our groups; and the services they belong to.

Making a role and putting it into groups is the server's to allow (`CREATEROLE`, or `ADMIN OPTION` on our groups). Where
it does not, nothing is done, and the exact words are said that the server's people run. No password is ever among
them: it is set by its owner (`\password`), or the role logs in by certificate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.exc import DBAPIError

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Member, Service, Wanted
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.dialect import moment_text
from backoffice_gui.storage.team.authority_schema import agent_key, agent_service, service, service_kind
from backoffice_gui.storage.team.grants import EVERYWHERE, GROUPS, group_of
from backoffice_gui.storage.team.seen import last_seen

__all__ = [
    "LONGEST",
    "SHORTEST",
    "add",
    "add_service",
    "change",
    "disable",
    "enable",
    "end_access",
    "end_connections",
    "give_password",
    "is_last",
    "members",
    "numbers_of",
    "route",
    "serve",
    "served",
    "services",
    "there",
]

_LOGINS = text(
    "SELECT r.rolname::text AS login, r.rolcanlogin AS enabled, array_agg(g.rolname::text) AS groups, "
    "coalesce(shobj_description(r.oid, 'pg_authid'), '') AS name, EXISTS (SELECT FROM pg_stat_activity s "
    "WHERE s.usename = r.rolname AND s.datname = current_database()) AS connected "
    "FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid "
    "WHERE g.rolname = ANY (:groups) AND r.rolname <> ALL (:groups) GROUP BY r.oid, r.rolname, r.rolcanlogin ORDER BY 1"
)
_THERE = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
_GIVE = text('UPDATE cases SET service = :number WHERE "case" = :case AND service <> :number')
_SERVED = text('SELECT service FROM cases WHERE "case" = :case')
_END = text("SELECT end_access(:agent, :at)")
_REFUSED = "42501"
SHORTEST, LONGEST = 12, 80
"""Characters of a password at least, and of a service's name at most."""


def there(connection: Connection, agent: str) -> bool:
    """Whether the server has a role of this name."""
    return bool(connection.execute(_THERE, {"name": agent}).scalar())


def members(connection: Connection) -> tuple[Member, ...]:
    """Everybody whose login is in a group of ours, by login; of keys those that whoever asks may see."""
    names = _names(connection)
    mine: dict[str, list[str]] = {}
    for row in connection.execute(select(agent_service)):
        mine.setdefault(row.agent, []).append(names.get(row.service, ""))
    columns = [each for each in agent_key.c if each.name not in {"sealed", "public"}]
    keys = {row.agent: row for row in connection.execute(select(*columns))}
    roles = {group_of(role): role for role in TeamRole}
    seen = last_seen(connection)
    found = []
    for row in connection.execute(_LOGINS, {"groups": list(GROUPS)}):
        has = frozenset(roles[name] for name in row.groups if name in roles)
        everywhere = EVERYWHERE in row.groups or has & {TeamRole.LEAD, TeamRole.DPO}
        served = None if everywhere else tuple(sorted(mine.get(row.login, [])))
        known = Member(row.login, has, served, row.enabled)
        known = replace(known, name=row.name, connected=row.connected, seen_at=seen.get(row.login))
        found.append(_member(known, keys.get(row.login)))
    return tuple(found)


def _member(known: Member, key: object | None) -> Member:
    if key is None:
        return known
    named = ("fingerprint", "asked_at", "admitted_at", "ended_at")
    said = {name: getattr(key, name) for name in named}
    return replace(known, admitted_by=getattr(key, "admitted_by", None) or "", **said)


def _groups(wanted: Wanted) -> list[str]:
    groups = sorted(group_of(role) for role in wanted.roles)
    return [*groups, EVERYWHERE] if wanted.services is None and TeamRole.AGENT in wanted.roles else groups


def _quoted(tx: Connection, name: str) -> str:
    return tx.dialect.identifier_preparer.quote_identifier(name)


def _run(tx: Connection, statements: Sequence[str], said: Sequence[str] = ()) -> None:
    """Run what the server may refuse; raises `StoreError("member-refused")` with what somebody who may runs."""
    try:
        with tx.begin_nested():
            for statement in statements:
                tx.exec_driver_sql(statement.replace("%", "%%"))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _REFUSED:
            raise
        raise StoreError("member-refused", sql=" ".join(f"{each};" for each in said or statements)) from error


def add(tx: Connection, agent: str, wanted: Wanted) -> None:
    """Make a login role without a password, in its groups; one that is there is put into them.

    Raises `StoreError("member-refused")`, `UsageError("service-unknown")`.
    """
    name = _quoted(tx, agent)
    statements = [] if there(tx, agent) else [f"CREATE ROLE {name} LOGIN"]
    _run(tx, [*statements, f"GRANT {', '.join(_groups(wanted))} TO {name}"])
    _serve(tx, agent, wanted.services or ())


def change(tx: Connection, agent: str, wanted: Wanted) -> None:
    """Put a member into these groups and services, and into no others; raises as `add`."""
    name, groups = _quoted(tx, agent), _groups(wanted)
    others = [each for each in GROUPS if each not in groups]
    _run(tx, [f"REVOKE {', '.join(others)} FROM {name}", f"GRANT {', '.join(groups)} TO {name}"])
    _serve(tx, agent, wanted.services or ())


def give_password(tx: Connection, agent: str, password: str) -> None:
    """Set the password of a role: the server hears its SCRAM verifier alone, which opens nothing elsewhere.

    Raises `StoreError("member-refused")`, whose words hold none.
    """
    raw: Any = tx.connection.driver_connection
    verifier = raw.pgconn.encrypt_password(password.encode(), agent.encode(), b"scram-sha-256").decode("ascii")
    name = _quoted(tx, agent)
    _run(tx, [f"ALTER ROLE {name} PASSWORD '{verifier}'"], said=[f"ALTER ROLE {name} PASSWORD …"])


def end_access(tx: Connection, agent: str, at: datetime) -> None:
    """Remove the team's key as it was sealed to a member, and his services."""
    tx.execute(_END, {"agent": agent, "at": moment_text(at)})


def disable(tx: Connection, agent: str) -> None:
    """Nobody logs in by this role any more, and it is in no group; raises as `add`."""
    name = _quoted(tx, agent)
    _run(tx, [f"ALTER ROLE {name} NOLOGIN", f"REVOKE {', '.join(GROUPS)} FROM {name}"])


def is_last(connection: Connection, agent: str) -> bool:
    """Whether a member is admitted, and nobody else is."""
    admitted = select(agent_key.c.agent).where(agent_key.c.admitted_at.is_not(None), agent_key.c.ended_at.is_(None))
    return list(connection.scalars(admitted)) == [agent]


def end_connections(tx: Connection, agent: str) -> None:
    """End what a member who was disabled has open; where the server does not allow it, it can do nothing any more."""
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name AND pid <> pg_backend_pid()"
    try:
        with tx.begin_nested():
            tx.execute(text(ends), {"name": agent})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _REFUSED:
            raise


def enable(tx: Connection, agent: str, wanted: Wanted) -> None:
    """A role that was disabled logs in again, in these groups; raises as `add`."""
    _run(tx, [f"ALTER ROLE {_quoted(tx, agent)} LOGIN"])
    change(tx, agent, wanted)


def _names(connection: Connection) -> dict[int, str]:
    return {row.service: row.name for row in connection.execute(select(service))}


def numbers_of(connection: Connection, names: Collection[str]) -> list[int]:
    """The numbers of services by name; raises `UsageError("service-unknown")`."""
    known = {name: number for number, name in _names(connection).items()}
    for name in names:
        if name not in known:
            raise UsageError("service-unknown", service=name)
    return [known[name] for name in names]


def _serve(tx: Connection, agent: str, names: Collection[str]) -> None:
    numbers = numbers_of(tx, names)
    tx.execute(delete(agent_service).where(agent_service.c.agent == agent))
    if numbers:
        tx.execute(agent_service.insert(), [{"agent": agent, "service": number} for number in numbers])


def served(tx: Connection, case: int) -> int | None:
    """The service that a case belongs to, 0 for none; nothing where there is no such case, or none that one sees."""
    return tx.execute(_SERVED, {"case": case}).scalar()


def serve(tx: Connection, case: int, number: int) -> bool:
    """Give a case to a service; false where it has it already."""
    return bool(tx.execute(_GIVE, {"case": case, "number": number}).rowcount)


def services(connection: Connection) -> tuple[Service, ...]:
    """Every service, by name."""
    kinds: dict[int, list[str]] = {}
    for row in connection.execute(select(service_kind).order_by(service_kind.c.kind)):
        kinds.setdefault(row.service, []).append(row.kind)
    agents: dict[int, int] = {}
    for number in connection.scalars(select(agent_service.c.service)):
        agents[number] = agents.get(number, 0) + 1
    return tuple(
        Service(number, name, tuple(kinds.get(number, ())), agents.get(number, 0))
        for number, name in sorted(_names(connection).items(), key=lambda each: each[1])
    )


def add_service(tx: Connection, name: str) -> int:
    """A new service; raises `UsageError("service-there")` where there is one of this name."""
    if name in _names(tx).values():
        raise UsageError("service-there", service=name)
    (number,) = tx.execute(service.insert().values(name=name)).inserted_primary_key or (0,)
    return int(number)


def route(tx: Connection, kind: str, name: str) -> int:
    """What comes in of this kind goes to this service from now on (`""`: to none); its number. Raises `UsageError`."""
    tx.execute(delete(service_kind).where(service_kind.c.kind == kind))
    if not name:
        return 0
    (number,) = numbers_of(tx, [name])
    tx.execute(service_kind.insert().values(kind=kind, service=number))
    return number
