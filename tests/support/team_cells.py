"""What each action is in words of the database: one or more statements for each whose-row, tried as a role's own login.

A statement *reaches* where the server runs it and it touches a row; it is *refused* where the server says `permission
denied`, a policy or a guard says no, or there is no such row for this login. Nothing here is our program's doing.
"""

from __future__ import annotations

from collections.abc import Mapping

from backoffice_gui.domain.authority import Action

__all__ = ["CASE", "PLAIN"]

_OF_A_CASE = ("draft", "note", "case_event", "certificate", "change", "case_form", "hold", "proposal", "cases")
_AT = "'2026-01-05T08:00:00.000000Z'"
_EVENT = (
    'INSERT INTO casebook.case_event (event, "case", at, who, name, version) '
    f"VALUES (90, {{n}}, {_AT}, current_user, 'demo', 2)"
)
_STATE = "UPDATE casebook.cases SET version = 2, state = '{state}', agent = current_user WHERE \"case\" = {{n}}"

CASE: Mapping[Action, tuple[str, ...]] = {
    Action.LIST: (
        'SELECT 1 FROM casebook.case_fact WHERE "case" = {n}',
        "SELECT 1 FROM casebook.tally WHERE service = {n}",
        "SELECT 1 FROM casebook.person WHERE person = {n}",
    ),
    Action.OPEN: (
        'SELECT 1 FROM casebook.cases WHERE "case" = {n}',
        *(
            f'SELECT 1 FROM casebook.{table} WHERE "case" = {{n}}'
            for table in ("case_form", "certificate", "change", "case_event", "note", "proposal", "hold")
        ),
        *(f"SELECT 1 FROM casebook.{table} WHERE person = {{n}}" for table in ("identity", "contact", "match_key")),
        'UPDATE casebook.cases SET unread = false WHERE "case" = {n}',
    ),
    Action.TAKE: (_STATE.format(state="taken"), _EVENT),
    Action.ASSIGN: ("UPDATE casebook.cases SET version = 2, agent = 'demo_other' WHERE \"case\" = {n}",),
    Action.ANSWER: (
        "UPDATE casebook.certificate SET answer = 'issued' WHERE \"case\" = {n}",
        "UPDATE casebook.change SET decision = 'accepted' WHERE \"case\" = {n}",
        _STATE.format(state="answered"),
        _EVENT,
    ),
    Action.CLOSE: (_STATE.format(state="closed"), _EVENT),
    Action.NOTE: (
        (
            'INSERT INTO casebook.note (note, "case", at, agent, text) '
            f"VALUES (casebook.highest('note') + 1, {{n}}, {_AT}, current_user, 'EXEMPLE')"
        ),
    ),
    Action.UNDO: (_STATE.format(state="new"), _EVENT),
    Action.LINK: (
        "UPDATE casebook.person SET joined_to = person WHERE person = {n}",
        f'UPDATE casebook.proposal SET dismissed_at = {_AT} WHERE "case" = {{n}}',
        'UPDATE casebook.cases SET person = {n} WHERE "case" = {n}',
    ),
    Action.HAND_OVER: ('UPDATE casebook.cases SET service = 3 - service WHERE "case" = {n}',),
    Action.EXPORT: ('SELECT number, applicant FROM casebook.cases WHERE "case" = {n}',),
    Action.HOLD: (
        (
            'INSERT INTO casebook.hold ("case", agent, reason, until, made_at) '
            f"VALUES ({{n}}, current_user, 'EXEMPLE', '2030-01-01', {_AT})"
        ),
        f'UPDATE casebook.hold SET ended_at = {_AT}, ended_by = current_user WHERE "case" = {{n}}',
    ),
    Action.OPEN_SUBMISSION: (
        "SELECT k.sealed, p.seed FROM inbox.chunk k, casebook.private_key p WHERE k.attempt = {n}",
    ),
}
"""By action, of a case (`{n}` is its number, its person's and its service's)."""

_VIEW = "INSERT INTO casebook.saved_view (view, owner, name, query) VALUES (casebook.highest('saved_view') + 1, {}, 'x', '')"
_APPEND = (
    "SELECT {schema}.audit_append(h.n + 1, ARRAY[{event}], ARRAY[sha256(h.hash || convert_to({event}, 'UTF8'))]) "
    "FROM {schema}.audit_head() h"
)
_LINE = (
    """format('{{"at":"2026-01-05T08:00:00.000000+00:00","details":{{"agent":%s}},"object":"x",'"""
    """ || '"role":"desk","verb":"exported"}}', to_json(session_user::text))"""
)

PLAIN: Mapping[Action, tuple[str, ...]] = {
    Action.KEEP_VIEW: (
        _VIEW.format("current_user"),
        "UPDATE casebook.saved_view SET query = '{}' WHERE owner = current_user",
        "DELETE FROM casebook.saved_view WHERE owner = current_user",
    ),
    Action.SHARE_VIEW: (_VIEW.format("''"), "DELETE FROM casebook.saved_view WHERE owner = ''"),
    Action.ENTER: (
        f"INSERT INTO casebook.person (person, made_at) VALUES (90, {_AT})",
        (
            'INSERT INTO casebook.cases ("case", number, kind, source, state, bucket, person, received_at) '
            f"VALUES (90, 'DL-2026-000090', 'contact_change', 'post', 'new', 0, 90, {_AT})"
        ),
        "INSERT INTO casebook.case_search (\"case\", words) VALUES (90, '')",
    ),
    Action.TAKE_IN: (
        f"INSERT INTO casebook.person (person, made_at) VALUES (90, {_AT})",
        (
            'INSERT INTO casebook.cases ("case", number, kind, source, state, bucket, person, received_at, store_id, inbox_row) '
            f"VALUES (90, 'DL-2026-000090', 'contact_change', 'site', 'new', 0, 90, {_AT}, 'demo', 3)"
        ),
        "INSERT INTO casebook.case_form (\"case\", kind) VALUES (90, 'demo')",
        f"INSERT INTO casebook.identity (person, declared_at, form) VALUES (90, {_AT}, '{{}}')",
        "INSERT INTO casebook.match_key (key, person) VALUES ('k', 90)",
        "INSERT INTO casebook.numbering (year, last) VALUES (2026, 90)",
        "INSERT INTO casebook.intake_mark (store_id, row) VALUES ('demo', 4)",
        "UPDATE casebook.person SET applicant = 'EXEMPLE' WHERE person = 2",
        'UPDATE casebook.cases SET reader = 2 WHERE "case" = 2',
    ),
    Action.REQUEST_PURGE: (
        (
            "INSERT INTO casebook.purge (purge, requested_at, requester, digest, items, rules) "
            f"VALUES (90, {_AT}, current_user, 'd', 1, '')"
        ),
        "INSERT INTO casebook.purge_item (purge, category, subject, version) VALUES (90, 'case', 1, 1)",
        f"UPDATE casebook.purge SET ended_at = {_AT}, withdrawn_by = current_user WHERE purge = 1",
    ),
    Action.APPROVE_PURGE: (f"UPDATE casebook.purge SET approver = current_user, approved_at = {_AT} WHERE purge = 1",),
    Action.RUN_PURGE: (
        f"UPDATE casebook.purge SET started_at = {_AT} WHERE purge = 2",
        *(f'DELETE FROM casebook.{table} WHERE "case" = 2' for table in _OF_A_CASE),
        *(f"DELETE FROM casebook.{table} WHERE person = 2" for table in ("contact", "identity", "match_key", "person")),
        "UPDATE casebook.purge_item SET outcome = 'done' WHERE purge = 2",
        f"INSERT INTO casebook.tombstone (purge, category, mark, at) VALUES (2, 'case', 'm', {_AT})",
        f"UPDATE casebook.purge SET ended_at = {_AT} WHERE purge = 2",
    ),
    Action.READ_JOURNAL: ("SELECT 1 FROM casebook.audit WHERE verb = 'key_made'",),
    Action.EXPORT_JOURNAL: ("SELECT event FROM casebook.audit WHERE verb = 'key_made'",),
    Action.NOTE_JOURNAL: (_APPEND.format(schema="{own}", event=_LINE.format()),),
    Action.PURGE_JOURNAL: (
        "INSERT INTO casebook.audit_boundary (upto, hash, at) SELECT n, hash, '' FROM casebook.audit WHERE n = 1",
        "DELETE FROM casebook.audit WHERE n <= 1",
    ),
    Action.REWRITE_JOURNAL: ("UPDATE casebook.audit SET event = event",),
    Action.READ_INBOX: (
        "SELECT stage FROM inbox.submission",
        "SELECT wrapped_key FROM inbox.attempt",
        "SELECT 1 FROM inbox.audit",
    ),
    Action.COLLECT: (
        (
            "INSERT INTO inbox.submission (row, origin, id, digest, seq, kind, size, parts, first_seen_at, stage) "
            f"VALUES (90, 'demo', 'demo-90', 'd', 90, 'demo', 1, 1, {_AT}, 'OFFERED')"
        ),
        (
            "INSERT INTO inbox.attempt (attempt, row, tag, store_id, run_key, wrapped_key, started_at) "
            f"VALUES (90, 90, '\\x90', 'demo', 9, '\\x01', {_AT})"
        ),
        "INSERT INTO inbox.chunk (attempt, part, n, last, sealed) VALUES (90, 1, 0, true, '\\x00')",
        "SELECT sealed FROM inbox.chunk WHERE attempt = 90",
    ),
    Action.FILL_FACTS: (
        f"UPDATE inbox.submission SET expired_at = {_AT}, stage = 'STORED_EXPIRED' WHERE row = 3",
        f"UPDATE inbox.attempt SET ack_sent_at = {_AT} WHERE attempt = 1",
    ),
    Action.REMOVE_ATTEMPTS: (
        "SELECT inbox.forget_chunks(ARRAY(SELECT 4::bigint))",
        "SELECT inbox.forget_attempt(4)",
    ),
    Action.CLOSE_INCIDENT: (f"UPDATE inbox.incident SET closed_at = {_AT}, reason = 'EXEMPLE' WHERE number = 1",),
    Action.NOTIFY_INCIDENT: (
        (
            "INSERT INTO inbox.notification (incident, at, reference, capacity, recorded_at, recorded_by) "
            f"VALUES (1, {_AT}, 'EXEMPLE', 'dpo', {_AT}, 'desk')"
        ),
    ),
    Action.ASK_ADMISSION: (
        f"SELECT casebook.ask_admission('demo', '\\x09', {_AT})",
        "SELECT fingerprint FROM casebook.agent_key WHERE agent = current_user",
        "SELECT casebook.my_sealed()",
    ),
    Action.ADMIT: (f"SELECT 1 WHERE casebook.admit('demo_new', 'sha256-3', '\\x02', {_AT})",),
    Action.RECOVER: (
        f"SELECT casebook.recover_access('demo', '\\x09', '\\x08', '\\x07', 'the word of EXEMPLE'::bytea, {_AT})",
    ),
    Action.END_ACCESS: (
        "SELECT 1 WHERE casebook.seal_anew('demo_lead', '\\x05')",
        f"SELECT 1 WHERE casebook.end_access('demo_lead', {_AT})",
    ),
    Action.CHANGE_ROLES: (
        "INSERT INTO casebook.service (service, name) VALUES (90, 'exemple')",
        "INSERT INTO casebook.agent_service (agent, service) VALUES ('demo_new', 90)",
        "DELETE FROM casebook.agent_service WHERE agent = 'demo_new'",
        "INSERT INTO casebook.service_kind (kind, service) VALUES ('contact_change', 90)",
    ),
    Action.RENEW_KEYS: (
        f"INSERT INTO inbox.inbox_key (generation, suite, public, made_at) VALUES (90, 'demo', '\\x01', {_AT})",
        (
            "INSERT INTO casebook.private_key (n, fingerprint, suite, seed, made_at) "
            f"VALUES (90, 'demo', 'demo', '\\x01', {_AT})"
        ),
        "UPDATE casebook.private_key SET seed = '\\x01' WHERE n = 90",
    ),
    Action.MIGRATE: ("CREATE TABLE casebook.odd (n INT)",),
}
"""By action, of what no service has; `{own}`: the schema that a role writes its journal to."""
