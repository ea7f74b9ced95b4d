"""Schema versions: `major.minor`, which is also the name of Alembic's revision.

Within a major version migrations only add (tables, columns that may be empty, indexes,
triggers that abort nothing an older program does). So an inbox of a newer minor version is worked
with by an older collector; another major version is refused by name. The casebook of one machine
is refused wherever it is newer: only its own window opens it. That of a team is worked with as the inbox is,
since windows of two versions stand side by side on its server while a team is upgraded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from backoffice_gui.errors import StoreDamaged, StoreNewer

__all__ = ["CASEBOOK", "INBOX", "TEAM_CASEBOOK", "TEAM_INBOX", "Schema", "Version", "current", "judge"]

_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A schema's version."""

    major: int
    minor: int

    @classmethod
    def read(cls, words: str) -> Version:
        """A version from its words; raises `StoreDamaged` where they are none."""
        found = _VERSION.fullmatch(words)
        if found is None:
            raise StoreDamaged("version")
        return cls(int(found.group(1)), int(found.group(2)))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Schema:
    """What this program knows of one database: its migrations' folder and its newest version.

    `scripts`: the folder of its revisions; `lenient`: a newer minor version is worked with.
    """

    name: str
    known: Version
    scripts: Path
    lenient: bool


_MIGRATIONS = Path(__file__).parent / "migrations"
INBOX = Schema("inbox", Version(1, 4), _MIGRATIONS / "inbox" / "versions", lenient=True)
TEAM_INBOX = Schema("inbox", Version(1, 5), _MIGRATIONS / "inbox_team" / "versions", lenient=True)
"""The same inbox on a team's server: its own revisions, since its dialect makes tables and guards by other words."""
CASEBOOK = Schema("casebook", Version(1, 3), _MIGRATIONS / "casebook" / "versions", lenient=False)
TEAM_CASEBOOK = Schema("casebook", Version(1, 4), _MIGRATIONS / "casebook_team" / "versions", lenient=True)
"""The same casebook on a team's server, where windows of two versions stand side by side while a team is upgraded."""


def current(connection: Connection) -> Version | None:
    """The version a database has; nothing where it has no tables of ours yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    words = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if words is None else Version.read(words)


def judge(found: Version, schema: Schema) -> bool:
    """Whether a migration is needed; raises `StoreNewer` (found, known) for what this program can't work with."""
    if found.major > schema.known.major or (found > schema.known and not schema.lenient):
        raise StoreNewer(schema.name, found=str(found), known=str(schema.known))
    return found < schema.known
