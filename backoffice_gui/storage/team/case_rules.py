"""Who may say what a case came of, and what is known of a person: the program's own writing, which has no event beside.

What is done in treating a case is told in its story (`guards`). What taking in writes is judged here by what can't be
said: what lies in the inbox, and whether somebody sees all services.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.storage.team.owned import OWNERS, REFUSED, on, owned

__all__ = ["DECLARED", "taking_in"]

DECLARED = (
    "applicant, sort_key, family_name, used_name, given_names, sex, birth, birth_place, birth_country, nationalities, "
    "ofpra_number, ofpra_key, foreigner_number, foreigner_key"
)
"""What somebody is known and found by, as last declared."""
_LIES_THERE = (
    "EXISTS (SELECT 1 FROM inbox.submission s JOIN inbox.store t ON t.store_id = NEW.store_id "
    "WHERE s.row = NEW.inbox_row AND s.origin = NEW.origin AND s.id = NEW.submission AND s.digest = NEW.digest)"
)


def taking_in() -> Iterator[str]:
    """The statements, in order; they are of the schema `casebook`."""
    yield owned(
        "casebook",
        "guard_case_its_own() RETURNS trigger",
        f"BEGIN IF {OWNERS} THEN RETURN NEW; END IF; IF to_regclass('inbox.submission') IS NOT NULL THEN "
        f"IF {_LIES_THERE} THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION 'not what it came of' {REFUSED}; END",
    )
    other = "(NEW.store_id, NEW.inbox_row) IS DISTINCT FROM (OLD.store_id, OLD.inbox_row)"
    yield on("casebook", "guard_case_its_own", "BEFORE UPDATE OF store_id, inbox_row", "cases", of=other)
    yield owned(
        "casebook",
        "guard_takes_in() RETURNS trigger",
        f"BEGIN IF sees_all() THEN RETURN NEW; END IF; RAISE EXCEPTION 'by who takes in' {REFUSED}; END",
    )
    for table, columns in (("cases", "reader"), ("person", DECLARED)):
        old, new = (", ".join(f"{row}.{column}" for column in columns.split(", ")) for row in ("OLD", "NEW"))
        yield on(
            "casebook",
            f"guard_{table}_taken_in",
            f"BEFORE UPDATE OF {columns}",
            table,
            of=f"({new}) IS DISTINCT FROM ({old})",
            function="guard_takes_in()",
        )
