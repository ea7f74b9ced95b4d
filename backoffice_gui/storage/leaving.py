"""How a team's schema is shut that went elsewhere: nothing of it changes any more, whichever program asks."""

from __future__ import annotations

from sqlalchemy import Connection, text

from backoffice_gui.storage.dialect import MOVED_AWAY

__all__ = ["shut"]

_TABLES = text(
    "SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()::text) "
    "AND relkind IN ('r', 'p') ORDER BY 1"
)
_OPEN = frozenset({"alembic_version", "audit", "trace"})
"""Whoever reads here leaves a line, of which the server notes whose it is; and a newer program may migrate it."""


def shut(tx: Connection, to: str) -> None:
    """Refuse every change of the schema's tables from this commit on: windows of others are still open.

    All that are there, by the server's own list: what only a team has as well (members, services, who has what open,
    which changes are done). Whoever tries hears `StoreMoved("away")`, with the fact `to`.
    """
    where = to.replace("'", "''")
    tx.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION guard_moved_away() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE "
        f"EXCEPTION 'moved away' USING ERRCODE = '{MOVED_AWAY}', DETAIL = TG_ARGV[0]; END $guard$"
    )
    for table in tx.scalars(_TABLES).all():
        if table not in _OPEN:
            tx.exec_driver_sql(
                f'CREATE OR REPLACE TRIGGER moved_away BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION guard_moved_away('{where}')".replace("%", "%%")
            )
