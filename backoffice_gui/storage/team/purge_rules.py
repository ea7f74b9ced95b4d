"""What a purge on a team's server may hold and remove: exactly what two people saw, as they saw it.

The released guards ask whether somebody has agreed. These ask to what: nothing is put into a selection while it is
agreed to, nor is an incomplete one agreed to; and what has moved on since stays, whoever carries it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.storage.team.owned import OWNERS, REFUSED, RULE, on, owned

__all__ = ["AS_AGREED", "purging"]

_HELD = (
    'EXISTS (SELECT 1 FROM casebook.hold h WHERE h."case" = {0} AND h.ended_at IS NULL '
    "AND h.until > to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'))"
)
"""On its last day the program alone says no: the server's day is not the office's."""
AS_AGREED = f"c.version = i.version AND c.closed_at IS NOT NULL AND NOT {_HELD.format('i.subject')}"
"""Whether a case (`c`) is still what its line of a selection (`i`) says, and nothing keeps it."""
_RUNNING = (
    "EXISTS (SELECT 1 FROM purge_item i JOIN purge p ON p.purge = i.purge{0} WHERE i.category = 'case' "
    "AND i.outcome = '' AND p.started_at IS NOT NULL AND p.ended_at IS NULL AND i.subject = OLD.\"case\"{1})"
)
_STILL = _RUNNING.format(' JOIN cases c ON c."case" = i.subject', f" AND {AS_AGREED}")
_GOING = ("case_event", "case_form", "certificate", "change", "note", "hold", "cases")


def _rule(name: str, refused: str, said: str, result: str = "NEW") -> str:
    return owned(
        "casebook",
        f"{name}() RETURNS trigger",
        f"BEGIN IF {OWNERS} THEN RETURN {result}; END IF; {refused} THEN RAISE EXCEPTION '{said}' {RULE}; END IF; "
        f"RETURN {result}; END",
    )


def purging() -> Iterator[str]:
    """The statements, in order; they are of the schema `casebook`.

    The row of the purge is locked before a line is added to it: whoever agrees at that moment waits, and counts it.
    """
    yield _rule(
        "guard_purge_item_asked",
        "PERFORM 1 FROM purge p WHERE p.purge = NEW.purge AND p.approver IS NULL FOR SHARE; IF NOT FOUND",
        "agreed as it was asked",
    )
    yield on("casebook", "guard_purge_item_asked", "BEFORE INSERT", "purge_item")
    yield _rule(
        "guard_purge_whole",
        "IF (SELECT count(*) FROM purge_item i WHERE i.purge = NEW.purge) <> NEW.items",
        "agreed as it was asked",
    )
    approved = "NEW.approver IS DISTINCT FROM OLD.approver"
    yield on("casebook", "guard_purge_whole", "BEFORE UPDATE OF approver", "purge", of=approved)
    yield _rule("guard_purge_certificate", "IF true", "written once, as it ends")
    another = (
        "NEW.certificate IS DISTINCT FROM OLD.certificate AND (OLD.certificate <> '' OR OLD.ended_at IS NOT NULL "
        "OR NEW.ended_at IS NULL)"
    )
    yield on("casebook", "guard_purge_certificate", "BEFORE UPDATE OF certificate", "purge", of=another)
    yield owned(
        "casebook",
        "guard_as_agreed() RETURNS trigger",
        f"BEGIN IF {OWNERS} OR {_STILL} OR NOT {_RUNNING.format('', '')} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION 'moved on since two agreed to it' {REFUSED}; END",
    )
    for table in _GOING:
        yield on("casebook", f"guard_{table}_as_agreed", "BEFORE DELETE", table, function="guard_as_agreed()")
