"""Retention: holds, purges, and what is left of what was purged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import casebook_guards

revision = "1.3"
down_revision = "1.2"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Tables in the order of their references, what a purge has to find fast, then the guards."""
    _hold()
    _purge()
    _purge_item()
    _left()
    op.create_index("ix_match_key_person", "match_key", ["person"], unique=False)
    op.create_index("ix_proposal_other", "proposal", ["other"], unique=False)
    for statement in casebook_guards.V_RETENTION:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Everything goes; the guards first."""
    for name in casebook_guards.NAMES_RETENTION:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    op.drop_index("ix_proposal_other", "proposal")
    op.drop_index("ix_match_key_person", "match_key")
    for table in ("last_number", "purge_secret", "tombstone", "purge_item", "purge", "hold"):
        op.drop_table(table)


def _hold() -> None:
    op.create_table(
        "hold",
        sa.Column("hold", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("agent", sa.Text(), nullable=False, comment="who holds it back: a login"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False, comment="the last day, ISO"),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_hold_case"),
        sa.PrimaryKeyConstraint("hold", name="pk_hold"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hold_case", "hold", ["case"], unique=False)


def _purge() -> None:
    op.create_table(
        "purge",
        sa.Column("purge", ID, nullable=False),
        sa.Column("requested_at", sa.Text(), nullable=False),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False, comment="JSON: the durations in force"),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True, comment="carried out, or withdrawn"),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("certificate", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.CheckConstraint(
            "approver IS NULL OR lower(trim(approver)) <> lower(trim(requester))", name="ck_purge_two_people"
        ),
        sa.CheckConstraint("(approver IS NULL) = (approved_at IS NULL)", name="ck_purge_approved"),
        sa.CheckConstraint("started_at IS NULL OR approver IS NOT NULL", name="ck_purge_started"),
        sa.PrimaryKeyConstraint("purge", name="pk_purge"),
    )


def _purge_item() -> None:
    op.create_table(
        "purge_item",
        sa.Column("purge", ID, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("subject", ID, nullable=False, comment="a case, or a row of the inbox"),
        sa.Column("version", ID, nullable=False, comment="the subject's, as it was seen"),
        sa.Column("outcome", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.ForeignKeyConstraint(["purge"], ["purge.purge"], name="fk_purge_item_purge"),
        sa.PrimaryKeyConstraint("purge", "category", "subject", name="pk_purge_item"),
    )
    op.create_index("ix_purge_item_subject_category", "purge_item", ["subject", "category"], unique=False)


def _left() -> None:
    op.create_table(
        "tombstone",
        sa.Column("tombstone", ID, nullable=False),
        sa.Column("purge", ID, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("case", ID, nullable=True, comment="its number in the store, given to no other"),
        sa.Column("mark", sa.Text(), nullable=False, comment="keyed hash of what the web calls the submission"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["purge"], ["purge.purge"], name="fk_tombstone_purge"),
        sa.PrimaryKeyConstraint("tombstone", name="pk_tombstone"),
    )
    op.create_index("ix_tombstone_case_category", "tombstone", ["case", "category"], unique=False)
    op.create_index("ix_tombstone_mark", "tombstone", ["mark"], unique=False)
    op.create_table(
        "purge_secret",
        sa.Column("n", ID, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_purge_secret"),
    )
    op.create_table(
        "last_number",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", ID, nullable=False, comment="the highest that a purge has removed"),
        sa.PrimaryKeyConstraint("name", name="pk_last_number"),
    )
