"""What a row may say that every desk reads: words and days that a program knows; one that none knows ends a whole list.

A login may say what it likes by another program than ours. What it may change is said by `grants`, and what has to be
told of it by `guards`; here, that whoever reads it afterwards can.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.domain.cases import BUCKETS, CaseKind, CaseState, Source
from backoffice_gui.storage.team.owned import OWNERS, RULE, on, owned

__all__ = ["readable"]

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMS = {
    "day": (f"^{_DAY}$", "date"),
    "moment": (f"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{{6}}Z$", "timestamptz"),
}
"""As `storage.types` writes them, and a day that there is."""
_TIMES = {
    "cases": {
        "due_on": "day",
        "receipt_due_on": "day",
        "received_at": "moment",
        "receipt_done_at": "moment",
        "closed_at": "moment",
    },
    "hold": {"until": "day", "made_at": "moment", "ended_at": "moment"},
    "purge": {"requested_at": "moment", "approved_at": "moment", "started_at": "moment", "ended_at": "moment"},
}
"""Of the tables of which a page of many is shown, or asked before something ends."""
_WORDS = {"kind": CaseKind, "state": CaseState, "source": Source}
_HEAP = (
    "CASE NEW.state "
    + " ".join(f"WHEN '{state.value}' THEN {bucket.value}" for state, bucket in BUCKETS.items())
    + " ELSE NEW.bucket END"
)


def _no_time(column: str, form: str) -> str:
    pattern, type_ = _FORMS[form]
    return f"NEW.{column} !~ '{pattern}' OR NEW.{column}::{type_} IS NULL"


def readable() -> Iterator[str]:
    """The statements, in order; they are of the schema `casebook`.

    Judged in a trigger's own words: nothing is called for a row that is well.
    """
    yield owned(
        "casebook",
        "guard_readable() RETURNS trigger",
        f"BEGIN IF {OWNERS} THEN RETURN NEW; END IF; RAISE EXCEPTION 'no word of ours' {RULE}; END",
    )
    for table, times in _TIMES.items():
        odd = " OR ".join(
            f"(NEW.{column} IS NOT NULL AND ({_no_time(column, form)}))" for column, form in times.items()
        )
        when = f"BEFORE INSERT OR UPDATE OF {', '.join(times)}"
        yield on("casebook", f"guard_{table}_times", when, table, of=odd, function="guard_readable()")
    unknown = " OR ".join(
        f"NEW.{column} NOT IN ({', '.join(repr(each.value) for each in words)})" for column, words in _WORDS.items()
    )
    when = f"BEFORE INSERT OR UPDATE OF {', '.join(_WORDS)}"
    yield on("casebook", "guard_cases_words", when, "cases", of=unknown, function="guard_readable()")
    yield owned(
        "casebook",
        "guard_bucket() RETURNS trigger",
        f"BEGIN IF NOT {OWNERS} THEN NEW.bucket := {_HEAP}; END IF; RETURN NEW; END",
    )
    yield on(
        "casebook", "guard_bucket", "BEFORE INSERT OR UPDATE OF state, bucket", "cases", of=f"NEW.bucket <> {_HEAP}"
    )
