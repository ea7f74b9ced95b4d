"""Alembic, driven over a connection that the caller has opened and will commit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Identity, MetaData

_HERE = Path(__file__).parent

__all__ = ["differences", "downgrade", "revisions", "upgrade"]


def _config(scripts: Path, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", _option(_HERE))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _option(scripts))
    config.attributes["connection"] = connection
    return config


def _option(path: Path) -> str:
    return str(path).replace("%", "%%")


def upgrade(tx: Connection, scripts: Path, revision: str) -> None:
    """Bring the database to a revision (`1.0`), inside the caller's transaction."""
    command.upgrade(_config(scripts, tx), revision)


def downgrade(tx: Connection, scripts: Path, revision: str) -> None:
    """Take the database back to a revision, or to `base`: nothing."""
    command.downgrade(_config(scripts, tx), revision)


def revisions(scripts: Path) -> list[str]:
    """The revisions, oldest first."""
    walked = ScriptDirectory.from_config(_config(scripts)).walk_revisions()
    return [script.revision for script in walked][::-1]


_READ_OUT = frozenset({"subject", "verb", "agent", "hour"})
"""Columns of the casebook's journal that SQLite reads out of each event: reflection takes them for one."""

_SERVED = frozenset({"cases", "case_fact", "tally"})
"""Tables that have a service on a team's server only."""

_NAMED = frozenset({("agent", "last_words")})
"""Columns that say whose a row of a server's is."""

_SERVED_INDEXES = frozenset({"ix_cases_done"})
"""Of a team only: no index of a server's is read backwards where what is empty is to come last both ways."""


def _modelled(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """FTS5's tables and columns that are computed are none that a model can describe: the migration's words are all."""
    if name is None:
        return True
    if kind == "table":
        return not name.startswith("case_search")
    if name in _SERVED_INDEXES:
        return False
    if (name == "service" and parents.get("table_name") in _SERVED) or (name, parents.get("table_name")) in _NAMED:
        return False
    of_journal = parents.get("table_name") == "audit"
    return not (of_journal and (name in _READ_OUT or _READ_OUT & set(name.removeprefix("ix_audit_").split("_"))))


def differences(connection: Connection, *models: MetaData) -> list[Any]:
    """What separates a database from its models together; empty where they are equal."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True, "include_name": _modelled}
    )
    compared = compare_metadata(context, list(models))  # type: ignore[arg-type]  # Alembic takes several as well
    return [each for each in compared if not _numbered(each)]


def _numbered(difference: Any) -> bool:
    """A number that the server gives: SQLite does that for every whole primary key, so that no model says it."""
    return isinstance(difference, list) and all(
        each[0] == "modify_default" and isinstance(each[5], Identity) and each[6] is None for each in difference
    )
