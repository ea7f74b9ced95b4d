"""A team's casebook, from nothing: what the embedded one has come to be by 1.3, and what only a team has."""

from __future__ import annotations

from alembic import op

from backoffice_gui.storage.migrations import (
    casebook_team_guards,
    casebook_team_tables,
    team_authority,
    team_outbox,
    team_search,
    team_together,
)

revision = "1.3"
down_revision = None
branch_labels = None
depends_on = None

_SLICES = (
    casebook_team_tables,
    team_authority,
    casebook_team_guards,
    team_search,
    team_outbox,
    team_together,
)
"""In the order they are made: each has statements (`V1_3`), tables (`NAMES_1_3`) and functions (`FUNCTIONS_1_3`)."""


def upgrade() -> None:
    """Tables and indexes, then the guards, slice by slice."""
    for each in _SLICES:
        for statement in each.V1_3:
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Everything goes, the last first; triggers with their tables."""
    for each in reversed(_SLICES):
        for table in reversed(each.NAMES_1_3):
            op.get_bind().exec_driver_sql(f"DROP TABLE {table}")
    for each in reversed(_SLICES):
        for function in reversed(each.FUNCTIONS_1_3):
            op.get_bind().exec_driver_sql(f"DROP FUNCTION {function}")
