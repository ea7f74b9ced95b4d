"""Which changes of a workstation a team's server has; frozen once released."""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_triggers import never, never_emptied

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "V1_3"]

V1_3 = (
    (
        "CREATE TABLE applied ( key BYTEA NOT NULL, agent TEXT NOT NULL, at TEXT NOT NULL, CONSTRAINT pk_applied "
        "PRIMARY KEY (key) )"
    ),
    "CREATE INDEX ix_applied_at ON applied (at)",
    "COMMENT ON COLUMN applied.key IS '16 random octets that the workstation gave the change'",
    "COMMENT ON COLUMN applied.agent IS 'whose change it is'",
    never("applied", "UPDATE"),
    never_emptied("applied"),
)
"""In the order they are made."""
NAMES_1_3 = ("applied",)
FUNCTIONS_1_3: tuple[str, ...] = ()
"""No function of its own."""
