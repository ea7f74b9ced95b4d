"""What the server itself notes of who did what: whose login, when by its own clock, and a number.

Names and times that a program says are believed by nobody who has to find out; these it can't say. What the owner
does, who makes and moves stores, is not noted. The table is `migrations.team_trace`'s; whoever reads the
journal reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.storage.team.case_rules import DECLARED
from backoffice_gui.storage.team.owned import OWNERS, on, owned

__all__ = ["FUNCTIONS", "tracing"]

FUNCTIONS = "note_trace trace_purged"
_TRACED = {
    "inbox": (
        ("incident", "", "incident_opened", "number"),
        ("incident", "closed_at", "incident_closed", "number"),
        ("notification", "", "incident_notified", "incident"),
        ("alarm", "ended_at", "alarm_ended", "n"),
        ("run_key", "", "run_key_made", "id"),
        ("run_key", "canary_opened_at", "canary_opened", "id"),
        ("run_key", "canary_failed_at", "canary_failed", "id"),
        ("run_key", "sealed_recovery", "run_key_sealed", "id"),
        ("recovery_key", "sealed_master", "recovery_key_sealed", "generation"),
        ("store", "", "store_renewed", "n"),
        ("submission", "receipt_peer", "foreign", "row"),
        ("submission", "erased_at", "erased", "row"),
        ("attempt", "verified_at", "verified", "attempt"),
        ("attempt", "set_aside_at", "attempt_set_aside", "attempt"),
        ("attempt", "wrapped_key", "key_destroyed", "attempt"),
        ("attempt", "-", "attempt_removed", "attempt"),
        ("purged", "", "purged", "row"),
        ("last_words", "-", "last_words_removed", "n"),
    ),
    "casebook": (
        ("case_event", "", "by_program", "event"),
        ("contact", "", "by_form", "contact"),
        ("person", "joined_to", "persons_joined", "person"),
        ("intake_mark", "", "intake_begun", "row"),
        ("intake_mark", "row", "intake_marked", "row"),
        ("intake_mark", "waiting", "intake_waiting", "row"),
        ("person", DECLARED, "person_declared", "person"),
        ("case_search", "-", "words_removed", "case"),
        ("purge", "started_at", "purge_started", "purge"),
        ("purge", "ended_at", "purge_ended", "purge"),
        ("private_key", "", "key_made", "n"),
        ("private_key", "seed", "key_sealed", "n"),
        ("private_key", "-", "key_removed", "n"),
        ("audit_key", "seed", "audit_key_sealed", "n"),
        ("purge_secret", "key", "purge_secret_sealed", "n"),
        ("recovery_key", "sealed_master", "recovery_key_sealed", "n"),
        ("service", "name", "service_named", "service"),
        ("service_kind", "service", "service_routed", "service"),
    ),
}
"""Table, columns (none: a new row; `-`: one that goes), code word, and the column of the number."""
_ONLY = {
    "by_program": "NEW.who = 'program'",
    "by_form": "NEW.entered_by = 'form'",
    "incident_opened": "NEW.kind IN ('offered_after_purge', 'unreadable')",
    "foreign": "NEW.receipt_ours IS FALSE AND NEW.receipt_peer",
}


def _values(row: str, columns: str) -> str:
    return ", ".join(f"{row}.{column}" for column in columns.split(", "))


def _trigger(schema: str, table: str, columns: str, what: str, number: str) -> str:
    name, call = f"trace_{what}", f"note_trace('{what}', '{number}')"
    if columns == "-":
        return on(schema, name, "AFTER DELETE", table, function=call)
    changed = f"({_values('NEW', columns)}) IS DISTINCT FROM ({_values('OLD', columns)})" if columns else ""
    only = " AND ".join(each for each in (changed, _ONLY.get(what, "")) if each)
    when = f"AFTER UPDATE OF {columns}" if columns else "AFTER INSERT"
    return on(schema, name, when, table, of=only, function=call)


def tracing(schema: str) -> Iterator[str]:
    """The statements of one schema, in order; the table is there."""
    yield owned(
        schema,
        "note_trace() RETURNS trigger",
        f"DECLARE said jsonb; BEGIN IF {OWNERS} THEN RETURN NULL; END IF; "
        "IF TG_OP = 'DELETE' THEN said := to_jsonb(OLD); ELSE said := to_jsonb(NEW); END IF; "
        "INSERT INTO trace (login, what, subject) "
        "VALUES (session_user, TG_ARGV[0], (said ->> TG_ARGV[1])::bigint); RETURN NULL; END",
    )
    yield owned(
        schema,
        "trace_purged() RETURNS trigger",
        "BEGIN DELETE FROM trace WHERE n <= (SELECT max(t.n) FROM trace t WHERE t.what = 'journal' "
        "AND t.upto <= NEW.upto); RETURN NULL; END",
    )
    yield on(schema, "trace_purged", "AFTER INSERT", "audit_boundary")
    for each in _TRACED[schema]:
        yield _trigger(schema, *each)
