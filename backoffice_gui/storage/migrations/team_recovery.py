"""Which recovery keys somebody with the team's key has vouched for; frozen once released."""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_triggers import never, never_emptied

__all__ = ["FUNCTIONS_1_4", "NAMES_1_4", "V1_4"]

V1_4 = (
    (
        "CREATE TABLE recovery_vouch ( n BIGINT NOT NULL, code BYTEA NOT NULL, word BYTEA, CONSTRAINT "
        "pk_recovery_vouch PRIMARY KEY (n) )"
    ),
    "COMMENT ON COLUMN recovery_vouch.n IS 'the recovery key of this number'",
    "COMMENT ON COLUMN recovery_vouch.code IS 'that somebody who has the key of the team vouches for it'",
    "COMMENT ON COLUMN recovery_vouch.word IS 'SHA-256 of the word that nothing but this recovery key says'",
    never("recovery_vouch", "UPDATE"),
    never("recovery_vouch", "DELETE"),
    never_emptied("recovery_vouch"),
)
"""In the order they are made."""
NAMES_1_4 = ("recovery_vouch",)
FUNCTIONS_1_4: tuple[str, ...] = ()
"""No function of its own: what is done with it is said anew at each migrating (`storage.team.admission`)."""
