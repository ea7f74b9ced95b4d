"""The inbox's tables: the model that its migrations must equal.

Core tables, no mapped classes: rows leave this package as frozen values of `domain`, and the
collector's path has no use for an ORM. Everything here stands in clear: ids, digests, times,
sizes, receipts, code words. What a person wrote stands in `chunk.sealed` only.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from backoffice_gui.storage.types import Moment, metadata

__all__ = [
    "MODEL",
    "alarm",
    "attempt",
    "audit",
    "audit_boundary",
    "chunk",
    "epoch",
    "gap",
    "heartbeat",
    "inbox_key",
    "incident",
    "last_words",
    "ledger",
    "ledger_pin",
    "mirror",
    "notification",
    "probe",
    "purged",
    "recovery_key",
    "run_key",
    "store",
    "submission",
    "transit",
    "watch",
]

MODEL = metadata()
_Id = BigInteger().with_variant(Integer, "sqlite")

store = Table(
    "store",
    MODEL,
    Column("n", _Id, primary_key=True, comment="the highest is the store's name now"),
    Column("store_id", Text, nullable=False, unique=True, comment="128 random bits, hexadecimal"),
    Column("made_at", Moment, nullable=False),
    Column("reason", Text, nullable=False, comment="code word: made, copied, restored …"),
    Column("place", Text, nullable=False, comment="hash of machine, path and inode (storage.place)"),
)

inbox_key = Table(
    "inbox_key",
    MODEL,
    Column("generation", _Id, primary_key=True, comment="the highest seals; the older ones open"),
    Column("suite", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)

recovery_key = Table(
    "recovery_key",
    MODEL,
    Column("generation", _Id, primary_key=True),
    Column("suite", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("sealed_master", LargeBinary, nullable=False, comment="the master secret, sealed to this key"),
    Column("made_at", Moment, nullable=False),
)

run_key = Table(
    "run_key",
    MODEL,
    Column("id", _Id, primary_key=True),
    Column("store_id", Text, nullable=False, comment="part of the info under which it was sealed"),
    Column("generation", _Id, ForeignKey("inbox_key.generation"), nullable=False),
    Column("suite", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("sealed_recovery", LargeBinary),
    Column("made_at", Moment, nullable=False),
    Column("canary", LargeBinary, nullable=False),
    Column("canary_opened_at", Moment),
    Column("canary_failed_at", Moment),
    sqlite_autoincrement=True,
)
Index("ix_run_key_canary_opened_at_id", run_key.c.canary_opened_at, run_key.c.id)

submission = Table(
    "submission",
    MODEL,
    Column("row", _Id, primary_key=True, comment="in order of arrival"),
    Column("origin", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="D, over the manifest's octets"),
    Column("seq", _Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("size", _Id, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("submitted_at", Moment),
    Column("expires_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("quarantined_at", Moment),
    Column("quarantine_reason", Text),
    Column("released_at", Moment),
    Column("receipt_jws", Text),
    Column("receipt_store_id", Text),
    Column("receipt_at", Moment),
    Column("receipt_pos", _Id),
    Column("receipt_ours", Boolean),
    Column("receipt_peer", Boolean),
    Column("receipt_recorded_at", Moment),
    Column("expired_at", Moment),
    Column("expired_jws", Text),
    Column("closed_at", Moment),
    Column("disputed_at", Moment),
    Column("dispute_detail", Text),
    Column("lost_at", Moment),
    Column("missing_at", Moment),
    Column("erased_at", Moment),
    Column("stage", Text, nullable=False, comment="projected: always domain.facts.stage_of these facts"),
    Column("shown", _Id, comment="projected: the attempt that is shown (verified, else newest stored)"),
    UniqueConstraint("id", "digest", "origin"),
)
for _column in ("seq", "kind", "size", "parts", "stage", "first_seen_at", "receipt_at"):
    Index(f"ix_submission_{_column}_row", submission.c[_column], submission.c.row)
# Every index ends in the row number, so that a list goes on by key from any row. None combines the
# stage with another column: each would cost two pages of every commit that moves a stage, a third
# of all that is written. A stage with few rows is sorted; in one with many the sort's own index is walked.

attempt = Table(
    "attempt",
    MODEL,
    Column("attempt", _Id, primary_key=True, comment="never used twice"),
    Column("row", _Id, ForeignKey("submission.row"), nullable=False),
    Column("tag", LargeBinary, nullable=False, comment="16 random octets, bound in every chunk"),
    Column("store_id", Text, nullable=False, comment="the store's name at sealing time; never rewritten"),
    Column("run_key", _Id, ForeignKey("run_key.id"), nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False, comment="overwritten with zeros by an erasure"),
    Column("started_at", Moment, nullable=False),
    Column("stored_at", Moment),
    Column("verified_at", Moment),
    Column("chunk_hashes", LargeBinary, comment="SHA-256 of each sealed chunk: manifest, then parts in order"),
    Column("ack_sent_at", Moment),
    Column("set_aside_at", Moment),
    Column("set_aside_reason", Text),
    Column("mirrored_at", Moment, comment="durable, and read back, in the mirror of this number"),
    Column("mirrored_in", _Id, comment="of several mirrors, one after the other, the newest that holds it"),
    sqlite_autoincrement=True,
)
Index("ix_attempt_row_attempt", attempt.c.row, attempt.c.attempt)

mirror = Table(
    "mirror",
    MODEL,
    Column("n", _Id, primary_key=True, comment="the highest is written to now"),
    Column("mirror_id", Text, nullable=False, unique=True, comment="128 random bits, hexadecimal"),
    Column("store_id", Text, nullable=False, comment="whose folder it lies in"),
    Column("begun_at", Moment, nullable=False),
    Column("followed", _Id, nullable=False, comment="facts are mirrored up to this line of the audit; only rises"),
)

chunk = Table(
    "chunk",
    MODEL,
    Column("n_chunk", _Id, primary_key=True),
    Column("attempt", _Id, ForeignKey("attempt.attempt"), nullable=False),
    Column("part", _Id, nullable=False, comment="4294967295 is the manifest"),
    Column("n", Integer, nullable=False),
    Column("last", Boolean, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("attempt", "part", "n"),
)

purged = Table(
    "purged",
    MODEL,
    Column("row", _Id, ForeignKey("submission.row"), primary_key=True),
    Column("digest", Text, nullable=False, comment="of the selection that two people agreed to, in the casebook"),
    Column("category", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""What may be erased though it is ours: noted in the commit that destroys its keys, and by nothing else."""

ledger_pin = Table(
    "ledger_pin",
    MODEL,
    Column("n", _Id, primary_key=True, comment="the highest is the epoch that is read now"),
    Column("epoch", Text, nullable=False, unique=True),
    Column("pos", _Id, nullable=False, comment="ledger_high of the first list"),
    Column("at", Moment, nullable=False),
)

ledger = Table(
    "ledger",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("epoch", Text, ForeignKey("ledger_pin.epoch"), nullable=False),
    Column("pos", _Id, nullable=False),
    Column("origin", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("seq", _Id, nullable=False),
    Column("jws", Text, nullable=False),
    Column("hash", Text, nullable=False, comment="what the next entry's prev must be"),
    Column("read_at", Moment, nullable=False),
    UniqueConstraint("epoch", "pos"),
)
Index("ix_ledger_seq_epoch", ledger.c.seq, ledger.c.epoch)

gap = Table(
    "gap",
    MODEL,
    Column("epoch", Text, primary_key=True),
    Column("low", _Id, primary_key=True),
    Column("high", _Id, nullable=False, comment="the last number of the interval"),
    Column("since", Moment, nullable=False),
)

incident = Table(
    "incident",
    MODEL,
    Column("number", _Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("row", _Id, ForeignKey("submission.row")),
    Column("seq", _Id),
    Column("id", Text),
    Column("detail", Text, nullable=False),
    Column("closed_at", Moment),
    Column("reason", Text),
    Column("closed_by", Text, comment="a role"),
    sqlite_autoincrement=True,
)
Index("ix_incident_closed_at_number", incident.c.closed_at, incident.c.number)

alarm = Table(
    "alarm",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("detail", Text, nullable=False),
    Column("ended_at", Moment),
)
Index("ix_alarm_ended_at_kind", alarm.c.ended_at, alarm.c.kind)

heartbeat = Table(
    "heartbeat",
    MODEL,
    Column("n", _Id, primary_key=True, comment="1"),
    Column("last_good_list_at", Moment),
    Column("last_acknowledged_at", Moment),
    Column("held", _Id, nullable=False),
    Column("oldest_expires_at", Moment),
    Column("skew", Float),
    Column("epoch", Text),
    Column("origin", Text),
    Column("high_seq", _Id, nullable=False),
    Column("connection", Text, nullable=False),
    Column("trouble", Text),
    Column("offline_since", Moment),
    Column("next_poll_at", Moment),
    Column("waiting", Boolean, nullable=False),
    Column("ready", Boolean, nullable=False),
)

watch = Table(
    "watch",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("since", Moment, nullable=False, comment="a good list"),
    Column("until", Moment, nullable=False, comment="the last good list before one was missed for ten minutes"),
)
"""When the site was watched: one row as long as good lists follow each other."""

notification = Table(
    "notification",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("incident", _Id, ForeignKey("incident.number"), nullable=False),
    Column("at", Moment, nullable=False, comment="when the authority was told, as the person says"),
    Column("reference", Text, nullable=False, comment="the authority's own"),
    Column("capacity", Text, nullable=False, comment="in which capacity, a code word"),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False, comment="a role"),
)
"""An incident was notified to the supervisory authority (GDPR, art. 33): the last row of an incident counts."""
Index("ix_notification_incident_n", notification.c.incident, notification.c.n)

transit = Table(
    "transit",
    MODEL,
    Column("row", _Id, ForeignKey("submission.row"), primary_key=True),
    Column("expires_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("retry_at", Moment),
    Column("trouble", Text),
)

probe = Table(
    "probe",
    MODEL,
    Column("row", _Id, ForeignKey("submission.row"), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("destroyed", Boolean),
)
Index("ix_probe_done_at_due_at", probe.c.done_at, probe.c.due_at)

audit = Table(
    "audit",
    MODEL,
    Column("n", _Id, primary_key=True, comment="dense, from 1"),
    Column("event", Text, nullable=False, comment="canonical JSON (audit.chain)"),
    Column("hash", LargeBinary, nullable=False, comment="SHA-256(hash before, event)"),
)

audit_boundary = Table(
    "audit_boundary",
    MODEL,
    Column("upto", _Id, primary_key=True, comment="events up to this one were purged"),
    Column("hash", LargeBinary, nullable=False, comment="of that event: the chain goes on from it"),
    Column("at", Moment, nullable=False),
)

epoch = Table(
    "epoch",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("generation", _Id, ForeignKey("inbox_key.generation"), nullable=False, comment="the key pair it made"),
    Column("run_key", _Id, ForeignKey("run_key.id"), nullable=False, comment="what is kept is wrapped under it anew"),
    Column("begun_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

last_words = Table(
    "last_words",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("generation", _Id, ForeignKey("inbox_key.generation"), nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="what a lock could not write into the casebook"),
)
