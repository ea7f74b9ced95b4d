"""Purge epochs, the journal purged from its beginning, and what a lock could not bring into the casebook."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import inbox_guards

revision = "1.4"
down_revision = "1.3"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Three tables, and three guards made anew, wider than before: an older program goes on beside this one."""
    op.create_table(
        "audit_boundary",
        sa.Column("upto", ID, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("upto", name="pk_audit_boundary"),
    )
    op.create_table(
        "epoch",
        sa.Column("n", ID, nullable=False),
        sa.Column("generation", ID, nullable=False),
        sa.Column("run_key", ID, nullable=False),
        sa.Column("begun_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["generation"], ["inbox_key.generation"], name="fk_epoch_generation"),
        sa.ForeignKeyConstraint(["run_key"], ["run_key.id"], name="fk_epoch_run_key"),
        sa.PrimaryKeyConstraint("n", name="pk_epoch"),
    )
    op.create_table(
        "last_words",
        sa.Column("n", ID, nullable=False),
        sa.Column("generation", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["generation"], ["inbox_key.generation"], name="fk_last_words_generation"),
        sa.PrimaryKeyConstraint("n", name="pk_last_words"),
    )
    for name in inbox_guards.BEFORE_1_4:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for statement in inbox_guards.V1_4:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """What was added goes, and the guards are as they were."""
    for name in inbox_guards.NAMES_1_4:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for table in ("last_words", "epoch", "audit_boundary"):
        op.drop_table(table)
    for name in inbox_guards.BEFORE_1_4:
        every = (*inbox_guards.V1_2, *inbox_guards.V1_0)
        op.execute(sa.text(next(each for each in every if each.startswith(f"CREATE TRIGGER {name} "))))
