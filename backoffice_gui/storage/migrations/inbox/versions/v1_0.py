"""The first tables of the inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import inbox_guards

revision = "1.0"
down_revision = None
branch_labels = None
depends_on = None

KIND = "kind GLOB '[a-z]*' AND kind NOT GLOB '*[^a-z0-9_]*' AND length(kind) <= 64"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Tables in the order of their references, then the guards."""
    _alarm()
    _audit()
    _gap()
    _heartbeat()
    _inbox_key()
    _ledger_pin()
    _recovery_key()
    _store()
    _submission()
    _submission_indexes()
    _incident()
    _ledger()
    _probe()
    _run_key()
    _transit()
    _attempt()
    _chunk()
    for statement in inbox_guards.V1_0:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Everything goes; the guards with their tables."""
    for name in inbox_guards.NAMES_1_0:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for table in (
        "chunk",
        "attempt",
        "transit",
        "run_key",
        "probe",
        "ledger",
        "incident",
        "submission",
        "store",
        "recovery_key",
        "ledger_pin",
        "inbox_key",
        "heartbeat",
        "gap",
        "audit",
        "alarm",
    ):
        op.drop_table(table)


def _alarm() -> None:
    op.create_table(
        "alarm",
        sa.Column("n", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_alarm"),
    )
    op.create_index("ix_alarm_ended_at_kind", "alarm", ["ended_at", "kind"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("n", ID, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
    )


def _gap() -> None:
    op.create_table(
        "gap",
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("low", ID, nullable=False),
        sa.Column("high", ID, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "low", name="pk_gap"),
    )


def _heartbeat() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("n", ID, nullable=False),
        sa.Column("last_good_list_at", sa.Text(), nullable=True),
        sa.Column("last_acknowledged_at", sa.Text(), nullable=True),
        sa.Column("held", ID, nullable=False),
        sa.Column("oldest_expires_at", sa.Text(), nullable=True),
        sa.Column("skew", sa.Float(), nullable=True),
        sa.Column("epoch", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("high_seq", ID, nullable=False),
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("offline_since", sa.Text(), nullable=True),
        sa.Column("next_poll_at", sa.Text(), nullable=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_heartbeat"),
    )


def _inbox_key() -> None:
    op.create_table(
        "inbox_key",
        sa.Column("generation", ID, nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name="pk_inbox_key"),
    )


def _ledger_pin() -> None:
    op.create_table(
        "ledger_pin",
        sa.Column("n", ID, nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("pos", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_ledger_pin"),
        sa.UniqueConstraint("epoch", name="uq_ledger_pin_epoch"),
    )


def _recovery_key() -> None:
    op.create_table(
        "recovery_key",
        sa.Column("generation", ID, nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_master", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name="pk_recovery_key"),
    )


def _store() -> None:
    op.create_table(
        "store",
        sa.Column("n", ID, nullable=False),
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_store"),
        sa.UniqueConstraint("store_id", name="uq_store_store_id"),
    )


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("row", ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.Text(), nullable=True),
        sa.Column("first_seen_at", sa.Text(), nullable=False),
        sa.Column("quarantined_at", sa.Text(), nullable=True),
        sa.Column("quarantine_reason", sa.Text(), nullable=True),
        sa.Column("released_at", sa.Text(), nullable=True),
        sa.Column("receipt_jws", sa.Text(), nullable=True),
        sa.Column("receipt_store_id", sa.Text(), nullable=True),
        sa.Column("receipt_at", sa.Text(), nullable=True),
        sa.Column("receipt_pos", ID, nullable=True),
        sa.Column("receipt_ours", sa.Boolean(), nullable=True),
        sa.Column("receipt_peer", sa.Boolean(), nullable=True),
        sa.Column("receipt_recorded_at", sa.Text(), nullable=True),
        sa.Column("expired_at", sa.Text(), nullable=True),
        sa.Column("expired_jws", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("disputed_at", sa.Text(), nullable=True),
        sa.Column("dispute_detail", sa.Text(), nullable=True),
        sa.Column("lost_at", sa.Text(), nullable=True),
        sa.Column("missing_at", sa.Text(), nullable=True),
        sa.Column("erased_at", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("shown", ID, nullable=True),
        sa.CheckConstraint(KIND, name="ck_submission_kind"),
        sa.CheckConstraint("size >= 0 AND parts BETWEEN 0 AND 11", name="ck_submission_size"),
        sa.PrimaryKeyConstraint("row", name="pk_submission"),
        sa.UniqueConstraint("id", "digest", "origin", name="uq_submission_id_digest_origin"),
    )


def _submission_indexes() -> None:
    op.create_index("ix_submission_first_seen_at_row", "submission", ["first_seen_at", "row"], unique=False)
    op.create_index("ix_submission_kind_row", "submission", ["kind", "row"], unique=False)
    op.create_index("ix_submission_parts_row", "submission", ["parts", "row"], unique=False)
    op.create_index("ix_submission_receipt_at_row", "submission", ["receipt_at", "row"], unique=False)
    op.create_index("ix_submission_seq_row", "submission", ["seq", "row"], unique=False)
    op.create_index("ix_submission_size_row", "submission", ["size", "row"], unique=False)
    op.create_index("ix_submission_stage_row", "submission", ["stage", "row"], unique=False)


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("number", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("row", ID, nullable=True),
        sa.Column("seq", ID, nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["submission.row"], name="fk_incident_row"),
        sa.PrimaryKeyConstraint("number", name="pk_incident"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_closed_at_number", "incident", ["closed_at", "number"], unique=False)


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("n", ID, nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("pos", ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["epoch"], ["ledger_pin.epoch"], name="fk_ledger_epoch"),
        sa.PrimaryKeyConstraint("n", name="pk_ledger"),
        sa.UniqueConstraint("epoch", "pos", name="uq_ledger_epoch_pos"),
    )
    op.create_index("ix_ledger_seq_epoch", "ledger", ["seq", "epoch"], unique=False)


def _probe() -> None:
    op.create_table(
        "probe",
        sa.Column("row", ID, nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("destroyed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["submission.row"], name="fk_probe_row"),
        sa.PrimaryKeyConstraint("row", name="pk_probe"),
    )
    op.create_index("ix_probe_done_at_due_at", "probe", ["done_at", "due_at"], unique=False)


def _run_key() -> None:
    op.create_table(
        "run_key",
        sa.Column("id", ID, nullable=False),
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("generation", ID, nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_recovery", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("canary", sa.LargeBinary(), nullable=False),
        sa.Column("canary_opened_at", sa.Text(), nullable=True),
        sa.Column("canary_failed_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["generation"], ["inbox_key.generation"], name="fk_run_key_generation"),
        sa.PrimaryKeyConstraint("id", name="pk_run_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_key_canary_opened_at_id", "run_key", ["canary_opened_at", "id"], unique=False)


def _transit() -> None:
    op.create_table(
        "transit",
        sa.Column("row", ID, nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.Text(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["submission.row"], name="fk_transit_row"),
        sa.PrimaryKeyConstraint("row", name="pk_transit"),
    )


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("attempt", ID, nullable=False),
        sa.Column("row", ID, nullable=False),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("run_key", ID, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=True),
        sa.Column("verified_at", sa.Text(), nullable=True),
        sa.Column("chunk_hashes", sa.LargeBinary(), nullable=True),
        sa.Column("ack_sent_at", sa.Text(), nullable=True),
        sa.Column("set_aside_at", sa.Text(), nullable=True),
        sa.Column("set_aside_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["submission.row"], name="fk_attempt_row"),
        sa.ForeignKeyConstraint(["run_key"], ["run_key.id"], name="fk_attempt_run_key"),
        sa.PrimaryKeyConstraint("attempt", name="pk_attempt"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempt_row_attempt", "attempt", ["row", "attempt"], unique=False)


def _chunk() -> None:
    op.create_table(
        "chunk",
        sa.Column("n_chunk", ID, nullable=False),
        sa.Column("attempt", ID, nullable=False),
        sa.Column("part", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("last", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.attempt"], name="fk_chunk_attempt"),
        sa.PrimaryKeyConstraint("n_chunk", name="pk_chunk"),
        sa.UniqueConstraint("attempt", "part", "n", name="uq_chunk_attempt_part_n"),
    )
