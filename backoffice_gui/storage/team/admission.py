"""Checked functions by which somebody comes to the team's key, or loses it; said anew with who may what.

Each writes its own line of the journal, by the server's clock and under the login that the server knows: who speaks to
it without our program leaves the same trace. They take the place of those of the first revision, by the same names.
"""

from __future__ import annotations

from backoffice_gui.audit import Verb
from backoffice_gui.storage.team.owned import OWNERS, owned

__all__ = ["admission"]

_REFUSED = "USING ERRCODE = 'insufficient_privilege'"


def _function(head: str, body: str) -> str:
    return owned("casebook", head, body)


def _fingerprint(suite: str, public: str) -> str:
    return f"'sha256-' || encode(sha256(convert_to({suite}, 'UTF8') || decode('00', 'hex') || {public}), 'hex')"


def _word(name: str, value: str) -> str:
    return f"'\"{name}\":' || to_json({value}::text)::text"


def _note(verb: Verb, **words: str) -> str:
    """Write a line; its details stand in the order of their names, who asks among them."""
    said = " || ',' || ".join(_word(name, value) for name, value in sorted({"agent": "session_user", **words}.items()))
    return f"PERFORM journal_line('{verb.value}', {said}); "


_LINE = _function(
    "journal_line(verb TEXT, details TEXT) RETURNS VOID",
    "DECLARE last BIGINT; before BYTEA; line TEXT; BEGIN SELECT h.n, h.hash INTO last, before FROM audit_head() h; "
    "line := '{\"at\":\"' || to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') || "
    '\'+00:00","details":{\' || details || \'},"object":"agent_key","role":"desk","verb":"\' || verb || \'"}\'; '
    "INSERT INTO audit (n, event, hash) VALUES (last + 1, line, sha256(before || convert_to(line, 'UTF8'))); END",
)
"""For the functions below alone; they hold the writers' lock. Its members stand as `audit.canonical` has them."""

_TOLD = _function(
    "told_before(wanted TEXT, whom TEXT) RETURNS BOOLEAN",
    "BEGIN RETURN EXISTS (SELECT 1 FROM audit a WHERE a.n = (SELECT max(b.n) FROM audit b) "
    "AND a.xmin = pg_current_xact_id()::xid AND a.event::json ->> 'verb' = wanted "
    "AND a.event::json #>> '{details,agent}' = session_user::text "
    "AND (whom IS NULL OR a.event::json #>> '{details,member}' = whom)); END",
)
"""Whether whoever asks has just written this line himself, in this transaction: then it is not written twice."""

_LOCKED = "PERFORM pg_advisory_xact_lock({locks}, {writing}); "
_LAST = (
    "IF EXISTS (SELECT 1 FROM agent_key k WHERE k.agent = {whom} AND k.sealed IS NOT NULL) AND NOT EXISTS "
    "(SELECT 1 FROM agent_key k WHERE k.agent <> {whom} AND k.sealed IS NOT NULL) THEN "
    f"RAISE EXCEPTION 'the last who is admitted' {_REFUSED}; END IF; "
)
"""Where nobody has the team's key any more, nothing that is sealed opens but by the recovery key."""

_ASK = (
    f"DECLARE named TEXT := {_fingerprint('of_suite', 'of_public')}; BEGIN {{locked}}"
    "IF EXISTS (SELECT 1 FROM agent_key k WHERE k.agent = session_user AND k.fingerprint <> named) THEN "
    f"{_LAST.format(whom='session_user')}END IF; "
    "INSERT INTO agent_key (agent, suite, public, fingerprint, asked_at) "
    "VALUES (session_user, of_suite, of_public, named, at) ON CONFLICT (agent) DO UPDATE SET "
    "suite = excluded.suite, public = excluded.public, fingerprint = excluded.fingerprint, "
    "asked_at = excluded.asked_at, sealed = NULL, vouched = NULL, admitted_by = NULL, admitted_at = NULL, "
    "ended_at = NULL WHERE agent_key.fingerprint <> excluded.fingerprint OR agent_key.ended_at IS NOT NULL; "
    f"IF FOUND THEN {_note(Verb.ADMISSION_ASKED, fingerprint='named')}END IF; RETURN named; END"
)
_ADMIT = (
    "BEGIN {locked}"
    "IF whom = session_user AND EXISTS (SELECT 1 FROM agent_key k WHERE k.sealed IS NOT NULL) THEN "
    f"RAISE EXCEPTION 'nobody admits himself' {_REFUSED}; END IF; "
    "UPDATE agent_key SET sealed = of_sealed, vouched = code, admitted_by = session_user, admitted_at = at "
    "WHERE agent = whom AND fingerprint = named AND ended_at IS NULL AND sealed IS NULL AND admitted_at IS NULL; "
    f"IF NOT FOUND THEN RETURN false; END IF; {_note(Verb.AGENT_ADMITTED, fingerprint='named', member='whom')}"
    "RETURN true; END"
)
_END = (
    f"BEGIN {{locked}}{_LAST.format(whom='whom')}"
    "DELETE FROM agent_service WHERE agent = whom; "
    "UPDATE agent_key SET sealed = NULL, vouched = NULL, ended_at = at WHERE agent = whom AND ended_at IS NULL; "
    "IF NOT FOUND THEN RETURN false; END IF; IF NOT told_before('member_disabled', whom) THEN "
    f"{_note(Verb.MEMBER_DISABLED, member='whom')}END IF; "
    "PERFORM pg_catalog.pg_notify('backoffice_case', 'moved'); RETURN true; END"
)
_RENEWED = f"IF NOT told_before('team_key_renewed', NULL) THEN {_note(Verb.TEAM_KEY_RENEWED)}END IF; "
_SEAL = (
    "BEGIN {locked}"
    "UPDATE agent_key SET sealed = of_sealed, vouched = code WHERE agent = whom AND sealed IS NOT NULL; "
    f"IF NOT FOUND THEN RETURN false; END IF; {_RENEWED}RETURN true; END"
)
_HOW = "'recovery'"
_RECOVER = (
    f"DECLARE named TEXT := {_fingerprint('of_suite', 'of_public')}; used TEXT; BEGIN {{locked}}"
    f"SELECT {_fingerprint('r.suite', 'r.public')} INTO used FROM recovery_key r "
    "LEFT JOIN recovery_vouch v ON v.n = r.n WHERE length(r.sealed_master) > 0 AND (v.word = sha256(said) "
    f"OR (v.word IS NULL AND {OWNERS})) ORDER BY r.n DESC LIMIT 1; "
    f"IF used IS NULL THEN RAISE EXCEPTION 'the word of no recovery key' {_REFUSED}; END IF; "
    "INSERT INTO agent_key (agent, suite, public, fingerprint, sealed, vouched, asked_at, admitted_by, admitted_at) "
    "VALUES (session_user, of_suite, of_public, named, of_sealed, code, at, session_user, at) "
    "ON CONFLICT (agent) DO UPDATE SET suite = excluded.suite, public = excluded.public, "
    "fingerprint = excluded.fingerprint, sealed = excluded.sealed, vouched = excluded.vouched, "
    "asked_at = excluded.asked_at, admitted_by = excluded.admitted_by, admitted_at = excluded.admitted_at, "
    f"ended_at = NULL; {_note(Verb.RECOVERED, fingerprint='named', how=_HOW, recovery='used')}END"
)
"""Whoever says the word of a recovery key that somebody vouched for; the owner, where no word of it is known."""

_OF_RECOVERY = "of_suite TEXT, of_public BYTEA, of_sealed BYTEA, code BYTEA, said BYTEA, at TEXT"
_SECRETS = (("private_key", "seed"), ("audit_key", "seed"), ("purge_secret", "key"))
_NOTING = _function(
    "note_resealed() RETURNS TRIGGER",
    f"BEGIN IF {OWNERS} THEN RETURN NULL; END IF; {_RENEWED}RETURN NULL; END",
)


def admission(locks: int, writing: int) -> tuple[str, ...]:
    """The statements of the casebook's schema, in order; the numbers are those of the writers' advisory lock."""
    locked = _LOCKED.format(locks=locks, writing=writing)
    bodies = {
        "ask_admission(of_suite TEXT, of_public BYTEA, at TEXT) RETURNS TEXT": _ASK,
        "admit(whom TEXT, named TEXT, of_sealed BYTEA, at TEXT, code BYTEA DEFAULT NULL) RETURNS BOOLEAN": _ADMIT,
        "end_access(whom TEXT, at TEXT) RETURNS BOOLEAN": _END,
        "seal_anew(whom TEXT, of_sealed BYTEA, code BYTEA DEFAULT NULL) RETURNS BOOLEAN": _SEAL,
        f"recover_access({_OF_RECOVERY}) RETURNS VOID": _RECOVER,
    }
    return (
        _LINE,
        _TOLD,
        *(_function(head, body.replace("{locked}", locked)) for head, body in bodies.items()),
        _NOTING,
        *(
            f"CREATE OR REPLACE TRIGGER note_{table}_resealed AFTER UPDATE OF {column} ON casebook.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION casebook.note_resealed()"
            for table, column in _SECRETS
        ),
    )
