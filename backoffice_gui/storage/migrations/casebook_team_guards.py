"""PostgreSQL's triggers on a team's casebook, by the version that made them; frozen once released.

The rules of `casebook_guards`, under the same names, in this dialect; and one more, because this database can empty a
table in one word (TRUNCATE). What is refused is a check violation, as a broken CHECK is.
"""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_triggers import REFUSE, checked, never, never_emptied, refusing

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "TRIGGERS_1_3", "V1_3"]

_NEVER_UPDATED = ("audit", "audit_boundary", "identity", "contact", "case_event", "note", "tombstone")
"""What was declared, and what was done, is only added to; a purge removes whole rows."""
_NEVER_DELETED = ("audit_boundary", "audit_key", "tombstone", "purge", "purge_item", "purge_secret")
_NEVER_EMPTIED = (*_NEVER_DELETED, "audit", "cases", "person", "identity", "contact", "case_event", "note", "hold")


_JOURNAL = (
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
"""The journal is purged from its beginning, up to a boundary that says so, and nowhere else."""

_AGREED = (
    'EXISTS (SELECT 1 FROM purge_item i JOIN purge p ON p.purge = i.purge WHERE i.subject = OLD."case" '
    "AND i.category = 'case' AND i.outcome = '' AND p.started_at IS NOT NULL AND p.ended_at IS NULL)"
)
_OF_A_PURGE = ("purge", "requested_at", "requester", "digest", "items", "rules")
_FILLED_ONCE = ("approver", "approved_at", "started_at", "ended_at", "withdrawn_by")


def _changed(names: tuple[str, ...], *, filled: bool) -> str:
    empty = "OLD.{0} IS NOT NULL AND " if filled else ""
    return " OR ".join(f"({empty}NEW.{{0}} IS DISTINCT FROM OLD.{{0}})".format(name) for name in names)


_SEALED_ANEW = (
    refusing(
        "guard_audit_key_update", "UPDATE", "audit_key", _changed(("n", "public", "made_at"), filled=False), "never"
    ),
    refusing("guard_purge_secret_update", "UPDATE", "purge_secret", _changed(("n", "made_at"), filled=False), "never"),
)
"""Which secret it is never changes; what it is sealed under does when the team's key is made anew."""

_RETENTION = (
    refusing(
        "guard_purge_update",
        "UPDATE",
        "purge",
        f"{_changed(_OF_A_PURGE, filled=False)} OR {_changed(_FILLED_ONCE, filled=True)}",
        "agreed as it was asked",
    ),
    *checked(
        "guard_purge_item_insert",
        "INSERT",
        "purge_item",
        "(SELECT approver FROM purge WHERE purge = NEW.purge) IS NOT NULL",
        "agreed as it was asked",
    ),
    refusing(
        "guard_purge_item_update",
        "UPDATE",
        "purge_item",
        f"OLD.outcome <> '' OR {_changed(('purge', 'category', 'subject', 'version'), filled=False)}",
        "agreed as it was asked",
    ),
    *checked(
        "guard_cases_delete",
        "DELETE",
        "cases",
        f"NOT {_AGREED}",
        "a case goes by a purge that two people agreed to",
    ),
)
"""No program removes a case alone: two people have agreed to it, in the database's own words."""


def _coded(column: str, words: tuple[str, ...], bits: int, other: int) -> str:
    """A code for each word, at a place among the bits."""
    whens = " ".join(f"WHEN '{word}' THEN {code}" for code, word in enumerate(words))
    return f"((CASE fresh.{column} {whens} ELSE {other} END)::bigint << {bits})"


def _minute(column: str) -> str:
    """Minutes since 1970, 0 for none; what 30 bits don't hold is cut at their ends."""
    minutes = f"floor(extract(epoch FROM fresh.{column}::timestamptz) / 60)::bigint"
    return f"least(greatest(coalesce({minutes}, 0), 0), 1073741823)"


_ANSWERS = (
    "issued", "not_yet_established", "not_held_nantes", "not_held_town_hall", "not_held_eu", "no_match",
    "not_entitled", "accepted", "refused",
)  # fmt: skip
_WHAT = " | ".join(
    (
        _coded("state", ("new", "taken", "waiting_piece", "waiting_colleague", "answered", "closed"), 0, 6),
        _coded("kind", ("certificate_request", "contact_change", "unread"), 3, 3),
        _coded("source", ("site", "post", "email", "practice"), 5, 0),
        "(fresh.unread::int::bigint << 7)",
        "((fresh.badges & 1023)::bigint << 8)",
        "((fresh.parts > 0)::int::bigint << 18)",
        *(
            f"((position(' {word} ' IN ' ' || fresh.answer || ' ') > 0)::int::bigint << {19 + place})"
            for place, word in enumerate(_ANSWERS)
        ),
        "((SELECT code & 65535 FROM agent_code WHERE agent_code.agent = fresh.agent) << 32)",
        "(least(greatest(coalesce(fresh.due_on::date - DATE '1970-01-01', 0), 0), 32767)::bigint << 48)",
    )
)
"""The bits of the embedded store: 0-2 state, 3-4 kind, 5-6 source, 7 unread, 8-17 badges, 18 parts, 19-27 answers,
32-47 agent, 48-62 due day."""
_DAYS = f"({_minute('received_at')} | ({_minute('closed_at')} << 30))"
_PACKED = "state, kind, source, unread, badges, parts, answer, agent, due_on, received_at, closed_at"
_TALLIED = "bucket, state, kind, agent, service"
_MORE = f"ON CONFLICT ({_TALLIED}) DO UPDATE SET number = tally.number + excluded.number"
_NEW_TALLIED = "NEW.bucket, NEW.state, NEW.kind, NEW.agent, NEW.service"
_ONE_LESS = (
    "UPDATE tally SET number = number - 1 "
    "WHERE bucket = OLD.bucket AND state = OLD.state AND kind = OLD.kind AND agent = OLD.agent "
    "AND service = OLD.service; "
)
_MOVED = 'DELETE FROM case_moved WHERE "case" = OLD."case"; INSERT INTO case_moved ("case") VALUES (OLD."case"); '


def _keeping(name: str, when: str, body: str, of: str = "FOR EACH ROW") -> tuple[str, str]:
    """What lists are made from follows the cases in the same transaction, whoever changes them.

    SECURITY DEFINER: nobody needs the right to write there otherwise.
    """
    return (
        (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT "
            f"AS $keep$ BEGIN {body}RETURN NULL; END $keep$"
        ),
        f"CREATE TRIGGER {name} AFTER {when} ON cases {of} EXECUTE FUNCTION {name}()",
    )


_KEPT = (
    *_keeping(
        "keep_case_insert",
        "INSERT",
        "INSERT INTO agent_code (agent) SELECT DISTINCT fresh.agent FROM fresh WHERE NOT EXISTS "
        "(SELECT 1 FROM agent_code WHERE agent_code.agent = fresh.agent); "
        f'INSERT INTO case_fact ("case", what, days, service) SELECT fresh."case", {_WHAT}, {_DAYS}, fresh.service '
        "FROM fresh; "
        f"INSERT INTO tally ({_TALLIED}, number) SELECT {_TALLIED}, count(*) FROM fresh GROUP BY {_TALLIED} {_MORE}; ",
        "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
    ),
    *_keeping(
        "keep_case_facts",
        f"UPDATE OF {_PACKED}, service",
        "INSERT INTO agent_code (agent) SELECT NEW.agent WHERE NOT EXISTS "
        "(SELECT 1 FROM agent_code WHERE agent_code.agent = NEW.agent); "
        f"UPDATE case_fact SET what = {_WHAT}, days = {_DAYS}, service = NEW.service ".replace("fresh.", "NEW.")
        + 'WHERE case_fact."case" = NEW."case"; ',
    ),
    *_keeping("keep_case_moved", f"UPDATE OF {_PACKED}, service, sort_key", _MOVED),
    *_keeping(
        "keep_case_tally",
        f"UPDATE OF {_TALLIED}",
        f"{_ONE_LESS}INSERT INTO tally ({_TALLIED}, number) VALUES ({_NEW_TALLIED}, 1) {_MORE}; ",
    ),
    *_keeping("keep_case_delete", "DELETE", f'{_ONE_LESS}DELETE FROM case_fact WHERE "case" = OLD."case"; {_MOVED}'),
)

V1_3 = (
    REFUSE,
    *(never(table, "UPDATE") for table in _NEVER_UPDATED),
    *(never(table, "DELETE") for table in _NEVER_DELETED),
    *(never_emptied(table) for table in _NEVER_EMPTIED),
    *_JOURNAL,
    *_SEALED_ANEW,
    *_RETENTION,
    *_KEPT,
)
"""In the order they are made."""

_KIND = "CREATE TRIGGER "
NAMES_1_3: tuple[str, ...] = ()
"""No table of its own."""
TRIGGERS_1_3 = tuple(each.removeprefix(_KIND).split(" ", 1)[0] for each in V1_3 if each.startswith(_KIND))
FUNCTIONS_1_3 = tuple(each.split(" ", 3)[2].removesuffix("()") for each in V1_3 if not each.startswith(_KIND))
