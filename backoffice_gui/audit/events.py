"""What can be recorded: a closed list of verbs, and the shape of one line."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

__all__ = ["AuditEvent", "Details", "Role", "Verb"]

Details = tuple[tuple[str, str | int], ...]


class Verb(enum.Enum):
    """The closed list; a value, once written to a chain, is never renamed."""

    STORE_MADE = "store_made"
    STORE_RENEWED = "store_renewed"
    STORE_MOVED = "store_moved"
    STORE_MOVED_AWAY = "store_moved_away"
    KEY_MADE = "key_made"
    RECOVERY_MADE = "recovery_made"
    RUN_KEY_MADE = "run_key_made"
    STORE_LINKED = "store_linked"
    MIGRATED = "migrated"
    OFFERED = "offered"
    STORED = "stored"
    VERIFIED = "verified"
    ACKNOWLEDGED = "acknowledged"
    FOREIGN = "foreign"
    CLOSED = "closed"
    EXPIRED = "expired"
    STORED_EXPIRED = "stored_expired"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    DISPUTED = "disputed"
    LOST = "lost"
    MISSING = "missing"
    ERASED = "erased"
    ATTEMPT_SET_ASIDE = "attempt_set_aside"
    ATTEMPT_REMOVED = "attempt_removed"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_CLOSED = "incident_closed"
    INCIDENT_NOTIFIED = "incident_notified"
    ALARM_RAISED = "alarm_raised"
    ALARM_ENDED = "alarm_ended"
    LEDGER_PINNED = "ledger_pinned"
    PROBED = "probed"
    CANARY_OPENED = "canary_opened"
    CANARY_FAILED = "canary_failed"
    DETAIL_OPENED = "detail_opened"
    EXTRACTED = "extracted"
    MIRROR_BEGUN = "mirror_begun"
    MIRROR_GIVEN_UP = "mirror_given_up"
    MIRRORED = "mirrored"
    REBUILT = "rebuilt"
    CASE_RECEIVED = "case_received"
    CASE_READ_AGAIN = "case_read_again"
    CASE_ENTERED = "case_entered"
    CASE_TREATED = "case_treated"
    CASE_UNDONE = "case_undone"
    SUBMISSION_RETAINED = "submission_retained"
    NOTE_WRITTEN = "note_written"
    RECEIPT_SENT = "receipt_sent"
    PERSONS_JOINED = "persons_joined"
    CASES_LINKED = "cases_linked"
    PROPOSAL_DISMISSED = "proposal_dismissed"
    PRACTICE_MADE = "practice_made"
    CASE_OPENED = "case_opened"
    SEARCHED = "searched"
    CASES_LISTED = "cases_listed"
    PART_PREVIEWED = "part_previewed"
    PART_REFUSED = "part_refused"
    PART_SHOWN = "part_shown"
    PART_SAVED = "part_saved"
    EXPORTED = "exported"
    EXPORT_ENDED = "export_ended"
    DESK_UNLOCKED = "desk_unlocked"
    DESK_LOCKED = "desk_locked"
    UNLOCK_REFUSED = "unlock_refused"
    PHRASE_SET = "phrase_set"
    PHRASE_REMOVED = "phrase_removed"
    RECOVERED = "recovered"
    BACKUP_MADE = "backup_made"
    STORE_RESTORED = "store_restored"
    CASEBOOK_REKEYED = "casebook_rekeyed"
    RECOVERY_DROPPED = "recovery_dropped"
    VIEW_SAVED = "view_saved"
    VIEW_DELETED = "view_deleted"
    JOURNAL_READ = "journal_read"
    JOURNAL_VERIFIED = "journal_verified"
    JOURNAL_PURGED = "journal_purged"
    INBOX_HEAD = "inbox_head"
    CASEBOOK_HEAD = "casebook_head"
    SIGNING_KEY_MADE = "signing_key_made"
    HEAD_SIGNED = "head_signed"
    SETTINGS_CHANGED = "settings_changed"
    PREFERENCE_CHANGED = "preference_changed"
    HOLD_PLACED = "hold_placed"
    HOLD_RELEASED = "hold_released"
    PURGE_LISTED = "purge_listed"
    PURGE_REQUESTED = "purge_requested"
    PURGE_APPROVED = "purge_approved"
    PURGE_WITHDRAWN = "purge_withdrawn"
    PURGE_STARTED = "purge_started"
    PURGED = "purged"
    PURGE_ENDED = "purge_ended"
    PURGE_CERTIFIED = "purge_certified"
    ADMISSION_ASKED = "admission_asked"
    AGENT_ADMITTED = "agent_admitted"
    EPOCH_BEGUN = "epoch_begun"
    EPOCH_ENDED = "epoch_ended"
    MEMBER_ADDED = "member_added"
    MEMBER_CHANGED = "member_changed"
    MEMBER_DISABLED = "member_disabled"
    MEMBER_ENABLED = "member_enabled"
    TEAM_KEY_RENEWED = "team_key_renewed"
    SERVICE_ADDED = "service_added"
    SERVICE_ROUTED = "service_routed"
    CASE_HANDED_OVER = "case_handed_over"


class Role(enum.Enum):
    """Who acts, by duty; only the casebook's chain may name a person, in its details."""

    COLLECTOR = "collector"
    DESK = "desk"
    ADMINISTRATOR = "administrator"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line: when, what, in which role, about which reference, with which clear details.

    `object` is a reference (`submission:12`, `incident:3`), never personal; `details` are code
    words and numbers.
    """

    at: datetime
    verb: Verb
    role: Role
    object: str
    details: Details = ()
