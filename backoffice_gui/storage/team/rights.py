"""Roles, grants, policies and checked functions of a team's schemas, said anew at each making and migrating.

All follows from `domain.authority`: what a later version lets nobody do any more, the next `store migrate` takes away.
Group roles belong to the whole server: they are made by whoever may, once; where the owner may not, the exact words are
said that the server's people run.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from backoffice_gui.audit import Role
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.dialect import OTHER_DAY
from backoffice_gui.storage.team.admission import admission
from backoffice_gui.storage.team.engine import LOCKS, WRITING
from backoffice_gui.storage.team.grants import GROUPS, group_of, of_role
from backoffice_gui.storage.team.guards import guards
from backoffice_gui.storage.team.owned import OWNERS, owned
from backoffice_gui.storage.team.policies import policies
from backoffice_gui.storage.team.removal_rules import removing
from backoffice_gui.storage.team.searching import searching
from backoffice_gui.storage.team.seen import seeing
from backoffice_gui.storage.team.tracing import tracing
from backoffice_gui.storage.versions import TEAM_CASEBOOK, TEAM_INBOX, Schema, Version

__all__ = ["ensure_groups", "settle"]

_THERE = text("SELECT rolname FROM pg_roles WHERE rolname = ANY (:names)")
_MAY = text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
_THERE_IS = text("SELECT to_regclass(:table) IS NOT NULL")
_FUNCTIONS = text("SELECT proname, oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace(:schema)")
_MAKE = "DO $$ BEGIN CREATE ROLE {0} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"


def ensure_groups(tx: Connection) -> None:
    """Make the group roles that are missing on the server.

    Raises `StoreError("roles")` where this login may not; the fact `sql` is what somebody who may runs.
    """
    there = set(tx.scalars(_THERE, {"names": list(GROUPS)}))
    missing = [name for name in GROUPS if name not in there]
    if missing and not tx.execute(_MAY).scalar():
        raise StoreError("roles", sql=" ".join(f"CREATE ROLE {name} NOLOGIN;" for name in missing))
    for name in missing:
        tx.exec_driver_sql(_MAKE.format(name))


def settle(tx: Connection) -> None:
    """Say who may what, of the schemas that are there, in the transaction that made or migrated them.

    One that is of another version is left as it is: its own migration says all of it again.
    """
    there = {each.name for each in (TEAM_CASEBOOK, TEAM_INBOX) if _is_of_now(tx, each)}
    for statement in _of_database():
        tx.exec_driver_sql(statement)
    for schema in sorted(there):
        for statement in (
            *_journal_functions(schema),
            *guards(schema),
            *tracing(schema),
            *(removing() if schema == "inbox" else (*searching(), *_admission(), seeing())),
        ):
            tx.exec_driver_sql(statement)
    for schema in sorted(there):
        functions = _functions(tx, schema)
        for statement in (*_nothing(schema), *_grants(schema, functions)):
            tx.exec_driver_sql(statement)
        for statement in policies(schema, casebook="casebook" in there):
            tx.exec_driver_sql(statement)


def _is_of_now(tx: Connection, schema: Schema) -> bool:
    """Whether a schema is there and has this program's tables."""
    table = f"{schema.name}.alembic_version"
    if not tx.execute(_THERE_IS, {"table": table}).scalar():
        return False
    found = tx.exec_driver_sql(f"SELECT version_num FROM {table}").scalar()
    return found is not None and Version.read(str(found)) == schema.known


def _functions(tx: Connection, schema: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, signature in tx.execute(_FUNCTIONS, {"schema": schema}):
        found.setdefault(name, []).append(signature)
    return found


def _of_database() -> Iterator[str]:
    """Nobody makes anything here but the owner: not in the schema `public`, and no temporary tables or functions."""
    yield (
        "DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %%I FROM PUBLIC', current_database()); "
        f"EXECUTE format('GRANT CONNECT ON DATABASE %%I TO {', '.join(GROUPS)}', current_database()); "
        "IF to_regnamespace('public') IS NOT NULL THEN REVOKE ALL ON SCHEMA public FROM PUBLIC; END IF; "
        "EXCEPTION WHEN insufficient_privilege THEN "
        "RAISE EXCEPTION 'the owner of the database makes its store' USING ERRCODE = 'insufficient_privilege'; END $$"
    )
    yield "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"


def _nothing(schema: str) -> Iterator[str]:
    """Where it starts from: what an earlier version granted is gone."""
    whom = ", ".join((*GROUPS, "PUBLIC"))
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {whom}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {whom}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {whom}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM {whom}"


def _grants(schema: str, functions: dict[str, list[str]]) -> Iterator[str]:
    for role in TeamRole:
        group = group_of(role)
        for privilege, of_schema, names in dict.fromkeys(of_role(role)):
            if of_schema != schema:
                continue
            if privilege == "USAGE":
                yield f"GRANT USAGE ON SCHEMA {schema} TO {group}"
            elif privilege == "EXECUTE":
                for signature in (each for name in names.split() for each in functions.get(name, ())):
                    yield f"GRANT EXECUTE ON FUNCTION {signature} TO {group}"
            else:
                tables = ", ".join(f"{schema}.{name}" for name in names.split())
                yield f"GRANT {privilege} ON {tables} TO {group}"


def _admission() -> tuple[str, ...]:
    return admission(LOCKS, WRITING["casebook"])


_HEAD = (
    "SELECT coalesce(l.n, b.upto, 0), coalesce(l.hash, b.hash, decode(repeat('00', 32), 'hex')) FROM (SELECT 1) one "
    "LEFT JOIN (SELECT a.n, a.hash FROM audit a ORDER BY a.n DESC LIMIT 1) l ON true "
    "LEFT JOIN (SELECT c.upto, c.hash FROM audit_boundary c ORDER BY c.upto DESC LIMIT 1) b ON true"
)


_NOTED = (
    f"IF NOT {OWNERS} AND cardinality(events) > 0 THEN INSERT INTO trace (login, what, subject, upto) "
    "VALUES (session_user, 'journal', first, last + cardinality(events)); END IF;"
)


_TEXT = r'"(?:[^"\\]|\\.)*"'
_VALUE = rf"(?:{_TEXT}|-?[0-9]{{1,39}})"
_SHAPE = (
    r'^\{"at":"(?:19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}'
    rf'\+00:00","details":\{{(?:{_TEXT}:{_VALUE}(?:,{_TEXT}:{_VALUE})*)?\}},'
    rf'"object":{_TEXT},"role":"[a-z_]+","verb":"[a-z_]+"\}}$'
)
"""An event as `audit.canonical` writes it: five members, the details flat. Who reads a journal finds nothing else in it
that a login of the team has said; what lies there nobody takes away for six months."""
_LONGEST = 65_536
"""Octets; a reason that is asked for has 200 characters at most, of twelve octets each."""
_IS_LINE = f"octet_length(events[i]) <= {_LONGEST} AND events[i] ~ '^[ -~]+$' AND events[i] ~ '{_SHAPE}'"
_BY_DESKS = "'alarm_raised', 'alarm_ended', 'incident_opened'"
_BY_COLLECTOR = (
    f"events[i]::json ->> 'role' <> '{Role.COLLECTOR.value}' OR events[i]::json ->> 'verb' IN ({_BY_DESKS}) "
    f"OR pg_has_role(session_user, '{group_of(TeamRole.COLLECTOR)}', 'USAGE')"
)
"""What is collected a collector says: its line of a verification is asked after a restart (`inbox.key_proofs`). Alarms
and incidents stand in its name whoever notes them; which of them a desk may, `guards` say."""


def _judged(schema: str) -> str:
    """What is asked of a line, of whoever is not the owner, who moves and makes stores."""
    asked = [
        (_IS_LINE, "no line of the journal", "check_violation"),
        ("(events[i]::json ->> 'at')::timestamptz <= now() + INTERVAL '1 day'", "of a day to come", OTHER_DAY),
        ("events[i]::json #>> '{details,agent}' IS NULL OR events[i]::json #>> '{details,agent}' = session_user",
         "under another name", "insufficient_privilege"),
        *([(_BY_COLLECTOR, "by no collector", "insufficient_privilege")] if schema == "inbox" else []),
    ]  # fmt: skip
    return " ".join(
        f"IF ({allowed}) IS NOT TRUE THEN RAISE EXCEPTION '{said}' USING ERRCODE = '{code}'; END IF;"
        for allowed, said, code in asked
    )


def _journal_functions(schema: str) -> tuple[str, ...]:
    """The journal is added to by a function alone, which trusts nothing that it is told.

    Numbers are dense, each hash is that of the line before and this one, each line is one that a program could have
    written, and whoever is named is who asks; whose lines they are is noted beside (`tracing`), for those that name
    nobody. `audit_head` says number and hash of the last line to those who may not read it.
    """
    return (
        owned(schema, "audit_head(OUT n BIGINT, OUT hash BYTEA)", _HEAD, "sql STABLE"),
        owned(
            schema,
            "audit_append(first BIGINT, events TEXT[], hashes BYTEA[]) RETURNS VOID",
            "DECLARE last BIGINT; before BYTEA; BEGIN "
            f"PERFORM pg_advisory_xact_lock({LOCKS}, {WRITING[schema]}); "
            "SELECT h.n, h.hash INTO last, before FROM audit_head() h; "
            "IF first <> last + 1 OR cardinality(events) <> cardinality(hashes) THEN "
            "RAISE EXCEPTION 'not the next line' USING ERRCODE = 'check_violation'; END IF; "
            "FOR i IN 1 .. cardinality(events) LOOP "
            "before := sha256(before || convert_to(events[i], 'UTF8')); "
            "IF before IS DISTINCT FROM hashes[i] THEN "
            "RAISE EXCEPTION 'not what follows' USING ERRCODE = 'check_violation'; END IF; "
            f"IF NOT {OWNERS} THEN {_judged(schema)} END IF; "
            "INSERT INTO audit (n, event, hash) VALUES (last + i, events[i], before); END LOOP; "
            f"{_NOTED} END",
        ),
    )
