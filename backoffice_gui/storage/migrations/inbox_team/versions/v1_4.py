"""A team's inbox, from nothing: what the embedded one has come to be by 1.4."""

from __future__ import annotations

from alembic import op

from backoffice_gui.storage.migrations import inbox_team_guards, inbox_team_tables

revision = "1.4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables and indexes, then the guards."""
    for statement in (*inbox_team_tables.V1_4, *inbox_team_guards.V1_4):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Everything goes, the last first; the guards with their tables."""
    for table in reversed(inbox_team_tables.NAMES_1_4):
        op.get_bind().exec_driver_sql(f"DROP TABLE {table}")
    for function in inbox_team_guards.FUNCTIONS_1_4:
        op.get_bind().exec_driver_sql(f"DROP FUNCTION {function}")
