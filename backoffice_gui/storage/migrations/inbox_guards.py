"""SQLite's triggers on the inbox, by the version that made them; frozen once released.

They say again, where no program can forget it: facts are only ever filled, a submission is never
deleted, chunks never change, attempts and chunks go by rule (c) or after an erasure only, the
chain only grows. What a CHECK can say stands in the tables: a trigger before an INSERT makes
SQLite copy every page it touches (a statement journal), four times the cost of the row.
"""

from __future__ import annotations

__all__ = [
    "BEFORE_1_2",
    "BEFORE_1_4",
    "NAMES_1_0",
    "NAMES_1_1",
    "NAMES_1_2",
    "NAMES_1_3",
    "NAMES_1_4",
    "V1_0",
    "V1_1",
    "V1_2",
    "V1_3",
    "V1_4",
]

_SUBMISSION_FACTS = (
    "row", "origin", "id", "digest", "seq", "kind", "size", "parts", "submitted_at", "expires_at", "first_seen_at",
    "quarantined_at", "quarantine_reason", "released_at", "receipt_jws", "receipt_store_id", "receipt_at",
    "receipt_pos", "receipt_ours", "receipt_peer", "receipt_recorded_at", "expired_at", "expired_jws", "closed_at",
    "disputed_at", "dispute_detail", "lost_at", "missing_at", "erased_at",
)  # fmt: skip
_ATTEMPT_FACTS = (
    "attempt", "row", "tag", "store_id", "run_key", "started_at", "stored_at", "verified_at", "chunk_hashes",
    "ack_sent_at", "set_aside_at", "set_aside_reason",
)  # fmt: skip
_RUN_KEY_FACTS = (
    "id", "store_id", "generation", "suite", "made_at", "canary", "canary_opened_at", "canary_failed_at"
)  # fmt: skip
_INCIDENT_FACTS = (
    "number", "kind", "opened_at", "row", "seq", "id", "detail", "closed_at", "reason", "closed_by"
)  # fmt: skip


def _only_filled(table: str, facts: tuple[str, ...]) -> str:
    changed = " OR ".join(f'(OLD."{name}" IS NOT NULL AND NEW."{name}" IS NOT OLD."{name}")' for name in facts)
    columns = ", ".join(f'"{name}"' for name in facts)
    return (
        f"CREATE TRIGGER guard_{table}_facts BEFORE UPDATE OF {columns} ON {table} "
        f"WHEN {changed} BEGIN SELECT RAISE(ABORT, 'facts are only ever filled'); END"
    )


def _never(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
    )


# A verified attempt that was not set aside goes beside a newer such one only: of two, one always stays.
_VERIFIED_BESIDE = (
    "EXISTS (SELECT 1 FROM attempt other WHERE other.row = {one}.row AND other.attempt <> {one}.attempt "
    "AND other.verified_at IS NOT NULL AND other.set_aside_at IS NULL "
    "AND ({one}.verified_at IS NULL OR {one}.set_aside_at IS NOT NULL OR other.attempt > {one}.attempt))"
)

V1_0 = (
    _only_filled("submission", _SUBMISSION_FACTS),
    _only_filled("attempt", _ATTEMPT_FACTS),
    _only_filled("run_key", _RUN_KEY_FACTS),
    _only_filled("incident", _INCIDENT_FACTS),
    *(
        _never(table, "DELETE")
        for table in ("submission", "store", "inbox_key", "audit", "ledger", "incident", "run_key")
    ),
    *(_never(table, "UPDATE") for table in ("store", "inbox_key", "audit", "ledger", "chunk")),
    (
        "CREATE TRIGGER guard_attempt_delete BEFORE DELETE ON attempt WHEN OLD.stored_at IS NOT NULL AND NOT "
        + _VERIFIED_BESIDE.format(one="OLD")
        + " BEGIN SELECT RAISE(ABORT, 'rule c'); END"
    ),
    (
        "CREATE TRIGGER guard_attempt_key BEFORE UPDATE OF wrapped_key ON attempt WHEN NEW.wrapped_key IS NOT "
        "OLD.wrapped_key AND (NEW.wrapped_key IS NOT zeroblob(length(OLD.wrapped_key)) OR NOT EXISTS (SELECT 1 FROM "
        "submission s WHERE s.row = OLD.row AND s.receipt_ours = 0 AND s.receipt_peer = 1)) "
        "BEGIN SELECT RAISE(ABORT, 'a key is only ever destroyed'); END"
    ),
    (
        "CREATE TRIGGER guard_attempt_verified BEFORE UPDATE OF verified_at ON attempt "
        "WHEN NEW.verified_at IS NOT NULL AND (OLD.stored_at IS NULL OR NEW.chunk_hashes IS NULL) "
        "BEGIN SELECT RAISE(ABORT, 'verified before it was stored'); END"
    ),
    (
        "CREATE TRIGGER guard_chunk_insert BEFORE INSERT ON chunk WHEN (SELECT stored_at FROM attempt "
        "WHERE attempt = NEW.attempt) IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stored already'); END"
    ),
    (
        "CREATE TRIGGER guard_chunk_delete BEFORE DELETE ON chunk WHEN NOT EXISTS (SELECT 1 FROM attempt a WHERE "
        "a.attempt = OLD.attempt AND (a.stored_at IS NULL OR a.wrapped_key = zeroblob(length(a.wrapped_key)) OR "
        + _VERIFIED_BESIDE.format(one="a")
        + ")) BEGIN SELECT RAISE(ABORT, 'rule c'); END"
    ),
)
"""In the order they are made."""

NAMES_1_0 = tuple(statement.split(" ", 3)[2] for statement in V1_0)

V1_1 = (
    _only_filled("mirror", ("n", "mirror_id", "store_id", "begun_at")),
    _never("mirror", "DELETE"),
    (
        "CREATE TRIGGER guard_mirror_followed BEFORE UPDATE OF followed ON mirror WHEN NEW.followed < OLD.followed "
        "BEGIN SELECT RAISE(ABORT, 'only rises'); END"
    ),
    (
        "CREATE TRIGGER guard_attempt_mirrored BEFORE UPDATE OF mirrored_at, mirrored_in ON attempt "
        "WHEN (NEW.mirrored_in IS NULL) <> (NEW.mirrored_at IS NULL) OR (NEW.mirrored_in IS NOT NULL AND "
        "OLD.stored_at IS NULL) OR (OLD.mirrored_in IS NOT NULL AND (NEW.mirrored_in IS NULL OR NEW.mirrored_in < "
        "OLD.mirrored_in OR (NEW.mirrored_in = OLD.mirrored_in AND NEW.mirrored_at IS NOT OLD.mirrored_at))) "
        "BEGIN SELECT RAISE(ABORT, 'a mirror is followed by a newer one only'); END"
    ),
)
"""What 1.1 adds for the second copy; in the order they are made."""

NAMES_1_1 = tuple(statement.split(" ", 3)[2] for statement in V1_1)

BEFORE_1_2 = "guard_attempt_key"
"""The guard that 1.2 makes anew: a key is destroyed for a peer's copy, or by a purge."""

V1_2 = (
    (
        "CREATE TRIGGER guard_attempt_key BEFORE UPDATE OF wrapped_key ON attempt WHEN NEW.wrapped_key IS NOT "
        "OLD.wrapped_key AND (NEW.wrapped_key IS NOT zeroblob(length(OLD.wrapped_key)) OR NOT (EXISTS (SELECT 1 FROM "
        "submission s WHERE s.row = OLD.row AND s.receipt_ours = 0 AND s.receipt_peer = 1) OR EXISTS (SELECT 1 FROM "
        "purged p WHERE p.row = OLD.row))) BEGIN SELECT RAISE(ABORT, 'a key is only ever destroyed'); END"
    ),
    (
        "CREATE TRIGGER guard_purged_insert BEFORE INSERT ON purged WHEN NOT EXISTS (SELECT 1 FROM submission s WHERE "
        "s.row = NEW.row AND coalesce(s.receipt_at, s.expired_at, s.quarantined_at, s.disputed_at, s.lost_at, "
        "s.missing_at) IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'still on its way'); END"
    ),
    _never("purged", "UPDATE"),
    _never("purged", "DELETE"),
)
"""What 1.2 adds for purges; in the order they are made."""

NAMES_1_2 = tuple(statement.split(" ", 3)[2] for statement in V1_2)

V1_3 = (
    (
        "CREATE TRIGGER guard_watch_grows BEFORE UPDATE ON watch WHEN NEW.n IS NOT OLD.n OR NEW.since IS NOT OLD.since "
        "OR NEW.until < OLD.until BEGIN SELECT RAISE(ABORT, 'only grows'); END"
    ),
    _never("watch", "DELETE"),
    _never("notification", "UPDATE"),
    _never("notification", "DELETE"),
)
"""What 1.3 adds for the times of watching and for notifications; in the order they are made."""

NAMES_1_3 = tuple(statement.split(" ", 3)[2] for statement in V1_3)


BEFORE_1_4 = ("guard_attempt_key", "guard_attempt_facts", "guard_audit_delete")
"""The guards that 1.4 makes anew: a key is wrapped anew by a purge epoch, and the chain purged from its beginning."""

_ANEW = (
    "(OLD.run_key <> NEW.run_key AND OLD.wrapped_key IS NOT zeroblob(length(OLD.wrapped_key)) AND NEW.wrapped_key IS "
    "NOT zeroblob(length(NEW.wrapped_key)) AND NEW.wrapped_key IS NOT OLD.wrapped_key AND EXISTS (SELECT 1 FROM epoch "
    "e WHERE e.ended_at IS NULL AND e.run_key = NEW.run_key))"
)

V1_4 = (
    (
        "CREATE TRIGGER guard_attempt_key BEFORE UPDATE OF wrapped_key ON attempt WHEN NEW.wrapped_key IS NOT "
        f"OLD.wrapped_key AND NOT {_ANEW} AND (NEW.wrapped_key IS NOT zeroblob(length(OLD.wrapped_key)) OR NOT (EXISTS "
        "(SELECT 1 FROM submission s WHERE s.row = OLD.row AND s.receipt_ours = 0 AND s.receipt_peer = 1) OR EXISTS "
        "(SELECT 1 FROM purged p WHERE p.row = OLD.row))) "
        "BEGIN SELECT RAISE(ABORT, 'a key is only ever destroyed'); END"
    ),
    _only_filled("attempt", tuple(name for name in _ATTEMPT_FACTS if name != "run_key")),
    (
        f"CREATE TRIGGER guard_attempt_run_key BEFORE UPDATE OF run_key ON attempt WHEN NEW.run_key IS NOT OLD.run_key "
        f"AND NOT {_ANEW} BEGIN SELECT RAISE(ABORT, 'a key is wrapped anew in an epoch only'); END"
    ),
    (
        "CREATE TRIGGER guard_audit_delete BEFORE DELETE ON audit WHEN NOT EXISTS "
        "(SELECT 1 FROM audit_boundary WHERE upto >= OLD.n) BEGIN SELECT RAISE(ABORT, 'never'); END"
    ),
    (
        "CREATE TRIGGER guard_audit_boundary_insert BEFORE INSERT ON audit_boundary WHEN "
        "NOT EXISTS (SELECT 1 FROM audit WHERE n = NEW.upto AND hash = NEW.hash) "
        "BEGIN SELECT RAISE(ABORT, 'a boundary is the hash of its event'); END"
    ),
    _never("audit_boundary", "UPDATE"),
    _never("audit_boundary", "DELETE"),
    _only_filled("epoch", ("n", "generation", "run_key", "begun_at", "ended_at")),
    _never("epoch", "DELETE"),
)
"""What 1.4 adds for purge epochs and for the purge of the journal; in the order they are made."""

NAMES_1_4 = tuple(statement.split(" ", 3)[2] for statement in V1_4)
