"""PostgreSQL's triggers on a team's inbox, by the version that made them; frozen once released.

The rules of `inbox_guards`, under the same names, in this dialect; and one more, because this database can empty a
table in one word (TRUNCATE). What is refused is a check violation, as a broken CHECK is.
"""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_triggers import REFUSE, checked, never, never_emptied, refusing

__all__ = ["FUNCTIONS_1_4", "NAMES_1_4", "V1_4"]

_SUBMISSION_FACTS = (
    "row", "origin", "id", "digest", "seq", "kind", "size", "parts", "submitted_at", "expires_at", "first_seen_at",
    "quarantined_at", "quarantine_reason", "released_at", "receipt_jws", "receipt_store_id", "receipt_at",
    "receipt_pos", "receipt_ours", "receipt_peer", "receipt_recorded_at", "expired_at", "expired_jws", "closed_at",
    "disputed_at", "dispute_detail", "lost_at", "missing_at", "erased_at",
)  # fmt: skip
_ATTEMPT_FACTS = (
    "attempt", "row", "tag", "store_id", "started_at", "stored_at", "verified_at", "chunk_hashes", "ack_sent_at",
    "set_aside_at", "set_aside_reason",
)  # fmt: skip
_RUN_KEY_FACTS = (
    "id", "store_id", "generation", "suite", "made_at", "canary", "canary_opened_at", "canary_failed_at"
)  # fmt: skip
_INCIDENT_FACTS = (
    "number", "kind", "opened_at", "row", "seq", "id", "detail", "closed_at", "reason", "closed_by"
)  # fmt: skip
_NEVER_DELETED = (
    "submission", "store", "inbox_key", "ledger", "incident", "run_key", "mirror", "purged", "watch", "notification",
    "audit_boundary", "epoch",
)  # fmt: skip
_NEVER_UPDATED = (
    "store", "inbox_key", "audit", "ledger", "chunk", "purged", "notification", "audit_boundary"
)  # fmt: skip
_NEVER_EMPTIED = (*_NEVER_DELETED, "audit", "attempt", "chunk")


def _only_filled(table: str, facts: tuple[str, ...]) -> str:
    changed = " OR ".join(
        f'(OLD."{name}" IS NOT NULL AND NEW."{name}" IS DISTINCT FROM OLD."{name}")' for name in facts
    )
    columns = ", ".join(f'"{name}"' for name in facts)
    return refusing(f"guard_{table}_facts", f"UPDATE OF {columns}", table, changed, "facts are only ever filled")


def _zeros(of: str) -> str:
    return f"decode(repeat('00', length({of})), 'hex')"


# A verified attempt that was not set aside goes beside a newer such one only: of two, one always stays.
_VERIFIED_BESIDE = (
    "EXISTS (SELECT 1 FROM attempt other WHERE other.row = {one}.row AND other.attempt <> {one}.attempt "
    "AND other.verified_at IS NOT NULL AND other.set_aside_at IS NULL "
    "AND ({one}.verified_at IS NULL OR {one}.set_aside_at IS NOT NULL OR other.attempt > {one}.attempt))"
)
_ANEW = (
    f"(OLD.run_key <> NEW.run_key AND OLD.wrapped_key <> {_zeros('OLD.wrapped_key')} AND NEW.wrapped_key <> "
    f"{_zeros('NEW.wrapped_key')} AND NEW.wrapped_key <> OLD.wrapped_key AND EXISTS (SELECT 1 FROM epoch e "
    "WHERE e.ended_at IS NULL AND e.run_key = NEW.run_key))"
)
_MAY_END = (
    "EXISTS (SELECT 1 FROM submission s WHERE s.row = OLD.row AND NOT s.receipt_ours AND s.receipt_peer) OR "
    "EXISTS (SELECT 1 FROM purged p WHERE p.row = OLD.row)"
)

V1_4 = (
    REFUSE,
    _only_filled("submission", _SUBMISSION_FACTS),
    _only_filled("attempt", _ATTEMPT_FACTS),
    _only_filled("run_key", _RUN_KEY_FACTS),
    _only_filled("incident", _INCIDENT_FACTS),
    _only_filled("mirror", ("n", "mirror_id", "store_id", "begun_at")),
    _only_filled("epoch", ("n", "generation", "run_key", "begun_at", "ended_at")),
    *(never(table, "DELETE") for table in _NEVER_DELETED),
    *(never(table, "UPDATE") for table in _NEVER_UPDATED),
    *(never_emptied(table) for table in _NEVER_EMPTIED),
    refusing("guard_mirror_followed", "UPDATE OF followed", "mirror", "NEW.followed < OLD.followed", "only rises"),
    refusing(
        "guard_watch_grows",
        "UPDATE",
        "watch",
        "NEW.n <> OLD.n OR NEW.since <> OLD.since OR NEW.until < OLD.until",
        "only grows",
    ),
    refusing(
        "guard_attempt_verified",
        "UPDATE OF verified_at",
        "attempt",
        "NEW.verified_at IS NOT NULL AND (OLD.stored_at IS NULL OR NEW.chunk_hashes IS NULL)",
        "verified before it was stored",
    ),
    refusing(
        "guard_attempt_mirrored",
        "UPDATE OF mirrored_at, mirrored_in",
        "attempt",
        "(NEW.mirrored_in IS NULL) <> (NEW.mirrored_at IS NULL) OR (NEW.mirrored_in IS NOT NULL AND "
        "OLD.stored_at IS NULL) OR (OLD.mirrored_in IS NOT NULL AND (NEW.mirrored_in IS NULL OR NEW.mirrored_in < "
        "OLD.mirrored_in OR (NEW.mirrored_in = OLD.mirrored_in AND NEW.mirrored_at IS DISTINCT FROM "
        "OLD.mirrored_at)))",
        "a mirror is followed by a newer one only",
    ),
    *checked(
        "guard_attempt_delete",
        "DELETE",
        "attempt",
        f"OLD.stored_at IS NOT NULL AND NOT {_VERIFIED_BESIDE.format(one='OLD')}",
        "rule c",
    ),
    *checked(
        "guard_attempt_key",
        "UPDATE OF wrapped_key",
        "attempt",
        f"NEW.wrapped_key <> OLD.wrapped_key AND NOT {_ANEW} AND (NEW.wrapped_key <> {_zeros('OLD.wrapped_key')} "
        f"OR NOT ({_MAY_END}))",
        "a key is only ever destroyed",
    ),
    *checked(
        "guard_attempt_run_key",
        "UPDATE OF run_key",
        "attempt",
        f"NEW.run_key <> OLD.run_key AND NOT {_ANEW}",
        "a key is wrapped anew in an epoch only",
    ),
    *checked(
        "guard_chunk_insert",
        "INSERT",
        "chunk",
        "(SELECT stored_at FROM attempt WHERE attempt = NEW.attempt) IS NOT NULL",
        "stored already",
    ),
    *checked(
        "guard_chunk_delete",
        "DELETE",
        "chunk",
        "NOT EXISTS (SELECT 1 FROM attempt a WHERE a.attempt = OLD.attempt AND (a.stored_at IS NULL OR "
        f"a.wrapped_key = {_zeros('a.wrapped_key')} OR {_VERIFIED_BESIDE.format(one='a')}))",
        "rule c",
    ),
    *checked(
        "guard_purged_insert",
        "INSERT",
        "purged",
        "NOT EXISTS (SELECT 1 FROM submission s WHERE s.row = NEW.row AND coalesce(s.receipt_at, s.expired_at, "
        "s.quarantined_at, s.disputed_at, s.lost_at, s.missing_at) IS NOT NULL)",
        "still on its way",
    ),
    *checked(
        "guard_audit_delete",
        "DELETE",
        "audit",
        "NOT EXISTS (SELECT 1 FROM audit_boundary WHERE upto >= OLD.n)",
        "never",
    ),
    *checked(
        "guard_audit_boundary_insert",
        "INSERT",
        "audit_boundary",
        "NOT EXISTS (SELECT 1 FROM audit WHERE n = NEW.upto AND hash = NEW.hash)",
        "a boundary is the hash of its event",
    ),
)
"""In the order they are made."""

_KIND = "CREATE TRIGGER "
NAMES_1_4 = tuple(each.removeprefix(_KIND).split(" ", 1)[0] for each in V1_4 if each.startswith(_KIND))
FUNCTIONS_1_4 = tuple(each.split(" ", 3)[2] for each in V1_4 if not each.startswith(_KIND))
