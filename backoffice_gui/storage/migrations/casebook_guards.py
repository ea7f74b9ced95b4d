"""SQLite's triggers on the casebook, by the version that made them; frozen once released."""

from __future__ import annotations

__all__ = ["NAMES_1_0", "V1_0"]

V1_0 = tuple(
    f"CREATE TRIGGER guard_audit_{verb.lower()} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'never'); END"
    for verb in ("UPDATE", "DELETE")
)
"""In the order they are made."""

NAMES_1_0 = tuple(statement.split(" ", 3)[2] for statement in V1_0)
