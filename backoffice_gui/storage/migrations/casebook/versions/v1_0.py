"""The first tables of the casebook."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import casebook_guards

revision = "1.0"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Tables in the order of their references, then the guards."""
    _audit()
    _private_key()
    _recovery_key()
    _store_link()
    for statement in casebook_guards.V1_0:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Everything goes; the guards with their tables."""
    for name in casebook_guards.NAMES_1_0:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for table in (
        "store_link",
        "recovery_key",
        "private_key",
        "audit",
    ):
        op.drop_table(table)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("n", ID, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
    )


def _private_key() -> None:
    op.create_table(
        "private_key",
        sa.Column("n", ID, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_private_key"),
        sa.UniqueConstraint("fingerprint", name="uq_private_key_fingerprint"),
    )


def _recovery_key() -> None:
    op.create_table(
        "recovery_key",
        sa.Column("n", ID, nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_master", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_recovery_key"),
    )


def _store_link() -> None:
    op.create_table(
        "store_link",
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", name="pk_store_link"),
    )
