"""Proof for the DPO: when the site was watched, and what the supervisory authority was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import inbox_guards

revision = "1.3"
down_revision = "1.2"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Two tables beside the others: an older program goes on without them, and leaves a gap in the first."""
    op.create_table(
        "watch",
        sa.Column("n", ID, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_watch"),
    )
    op.create_table(
        "notification",
        sa.Column("n", ID, nullable=False),
        sa.Column("incident", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_notification_incident"),
        sa.PrimaryKeyConstraint("n", name="pk_notification"),
    )
    op.create_index("ix_notification_incident_n", "notification", ["incident", "n"])
    for statement in inbox_guards.V1_3:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """What was added goes."""
    for name in inbox_guards.NAMES_1_3:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    op.drop_index("ix_notification_incident_n", "notification")
    op.drop_table("notification")
    op.drop_table("watch")
