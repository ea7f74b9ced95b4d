"""Purges: what may be erased though it is ours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import inbox_guards

revision = "1.2"
down_revision = "1.1"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """A table, and the guard of keys made anew, wider than before: an older program goes on beside this one."""
    op.create_table(
        "purged",
        sa.Column("row", ID, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["submission.row"], name="fk_purged_row"),
        sa.PrimaryKeyConstraint("row", name="pk_purged"),
    )
    op.execute(sa.text(f"DROP TRIGGER {inbox_guards.BEFORE_1_2}"))
    for statement in inbox_guards.V1_2:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """What was added goes, and the guard is as it was."""
    for name in inbox_guards.NAMES_1_2:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    op.drop_table("purged")
    before = next(each for each in inbox_guards.V1_0 if each.startswith(f"CREATE TRIGGER {inbox_guards.BEFORE_1_2} "))
    op.execute(sa.text(before))
