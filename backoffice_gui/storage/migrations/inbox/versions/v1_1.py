"""The second copy: which mirrors there were, and which attempts they hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import inbox_guards

revision = "1.1"
down_revision = "1.0"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Additions only: an older program goes on beside this one."""
    op.create_table(
        "mirror",
        sa.Column("n", ID, nullable=False),
        sa.Column("mirror_id", sa.Text(), nullable=False),
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.Text(), nullable=False),
        sa.Column("followed", ID, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_mirror"),
        sa.UniqueConstraint("mirror_id", name="uq_mirror_mirror_id"),
    )
    op.add_column("attempt", sa.Column("mirrored_at", sa.Text(), nullable=True))
    op.add_column("attempt", sa.Column("mirrored_in", ID, nullable=True))
    for statement in inbox_guards.V1_1:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """What was added goes, its guards first."""
    for name in inbox_guards.NAMES_1_1:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    op.drop_column("attempt", "mirrored_in")
    op.drop_column("attempt", "mirrored_at")
    op.drop_table("mirror")
