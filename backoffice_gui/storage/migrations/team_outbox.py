"""Which changes of a workstation a team's server has; frozen once released."""

from __future__ import annotations

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "V1_3"]

V1_3 = (
    (
        "CREATE TABLE applied ( key BYTEA NOT NULL, agent TEXT NOT NULL, at TEXT NOT NULL, CONSTRAINT pk_applied "
        "PRIMARY KEY (key) )"
    ),
    "CREATE INDEX ix_applied_at ON applied (at)",
    "COMMENT ON COLUMN applied.key IS '16 random octets that the workstation gave the change'",
    "COMMENT ON COLUMN applied.agent IS 'whose change it is'",
    (
        "CREATE TRIGGER guard_applied_update BEFORE UPDATE ON applied FOR EACH ROW WHEN (true) "
        "EXECUTE FUNCTION guard_refuse('never')"
    ),
    (
        "CREATE TRIGGER guard_applied_truncate BEFORE TRUNCATE ON applied FOR EACH STATEMENT "
        "EXECUTE FUNCTION guard_refuse('never')"
    ),
)
"""In the order they are made."""
NAMES_1_3 = ("applied",)
FUNCTIONS_1_3: tuple[str, ...] = ()
"""No function of its own."""
