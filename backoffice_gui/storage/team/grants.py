"""What each action wants of the database: privileges on tables, columns and functions, by action.

Who has them follows from `domain.authority`: a role gets what its actions want, and nothing else. A row of this table
is (privilege, schema, names); a column list stands with its privilege.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backoffice_gui.domain.authority import MATRIX, Action, Reach, TeamRole
from backoffice_gui.storage.team import removal_rules

__all__ = ["EVERYWHERE", "GRANTS", "GROUPS", "Grant", "group_of", "of_role"]

Grant = tuple[str, str, str]
"""Privilege (`SELECT`, `UPDATE (unread, badges)`, `EXECUTE`), schema, names parted by spaces."""

EVERYWHERE = "backoffice_everywhere"
"""The group of those who see all services, whatever else they are."""


def group_of(role: TeamRole) -> str:
    """The group role of the server that stands for a role."""
    return f"backoffice_{role.value}"


GROUPS = (*(group_of(role) for role in TeamRole), EVERYWHERE)

_CASES = (
    "cases case_form certificate change case_event note proposal hold identity contact person match_key tally "
    "case_fact case_moved agent_code tombstone purge purge_item last_number numbering intake_mark purge_secret"
)
_TREATED = (
    "version, state, bucket, agent, person, due_on, days_left, receipt_done_at, closed_at, answer, badges, unread"
)
_READ_AGAIN = (
    "version, kind, about, person, applicant, sort_key, ofpra_number, due_on, badges, comment, delivery, language, "
    "reader, store_id, inbox_row, unread, receipt_done_at"
)
_DECLARED = (
    "applicant, sort_key, family_name, used_name, given_names, sex, birth, birth_place, birth_country, nationalities, "
    "ofpra_number, ofpra_key, foreigner_number, foreigner_key, cases, joined_to, compared"
)
_FACTS = (
    "seq, kind, size, parts, submitted_at, expires_at, quarantined_at, quarantine_reason, released_at, receipt_jws, "
    "receipt_store_id, receipt_at, receipt_pos, receipt_ours, receipt_peer, receipt_recorded_at, expired_at, "
    "expired_jws, closed_at, disputed_at, dispute_detail, lost_at, missing_at, erased_at, stage, shown"
)
_OF_AN_ATTEMPT = (
    "stored_at, verified_at, chunk_hashes, ack_sent_at, set_aside_at, set_aside_reason, mirrored_at, mirrored_in"
)
_INBOX = (
    "alembic_version store inbox_key recovery_key run_key submission attempt mirror purged ledger_pin ledger gap "
    "incident alarm heartbeat watch notification transit probe audit audit_boundary epoch"
)
_OF_PURGED = "cases case_form certificate change case_event note draft hold proposal identity contact match_key person"
_TREATING: tuple[Grant, ...] = (
    (f"UPDATE ({_TREATED})", "casebook", "cases"),
    ("INSERT", "casebook", "case_event contact"),
    ("UPDATE (answer, reason, answered_at)", "casebook", "certificate"),
    ("UPDATE (decision, reason, decided_at)", "casebook", "change"),
    ("UPDATE (made_at, dismissed_at)", "casebook", "proposal"),
    ("EXECUTE", "casebook", "highest circle_hidden"),
)
_TAKING: tuple[Grant, ...] = (
    ("INSERT", "casebook", "cases case_form certificate change case_event proposal person identity contact match_key"),
    (f"UPDATE ({_READ_AGAIN})", "casebook", "cases"),
    (f"UPDATE ({_DECLARED})", "casebook", "person"),
    ("INSERT, UPDATE", "casebook", "numbering intake_mark"),
    ("INSERT, DELETE", "casebook", "case_search"),
    ('SELECT ("case")', "casebook", "case_search"),
    ("DELETE", "casebook", "certificate change"),
    ("EXECUTE", "casebook", "highest"),
)
_TELLING: Grant = ("INSERT", "casebook", "case_event")
"""What is done to a case stands in its story; of those who do not treat, some events alone (`guards`)."""
_ALARMING: Grant = ("INSERT, UPDATE (detail, ended_at)", "inbox", "alarm")

GRANTS: Mapping[Action, tuple[Grant, ...]] = {
    Action.LIST: (
        ("SELECT", "casebook", _CASES),
        ("EXECUTE", "casebook", "case_found my_services sees_all seen_left highest"),
        ("SELECT, INSERT, UPDATE, DELETE", "casebook", "presence editing"),
    ),
    Action.OPEN: (
        ("UPDATE (unread, badges)", "casebook", "cases"),
        ("SELECT, INSERT, UPDATE, DELETE", "casebook", "draft"),
        ("SELECT, INSERT, DELETE", "casebook", "applied"),
    ),
    Action.TAKE: _TREATING,
    Action.ASSIGN: _TREATING,
    Action.ANSWER: _TREATING,
    Action.CLOSE: _TREATING,
    Action.NOTE: (("INSERT", "casebook", "note"), ("EXECUTE", "casebook", "highest")),
    Action.UNDO: _TREATING,
    Action.LINK: (
        *_TREATING,
        ("UPDATE (joined_to, cases, compared)", "casebook", "person"),
        ("INSERT", "casebook", "proposal"),
    ),
    Action.HAND_OVER: (("UPDATE (service)", "casebook", "cases"),),
    Action.EXPORT: (_TELLING,),
    Action.HOLD: (("INSERT, UPDATE (ended_at, ended_by)", "casebook", "hold"), _TELLING),
    Action.OPEN_SUBMISSION: (
        ("SELECT", "inbox", "chunk"),
        ("UPDATE (canary_opened_at, canary_failed_at)", "inbox", "run_key"),
        _ALARMING,
        _TELLING,
    ),
    Action.KEEP_VIEW: (
        ("SELECT, INSERT, UPDATE, DELETE", "casebook", "saved_view"),
        ("EXECUTE", "casebook", "highest"),
    ),
    Action.SHARE_VIEW: (),
    Action.ENTER: _TAKING,
    Action.TAKE_IN: (*_TAKING, ("INSERT (kind, opened_at, row, seq, id, detail)", "inbox", "incident")),
    Action.REQUEST_PURGE: (
        ("INSERT, UPDATE (ended_at, withdrawn_by)", "casebook", "purge"),
        ("INSERT", "casebook", "purge_item"),
        ("UPDATE (badges)", "casebook", "cases"),
    ),
    Action.APPROVE_PURGE: (("UPDATE (approver, approved_at)", "casebook", "purge"),),
    Action.RUN_PURGE: (
        _TELLING,
        ("UPDATE (started_at, ended_at, certificate)", "casebook", "purge"),
        ("UPDATE (outcome)", "casebook", "purge_item"),
        ("INSERT", "casebook", "tombstone purge_secret"),
        ("INSERT, UPDATE", "casebook", "last_number"),
        ("UPDATE (octets)", "casebook", "case_form"),
        ("UPDATE (badges)", "casebook", "cases"),
        ("UPDATE (cases)", "casebook", "person"),
        ("DELETE", "casebook", f"{_OF_PURGED} case_search"),
        ('SELECT ("case")', "casebook", "case_search"),
        ("INSERT", "inbox", "purged"),
        ("UPDATE (wrapped_key)", "inbox", "attempt"),
        ("UPDATE (erased_at, stage, shown)", "inbox", "submission"),
        ("DELETE", "inbox", "chunk"),
    ),
    Action.READ_JOURNAL: (("SELECT", "casebook", "audit audit_boundary audit_key trace"), ("SELECT", "inbox", "trace")),
    Action.EXPORT_JOURNAL: (),
    Action.NOTE_JOURNAL: (("EXECUTE", "inbox", "audit_append audit_head"), _ALARMING),  # it could not be anchored
    Action.PURGE_JOURNAL: (
        ("INSERT", "casebook", "audit_boundary"),
        ("DELETE", "casebook", "audit"),
        ("INSERT", "inbox", "audit_boundary"),
        ("DELETE", "inbox", "audit"),
    ),
    Action.REWRITE_JOURNAL: (),
    Action.READ_INBOX: (("USAGE", "inbox", ""), ("SELECT", "inbox", _INBOX)),
    Action.COLLECT: (
        ("SELECT", "inbox", "chunk"),
        (
            "INSERT",
            "inbox",
            "store run_key mirror chunk ledger_pin ledger gap incident alarm heartbeat watch transit probe",
        ),
        ("INSERT", "inbox", "submission attempt"),  # of the whole table: programs of before ask for it before they lead
    ),
    Action.FILL_FACTS: (
        (f"UPDATE ({_FACTS})", "inbox", "submission"),
        (f"UPDATE ({_OF_AN_ATTEMPT})", "inbox", "attempt"),
        ("UPDATE", "inbox", "heartbeat probe"),
        ("UPDATE (detail, ended_at)", "inbox", "alarm"),
        ("UPDATE (until)", "inbox", "watch"),
        ("UPDATE (followed)", "inbox", "mirror"),
        ("DELETE", "inbox", "gap transit"),
    ),
    Action.REMOVE_ATTEMPTS: (("EXECUTE", "inbox", removal_rules.FUNCTIONS),),
    Action.CLOSE_INCIDENT: (("UPDATE (closed_at, reason, closed_by)", "inbox", "incident"),),
    Action.NOTIFY_INCIDENT: (("INSERT", "inbox", "notification"),),
    Action.ASK_ADMISSION: (
        ("USAGE", "casebook", ""),
        (
            "SELECT",
            "casebook",
            "alembic_version private_key purge_secret recovery_key store_link audit_boundary audit_key audit",
        ),
        ("SELECT", "casebook", "recovery_vouch service agent_service service_kind"),
        (
            "SELECT (agent, suite, public, fingerprint, vouched, asked_at, admitted_by, admitted_at, ended_at)",
            "casebook",
            "agent_key",
        ),
        ("EXECUTE", "casebook", "ask_admission my_sealed has_team_key audit_append audit_head"),
        ("SELECT, INSERT, DELETE", "inbox", "last_words"),
    ),
    Action.ADMIT: (("EXECUTE", "casebook", "admit last_seen"),),
    Action.RECOVER: (("EXECUTE", "casebook", "recover_access"),),
    Action.END_ACCESS: (("EXECUTE", "casebook", "end_access seal_anew"),),
    Action.CHANGE_ROLES: (
        ("INSERT, UPDATE (name)", "casebook", "service"),
        ("INSERT, DELETE", "casebook", "agent_service"),
        ("INSERT, UPDATE (service), DELETE", "casebook", "service_kind"),
    ),
    Action.RENEW_KEYS: (
        ("INSERT, UPDATE (seed)", "casebook", "private_key"),
        ("INSERT, UPDATE (sealed_master)", "casebook", "recovery_key"),
        ("INSERT", "casebook", "recovery_vouch"),
        ("INSERT, UPDATE (seed)", "casebook", "audit_key"),
        ("UPDATE (key)", "casebook", "purge_secret"),
        ("INSERT", "inbox", "inbox_key recovery_key"),
        ("UPDATE (sealed_master)", "inbox", "recovery_key"),
        ("UPDATE (sealed_recovery)", "inbox", "run_key"),
    ),
    Action.MIGRATE: (),
}
"""What is not in a row of this table nobody but the owner has."""


def of_role(role: TeamRole) -> Iterator[Grant]:
    """Everything that a role's actions want."""
    for action, wanted in GRANTS.items():
        if MATRIX[action].get(role, Reach.NOTHING) is not Reach.NOTHING:
            yield from wanted
