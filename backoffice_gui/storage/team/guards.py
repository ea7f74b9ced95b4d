"""Guards that look across both schemas of a team, or at the server's clock; said anew with who may what.

They stand beside the migrations' own: a schema that was released gets them by `store migrate`. What an owner does,
who moves a store or makes one, they let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.domain.authority import Action, Reach, TeamRole, reach
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.storage.team.case_rules import taking_in
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.storage.team.owned import OWNERS, REFUSED, on, owned
from backoffice_gui.storage.team.purge_rules import AS_AGREED, purging
from backoffice_gui.storage.team.row_rules import readable

__all__ = ["guards"]


def _guard(
    schema: str, table: str, name: str, allowed: str, said: str, *, when: str = "BEFORE INSERT", of: str = ""
) -> tuple[str, str]:
    """What is done where this is so; who asks need not see what decides."""
    return (
        owned(
            schema,
            f"{name}() RETURNS trigger",
            # an owner's inbox may have no casebook beside it that could be asked: two questions, not one
            f"BEGIN IF {OWNERS} THEN RETURN NEW; END IF; IF {allowed} THEN RETURN NEW; END IF; "
            f"RAISE EXCEPTION '{said}' {REFUSED}; END",
        ),
        on(schema, name, when, table, of=of),
    )


_AGREED = (
    "EXISTS (SELECT 1 FROM purged p WHERE p.row = NEW.row) OR EXISTS (SELECT 1 FROM casebook.purge p "
    "JOIN casebook.purge_item i ON i.purge = p.purge WHERE p.digest = NEW.digest AND p.started_at IS NOT NULL "
    "AND p.ended_at IS NULL AND i.outcome = '' AND ((i.category = 'apart' AND i.subject = NEW.row) OR "
    "(i.category <> 'apart' AND EXISTS (SELECT 1 FROM casebook.cases c JOIN submission s ON s.row = NEW.row "
    f'WHERE c."case" = i.subject AND {AS_AGREED} AND c.origin = s.origin AND c.digest = s.digest '
    "AND c.submission = s.id))))"
)
_OLD = (
    "(SELECT max((a.event::json ->> 'at')::timestamptz) FROM audit a WHERE a.n <= NEW.upto) "
    "< now() - INTERVAL '180 days' AND NOT EXISTS (SELECT 1 FROM trace t WHERE t.what = 'journal' "
    "AND t.subject <= NEW.upto AND t.at >= now() - INTERVAL '180 days')"
)


def _stamped(schema: str, table: str, body: str, when: str = "BEFORE INSERT OR UPDATE") -> tuple[str, str]:
    """Whose row it is the login says, and when, the server; the owner's too, who has nobody's company."""
    name = f"stamp_{table}"
    return (
        owned(
            schema,
            f"{name}() RETURNS trigger",
            f"BEGIN IF {OWNERS} THEN RETURN NEW; END IF; {body} RETURN NEW; END",
        ),
        on(schema, name, when, table),
    )


def _lately(column: str) -> str:
    """Not of a day to come, nor of one so long ago that nobody reckons with it."""
    return f"NEW.{column} := least(greatest(NEW.{column}, now() - interval '30 days'), now()); "


_ANOTHERS = f"RAISE EXCEPTION 'under another name' {REFUSED};"
_PRESENT = f"IF NEW.agent <> session_user THEN {_ANOTHERS} END IF; NEW.seen_at := now(); {_lately('since')}"
_WRITING = (
    f"IF NEW.wanted_at IS NOT NULL THEN {_lately('wanted_at')}END IF; {_lately('since')}{_lately('typed_at')}"
    f"IF TG_OP = 'INSERT' THEN IF NEW.agent <> session_user OR NEW.taken_from <> '' THEN {_ANOTHERS} END IF; "
    "ELSE IF NEW.agent <> OLD.agent AND "
    f"(NEW.agent <> session_user OR NEW.taken_from <> OLD.agent) THEN {_ANOTHERS} END IF; "
    "IF NEW.agent = OLD.agent AND (NEW.taken_from <> OLD.taken_from OR (NEW.agent <> session_user AND "
    f"(NEW.typed_at, NEW.since, NEW.post) IS DISTINCT FROM (OLD.typed_at, OLD.since, OLD.post))) THEN {_ANOTHERS} "
    "END IF; "
    f"IF NEW.wanted_by NOT IN ('', session_user, OLD.wanted_by) THEN {_ANOTHERS} END IF; END IF;"
)
"""A pen goes to who takes it, from who had it; another's is asked for, and nothing else of it is changed."""


_AROUND = (
    "WITH RECURSIVE circle(person) AS (SELECT {} UNION SELECT n.person FROM circle w JOIN LATERAL ("
    "SELECT p.joined_to AS person FROM person p WHERE p.person = w.person AND p.joined_to IS NOT NULL UNION ALL "
    "SELECT p.person FROM person p WHERE p.joined_to = w.person) n ON true) SELECT 1 FROM circle w "
)
_MINE = "EXISTS (SELECT 1 FROM cases c WHERE c.person = w.person AND c.service = ANY (my_services()))"
_LEFT = owned(
    "casebook",
    "seen_left(whom BIGINT) RETURNS BOOLEAN",
    "BEGIN IF EXISTS (SELECT 1 FROM cases c WHERE c.person = whom) THEN RETURN false; END IF; "
    f"RETURN EXISTS ({_AROUND.format('whom')} WHERE {_MINE}); END",
    "plpgsql STABLE",
)
"""Whether a row of `person` that a purge has left without a case is one with somebody who is seen by whoever asks: its
address is that one's (`casebook.removing`)."""
_CIRCLE = owned(
    "casebook",
    "circle_hidden(numbers BIGINT[]) RETURNS BOOLEAN",
    f"BEGIN IF sees_all() THEN RETURN false; END IF; RETURN EXISTS ({_AROUND.format('unnest(numbers)')} "
    f"WHERE w.person IS NOT NULL AND NOT {_MINE} AND NOT seen_left(w.person)); END",
    "plpgsql STABLE",
)
"""Whether one of those whom these persons are is not seen by whoever asks; not which, nor whether there is one."""
_HUNG = owned(
    "casebook",
    "guard_case_hung() RETURNS trigger",
    "BEGIN IF sees_all() OR (NEW.store_id IS NOT DISTINCT FROM OLD.store_id AND NEW.inbox_row IS NOT DISTINCT FROM "
    "OLD.inbox_row AND (NEW.person IS NULL OR seen_left(NEW.person) OR EXISTS (SELECT 1 FROM cases c "
    "WHERE c.person = NEW.person AND c.service = ANY (my_services())))) THEN RETURN NEW; END IF; "
    f"RAISE EXCEPTION 'of another service' {REFUSED}; END",
)
"""The released guard knew no person without a case: a case hangs on the row that stands for somebody."""
_JOINING = (
    _LEFT,
    _CIRCLE,
    _HUNG,
    *_guard(
        "casebook",
        "person",
        "guard_person_joined",
        "NOT circle_hidden(ARRAY[NEW.person, NEW.joined_to, OLD.joined_to])",
        "of another service",
        when="BEFORE UPDATE OF joined_to",
        of="NEW.joined_to IS DISTINCT FROM OLD.joined_to",
    ),
)
"""Whom a colleague of another service has joined is not parted, nor joined to somebody else, by who can't see it."""


_BY_NOBODY = (
    *_guard(
        "casebook",
        "case_event",
        "guard_event_program",
        "sees_all() OR NEW.name IN ('piece_refused', 'piece_shown')",
        "by no program",
        of="NEW.who = 'program'",
    ),
    *_guard("casebook", "contact", "guard_contact_form", "sees_all()", "by no form", of="NEW.entered_by = 'form'"),
)
"""What the program did, and what a form said, is said by who takes in, who sees all services; whose login it was is
noted beside (`tracing`). Of an attachment every desk says whether it could be shown."""
_NOT_TREATING = "'held', 'hold_released', 'printed', 'piece_refused', 'piece_shown', 'payload_purged'"


def _in_a_group(action: Action) -> str:
    """Whether who asks is in a group that may do this."""
    groups = [group_of(role) for role in TeamRole if reach(role, action) is not Reach.NOTHING]
    return " OR ".join(f"pg_has_role(session_user, '{each}', 'USAGE')" for each in groups)


_TOLD_BY = (
    *_guard(
        "casebook",
        "case_event",
        "guard_event_treating",
        _in_a_group(Action.TAKE),
        "by nobody who treats",
        of=f"NEW.name NOT IN ({_NOT_TREATING})",
    ),
)
"""Who reads, holds and purges says that alone: what is done in treating a case is said by who may treat."""
_OPENED_BY = (
    *_guard(
        "inbox",
        "incident",
        "guard_incident_opened",
        _in_a_group(Action.COLLECT),
        "by no collector",
        of=f"NEW.kind NOT IN ('{IncidentKind.OFFERED_AFTER_PURGE.value}', '{IncidentKind.UNREADABLE.value}')",
    ),
)
"""Who takes in says what came back after its purge, and what can't be read; of what is collected, nothing else."""
_OF_DESKS = ", ".join(f"'{kind.value}'" for kind in (AlarmKind.ANCHOR, AlarmKind.BACKUP, AlarmKind.INTAKE))
_ALARMED_BY = (
    *_guard(
        "inbox",
        "alarm",
        "guard_alarm_said",
        _in_a_group(Action.COLLECT),
        "by no collector",
        when="BEFORE INSERT OR UPDATE",
        of=f"NEW.kind NOT IN ({_OF_DESKS})",
    ),
)
"""An alarm lasts as long as its cause: a desk says, and takes back, what keeps desks from something."""
_MARKED = (
    *_guard(
        "casebook",
        "intake_mark",
        "guard_intake_mark",
        "NEW.store_id = coalesce(OLD.store_id, NEW.store_id) AND NEW.row >= coalesce(OLD.row, 0) "
        "AND NEW.row <= greatest(OLD.row, (SELECT coalesce(max(s.row), 0) FROM inbox.submission s)) "
        "AND NEW.waiting ~ '^\\[([0-9]{1,18}(, [0-9]{1,18})*)?\\]$'",
        "no mark of what is there",
        when="BEFORE INSERT OR UPDATE",
    ),
)
"""What lies behind the mark is taken in by nobody any more: it goes up, and not beyond what has come in."""
_TREATED = (
    "state, agent, person, due_on, days_left, receipt_done_at, closed_at, answer, version, kind, about, applicant, "
    "sort_key, ofpra_number, comment, delivery, language, service"
)
"""What is treated, and what is read again of what came in."""
_TOLD = {
    "cases": _TREATED,
    "certificate": "answer, reason, answered_at",
    "change": "decision, reason, decided_at",
    "proposal": "made_at, dismissed_at",
    "hold": "ended_at, ended_by",
}


def _values(row: str, columns: str) -> str:
    return ", ".join(f"{row}.{column}" for column in columns.split(", "))


def _beside() -> Iterator[str]:
    """What is done to a case stands in its story, by the end of the transaction that does it.

    An event of this very transaction is known by its number (`xmin`), which no client gives.
    """
    yield owned(
        "casebook",
        "guard_told() RETURNS trigger",
        f'BEGIN IF {OWNERS} OR EXISTS (SELECT 1 FROM case_event e WHERE e."case" = NEW."case" AND e.xmin = '
        'pg_current_xact_id()::xid) OR NOT EXISTS (SELECT 1 FROM cases c WHERE c."case" = NEW."case") '
        f"THEN RETURN NULL; END IF; RAISE EXCEPTION 'no event beside it' {REFUSED}; END",
    )
    for table, columns in _TOLD.items():
        yield f"DROP TRIGGER IF EXISTS guard_{table}_told ON casebook.{table}"
        yield (
            f"CREATE CONSTRAINT TRIGGER guard_{table}_told AFTER UPDATE ON casebook.{table} DEFERRABLE INITIALLY "
            f"DEFERRED FOR EACH ROW WHEN (({_values('OLD', columns)}) IS DISTINCT FROM ({_values('NEW', columns)})) "
            "EXECUTE FUNCTION casebook.guard_told()"
        )


_LATER = {
    "submission": (
        "quarantined_at, quarantine_reason, released_at, receipt_jws, receipt_store_id, receipt_at, receipt_pos, "
        "receipt_ours, receipt_peer, receipt_recorded_at, expired_at, expired_jws, closed_at, disputed_at, "
        "dispute_detail, lost_at, missing_at, erased_at, shown"
    ),
    "attempt": (
        "stored_at, verified_at, chunk_hashes, ack_sent_at, set_aside_at, set_aside_reason, mirrored_at, mirrored_in"
    ),
    "incident": "closed_at, reason, closed_by",
}
"""Facts: no row begins with one. They are filled afterwards, one by one, so that it is noted who filled them."""


def _begun() -> Iterator[str]:
    """A guard, not a right to some columns: programs of before lead only with a right to the whole table."""
    for table, facts in _LATER.items():
        some = f"num_nonnulls({_values('NEW', facts)}) > 0"
        yield from _guard("inbox", table, f"guard_{table}_begun", "false", "begins with a fact", of=some)


def guards(schema: str) -> tuple[str, ...]:
    """The statements of one schema.

    A journal goes up to a line only where none up to it is younger than six months, whatever that line says of itself,
    nor any by the clock of the server; and what lies in the inbox is destroyed for a purge that two people agreed
    to, and that has begun.
    """
    lasting = _guard(schema, "audit_boundary", "guard_audit_boundary_age", _OLD, "kept for six months")
    if schema == "casebook":
        return (
            *lasting,
            *_stamped(schema, "presence", _PRESENT),
            *_stamped(schema, "editing", _WRITING),
            *_JOINING,
            *_MARKED,
            *_BY_NOBODY,
            *_TOLD_BY,
            *_beside(),
            *taking_in(),
            *purging(),
            *readable(),
        )
    named = _stamped(schema, "last_words", "NEW.agent := session_user;", "BEFORE INSERT")
    ended = _guard(schema, "purged", "guard_purged_agreed", _AGREED, "a purge ends it")
    return (*lasting, *named, *ended, *_OPENED_BY, *_ALARMED_BY, *_begun())
