"""The journal: what it can be narrowed by, the keys that sign its heads, and up to where it was purged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import casebook_guards

revision = "1.2"
down_revision = "1.1"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_READ = {"subject": "$.object", "verb": "$.verb", "agent": "$.details.agent"}
_INDEXES = (("subject",), ("verb",), ("agent", "verb"), ("hour",))


def upgrade() -> None:
    """Columns that are read out of the events, their indexes, two tables; the guard of deletion knows boundaries."""
    for name, path in _READ.items():
        words = f"CASE WHEN json_valid(event) THEN json_extract(event, '{path}') END"
        op.add_column("audit", sa.Column(name, sa.Text(), sa.Computed(words, persisted=False), nullable=True))
    hour = "CASE WHEN json_valid(event) THEN substr(json_extract(event, '$.at'), 1, 13) END"
    op.add_column("audit", sa.Column("hour", sa.Text(), sa.Computed(hour, persisted=False), nullable=True))
    for columns in _INDEXES:
        op.create_index(f"ix_audit_{'_'.join(columns)}", "audit", list(columns), unique=False)
    op.create_table(
        "audit_boundary",
        sa.Column("upto", ID, nullable=False, comment="events up to this one were purged"),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="of that event: the chain goes on from it"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("upto", name="pk_audit_boundary"),
    )
    op.create_table(
        "audit_key",
        sa.Column("n", ID, nullable=False, comment="the highest signs"),
        sa.Column("public", sa.LargeBinary(), nullable=False, comment="Ed25519, 32 octets"),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit_key"),
        sa.UniqueConstraint("public", name="uq_audit_key_public"),
    )
    op.execute(sa.text("DROP TRIGGER guard_audit_delete"))
    for statement in casebook_guards.V_JOURNAL:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """What was added goes, its guards first; nothing may be deleted again."""
    for name in casebook_guards.NAMES_JOURNAL:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    op.execute(sa.text(next(words for words in casebook_guards.V1_0 if "guard_audit_delete" in words)))
    op.drop_table("audit_key")
    op.drop_table("audit_boundary")
    for columns in _INDEXES:
        op.drop_index(f"ix_audit_{'_'.join(columns)}", "audit")
    for name in ("hour", *reversed(_READ)):
        op.drop_column("audit", name)
