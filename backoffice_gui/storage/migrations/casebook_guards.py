"""SQLite's triggers on the casebook, by the version that made them; frozen once released."""

from __future__ import annotations

__all__ = ["NAMES_1_0", "NAMES_1_1", "V1_0", "V1_1"]

V1_0 = tuple(
    f"CREATE TRIGGER guard_audit_{verb.lower()} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'never'); END"
    for verb in ("UPDATE", "DELETE")
)
"""In the order they are made."""

NAMES_1_0 = tuple(statement.split(" ", 3)[2] for statement in V1_0)

V1_1 = tuple(
    f"CREATE TRIGGER guard_{table}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
    for table in ("identity", "contact", "case_event", "note")
)
"""What was declared, and what was done, is only added to; a purge removes whole rows."""

NAMES_1_1 = tuple(statement.split(" ", 3)[2] for statement in V1_1)
