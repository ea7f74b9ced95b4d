"""SQLite's triggers on the casebook, by the version that made them; frozen once released."""

from __future__ import annotations

__all__ = [
    "KEEP_INSERT",
    "KEEP_INSERT_NAME",
    "KEEP_MANY",
    "NAMES_1_0",
    "NAMES_1_1",
    "NAMES_JOURNAL",
    "NAMES_RETENTION",
    "SEARCH_1_1",
    "V1_0",
    "V1_1",
    "V_JOURNAL",
    "V_RETENTION",
]

V1_0 = tuple(
    f"CREATE TRIGGER guard_audit_{verb.lower()} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'never'); END"
    for verb in ("UPDATE", "DELETE")
)
"""In the order they are made."""

NAMES_1_0 = tuple(statement.split(" ", 3)[2] for statement in V1_0)

_NEVER_1_1 = tuple(
    f"CREATE TRIGGER guard_{table}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
    for table in ("identity", "contact", "case_event", "note")
)
"""What was declared, and what was done, is only added to; a purge removes whole rows."""

SEARCH_1_1 = (
    "CREATE VIRTUAL TABLE case_search USING fts5("
    "words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7', tokenize='ascii')"
)
"""By case; its words are folded before they come here (storage.casebook.search_index), and nothing reads them back.

Beginnings of up to seven letters have lists of their own: without one, every hit of all words is laid out first.
"""


def _coded(column: str, words: tuple[str, ...], bits: int, other: int) -> str:
    """A code for each word, at a place among the bits."""
    whens = " ".join(f"WHEN '{word}' THEN {code}" for code, word in enumerate(words))
    return f"(CASE NEW.{column} {whens} ELSE {other} END << {bits})"


def _minute(column: str) -> str:
    """Minutes since 1970, 0 for none; what 30 bits don't hold is cut at their ends."""
    return f"min(max(coalesce(unixepoch(NEW.{column}) / 60, 0), 0), 1073741823)"


_ANSWERS = (
    "issued", "not_yet_established", "not_held_nantes", "not_held_town_hall", "not_held_eu", "no_match",
    "not_entitled", "accepted", "refused",
)  # fmt: skip
_WHAT = " | ".join(
    (
        _coded("state", ("new", "taken", "waiting_piece", "waiting_colleague", "answered", "closed"), 0, 6),
        _coded("kind", ("certificate_request", "contact_change", "unread"), 3, 3),
        _coded("source", ("site", "post", "email", "practice"), 5, 0),
        "((NEW.unread <> 0) << 7)",
        "((NEW.badges & 1023) << 8)",
        "((NEW.parts > 0) << 18)",
        *(
            f"((instr(' ' || NEW.answer || ' ', ' {word} ') > 0) << {19 + place})"
            for place, word in enumerate(_ANSWERS)
        ),
        "((SELECT code & 65535 FROM agent_code WHERE agent = NEW.agent) << 32)",
        "(min(max(coalesce(CAST(julianday(NEW.due_on) - 2440587.5 AS INTEGER), 0), 0), 32767) << 48)",
    )
)
"""Bits 0-2 state, 3-4 kind, 5-6 source, 7 unread, 8-17 badges, 18 parts, 19-27 answers, 32-47 agent, 48-62 due day."""
_DAYS = f"({_minute('received_at')} | ({_minute('closed_at')} << 30))"
_PACKED = "state, kind, source, unread, badges, parts, answer, agent, due_on, received_at, closed_at"
_TALLIED = "bucket, state, kind, agent"
_ONE_MORE = (
    f"INSERT INTO tally ({_TALLIED}, number) VALUES (NEW.bucket, NEW.state, NEW.kind, NEW.agent, 1) "
    f"ON CONFLICT ({_TALLIED}) DO UPDATE SET number = number + 1; "
)
_ONE_LESS = (
    "UPDATE tally SET number = number - 1 "
    "WHERE bucket = OLD.bucket AND state = OLD.state AND kind = OLD.kind AND agent = OLD.agent; "
)
_KNOWN_AGENT = (
    "INSERT INTO agent_code (agent) SELECT NEW.agent "
    "WHERE NOT EXISTS (SELECT 1 FROM agent_code WHERE agent = NEW.agent); "
)
_MOVED = 'DELETE FROM case_moved WHERE "case" = OLD."case"; INSERT INTO case_moved ("case") VALUES (OLD."case"); '

KEEP_INSERT_NAME = "keep_case_insert"
KEEP_INSERT = (
    f"CREATE TRIGGER {KEEP_INSERT_NAME} AFTER INSERT ON cases BEGIN "
    f"{_ONE_MORE}{_KNOWN_AGENT}"
    f'INSERT INTO case_fact ("case", what, days) VALUES (NEW."case", {_WHAT}, {_DAYS}); END'
)
KEEP_MANY = tuple(
    statement.replace("NEW.", "fresh.")
    for statement in (
        (
            'INSERT INTO agent_code (agent) SELECT DISTINCT NEW.agent FROM cases AS fresh WHERE NEW."case" >= ? '
            "AND NOT EXISTS (SELECT 1 FROM agent_code WHERE agent = NEW.agent)"
        ),
        (
            f'INSERT INTO case_fact ("case", what, days) SELECT NEW."case", {_WHAT}, {_DAYS} '
            'FROM cases AS fresh WHERE NEW."case" >= ?'
        ),
        (
            f"INSERT INTO tally ({_TALLIED}, number) SELECT {_TALLIED}, count(*) FROM cases AS fresh "
            f'WHERE NEW."case" >= ? GROUP BY {_TALLIED} '
            f"ON CONFLICT ({_TALLIED}) DO UPDATE SET number = number + excluded.number"
        ),
    )
)
"""What the trigger does for one new case, for all from a number on."""

_KEPT_1_1 = (
    KEEP_INSERT,
    (
        f"CREATE TRIGGER keep_case_facts AFTER UPDATE OF {_PACKED} ON cases BEGIN {_KNOWN_AGENT}"
        f'UPDATE case_fact SET what = {_WHAT}, days = {_DAYS} WHERE "case" = NEW."case"; END'
    ),
    f"CREATE TRIGGER keep_case_moved AFTER UPDATE OF {_PACKED}, sort_key ON cases BEGIN {_MOVED}END",
    f"CREATE TRIGGER keep_case_tally AFTER UPDATE OF {_TALLIED} ON cases BEGIN {_ONE_LESS}{_ONE_MORE}END",
    (
        "CREATE TRIGGER keep_case_delete AFTER DELETE ON cases BEGIN "
        f'{_ONE_LESS}DELETE FROM case_fact WHERE "case" = OLD."case"; {_MOVED}END'
    ),
)
"""What lists are made from follows the cases in the same transaction, whoever changes them."""

V1_1 = (*_NEVER_1_1, *_KEPT_1_1)

NAMES_1_1 = tuple(statement.split(" ", 3)[2] for statement in V1_1)


V_JOURNAL = (
    (
        "CREATE TRIGGER guard_audit_delete BEFORE DELETE ON audit WHEN NOT EXISTS "
        "(SELECT 1 FROM audit_boundary WHERE upto >= OLD.n) BEGIN SELECT RAISE(ABORT, 'never'); END"
    ),
    (
        "CREATE TRIGGER guard_audit_boundary_insert BEFORE INSERT ON audit_boundary WHEN "
        "NOT EXISTS (SELECT 1 FROM audit WHERE n = NEW.upto AND hash = NEW.hash) "
        "BEGIN SELECT RAISE(ABORT, 'a boundary is the hash of its event'); END"
    ),
    *(
        f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
        for table in ("audit_boundary", "audit_key")
        for verb in ("UPDATE", "DELETE")
    ),
)
"""The journal is purged from its beginning, up to a boundary that says so, and nowhere else."""

NAMES_JOURNAL = tuple(statement.split(" ", 3)[2] for statement in V_JOURNAL)


_AGREED = (
    'EXISTS (SELECT 1 FROM purge_item i JOIN purge p ON p.purge = i.purge WHERE i.subject = OLD."case" '
    "AND i.category = 'case' AND i.outcome = '' AND p.started_at IS NOT NULL AND p.ended_at IS NULL)"
)
_OF_A_PURGE = ("purge", "requested_at", "requester", "digest", "items", "rules")
_FILLED_ONCE = ("approver", "approved_at", "started_at", "ended_at", "withdrawn_by")


def _changed(names: tuple[str, ...], *, filled: bool) -> str:
    empty = "OLD.{0} IS NOT NULL AND " if filled else ""
    return " OR ".join(f"({empty}NEW.{{0}} IS NOT OLD.{{0}})".format(name) for name in names)


V_RETENTION = (
    *(
        f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'never'); END"
        for table, verb in (
            ("tombstone", "UPDATE"),
            ("tombstone", "DELETE"),
            ("purge", "DELETE"),
            ("purge_item", "DELETE"),
            ("purge_secret", "UPDATE"),
            ("purge_secret", "DELETE"),
        )
    ),
    (
        f"CREATE TRIGGER guard_purge_update BEFORE UPDATE ON purge WHEN {_changed(_OF_A_PURGE, filled=False)} OR "
        f"{_changed(_FILLED_ONCE, filled=True)} BEGIN SELECT RAISE(ABORT, 'agreed as it was asked'); END"
    ),
    (
        "CREATE TRIGGER guard_purge_item_insert BEFORE INSERT ON purge_item WHEN (SELECT approver FROM purge "
        "WHERE purge = NEW.purge) IS NOT NULL BEGIN SELECT RAISE(ABORT, 'agreed as it was asked'); END"
    ),
    (
        "CREATE TRIGGER guard_purge_item_update BEFORE UPDATE ON purge_item WHEN OLD.outcome <> '' OR "
        f"{_changed(('purge', 'category', 'subject', 'version'), filled=False)} "
        "BEGIN SELECT RAISE(ABORT, 'agreed as it was asked'); END"
    ),
    (
        f"CREATE TRIGGER guard_cases_delete BEFORE DELETE ON cases WHEN NOT {_AGREED} "
        "BEGIN SELECT RAISE(ABORT, 'a case goes by a purge that two people agreed to'); END"
    ),
)
"""No program removes a case alone: two people have agreed to it, in the database's own words."""

NAMES_RETENTION = tuple(statement.split(" ", 3)[2] for statement in V_RETENTION)
