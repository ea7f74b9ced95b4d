"""Who said what to a team's inbox, as the server knows it; and whose last words lie there."""

from __future__ import annotations

from alembic import op

from backoffice_gui.storage.migrations import team_trace

revision = "1.5"
down_revision = "1.4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was laid by before has no name: anybody's desk looks whether it is its own."""
    for statement in team_trace.TRACE:
        op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql("ALTER TABLE last_words ADD COLUMN agent TEXT DEFAULT '' NOT NULL")
    op.get_bind().exec_driver_sql("COMMENT ON COLUMN last_words.agent IS 'whose desk was locked: a login'")


def downgrade() -> None:
    """Both go, and what was said anew of them."""
    op.get_bind().exec_driver_sql("ALTER TABLE last_words DROP COLUMN agent CASCADE")
    for table in team_trace.NAMES:
        op.get_bind().exec_driver_sql(f"DROP TABLE {table}")
