"""The caseload's tables in the casebook: persons, cases, and all that hangs on them.

Rows of `identity`, `contact`, `case_event` and `note` are only added (triggers refuse otherwise): what a person
declared, and what an agent did, is never overwritten.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from backoffice_gui.storage.casebook.schema import MODEL
from backoffice_gui.storage.types import Moment

__all__ = [
    "agent_code",
    "case_event",
    "case_fact",
    "case_form",
    "case_moved",
    "cases",
    "certificate",
    "change",
    "contact",
    "draft",
    "identity",
    "intake_mark",
    "match_key",
    "note",
    "numbering",
    "person",
    "proposal",
    "saved_view",
    "tally",
]

_Id = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, comment: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text("''"), comment=comment or None)


def _where(rows: str) -> dict[str, Any]:
    """Of an index: the rows that it knows, in words of both databases."""
    return {"sqlite_where": text(rows), "postgresql_where": text(rows)}


person = Table(
    "person",
    MODEL,
    Column("person", _Id, primary_key=True),
    Column("made_at", Moment, nullable=False),
    _text("applicant", "FAMILY Given names, as last declared"),
    _text("sort_key", "French order (domain.names)"),
    _text("family_name"),
    _text("used_name"),
    _text("given_names", "a JSON list"),
    _text("sex"),
    _text("birth", "as declared"),
    _text("birth_place"),
    _text("birth_country"),
    _text("nationalities", "a JSON list"),
    _text("ofpra_number", "as declared"),
    _text("ofpra_key", "normalised"),
    _text("foreigner_number", "as declared"),
    _text("foreigner_key", "normalised"),
    Column("cases", Integer, nullable=False, server_default=text("0"), comment="how many hang on it"),
    Column("joined_to", _Id, nullable=True, comment="the person that an agent says this one is"),
    Index("ix_person_ofpra_key", "ofpra_key"),
    Index("ix_person_foreigner_key", "foreigner_key"),
    Column("compared", Boolean, nullable=False, server_default=false(), comment="with those who share a match key"),
    Index(
        "ix_person_compared",
        "compared",
        sqlite_where=text("compared = 0"),
        postgresql_where=text("NOT compared"),
    ),
    Index("ix_person_joined_to", "joined_to", **_where("joined_to IS NOT NULL")),
)

identity = Table(
    "identity",
    MODEL,
    Column("identity", _Id, primary_key=True),
    Column("person", _Id, ForeignKey("person.person"), nullable=False, index=True),
    Column("case", _Id, nullable=True, comment="the case that declared it"),
    Column("declared_at", Moment, nullable=False),
    Column("form", Text, nullable=False, comment="the identity as declared, JSON"),
)

contact = Table(
    "contact",
    MODEL,
    Column("contact", _Id, primary_key=True),
    Column("person", _Id, ForeignKey("person.person"), nullable=False, index=True),
    Column("field", Text, nullable=False, comment="address, email, phone"),
    Column("value", Text, nullable=False, comment="as declared; an address as JSON"),
    Column("key", Text, nullable=False, comment="the compared form (domain.reach, domain.postal)"),
    Column("valid_from", Text, nullable=True, comment="a day, ISO"),
    Column("received_at", Moment, nullable=False),
    Column("entered_by", Text, nullable=False, comment="a login, or `form`"),
    Column("case", _Id, nullable=True),
    Column("replaces", _Id, nullable=True, comment="the line it ended"),
    Index("ix_contact_field_key", "field", "key"),
    Index("ix_contact_replaces", "replaces", **_where("replaces IS NOT NULL")),
)

match_key = Table(
    "match_key",
    MODEL,
    Column("key", Text, primary_key=True, comment="a blocking key (domain.matching)"),
    Column("person", _Id, ForeignKey("person.person"), primary_key=True, index=True),
)

cases = Table(
    "cases",
    MODEL,
    Column("case", _Id, primary_key=True, comment="dense, in order of arrival"),
    Column("number", Text, nullable=False, unique=True, comment="what people say: DL-2026-000412"),
    Column("version", Integer, nullable=False, server_default=text("1"), comment="rises with every change"),
    Column("kind", Text, nullable=False),
    _text("about", "code words: certificate types, changed fields"),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("bucket", SmallInteger, nullable=False, comment="domain.cases.Bucket"),
    _text("agent", "the holder's login"),
    Column("person", _Id, ForeignKey("person.person"), nullable=True, index=True),
    _text("applicant"),
    _text("sort_key"),
    _text("ofpra_number"),
    Column("received_at", Moment, nullable=False),
    Column("due_on", Text, nullable=True, comment="a day, ISO; none while the clock stands still"),
    Column("days_left", Integer, nullable=True, comment="working days that were left when the clock was stopped"),
    Column("receipt_due_on", Text, nullable=True, comment="CRPA L. 112-11"),
    Column("receipt_done_at", Moment, nullable=True),
    Column("closed_at", Moment, nullable=True),
    Column("parts", Integer, nullable=False, server_default=text("0")),
    Column("badges", Integer, nullable=False, server_default=text("0")),
    Column("unread", Boolean, nullable=False, server_default=true()),
    _text("answer", "the code words of what was answered"),
    _text("comment", "the person's own words"),
    _text("delivery", "the address asked for, JSON"),
    _text("language"),
    Column("store_id", Text, nullable=True),
    Column("inbox_row", _Id, nullable=True, comment="the submission's row in the inbox"),
    _text("origin"),
    _text("submission"),
    _text("digest"),
    Column(
        "reader", Integer, nullable=False, server_default=text("0"), comment="the version of the reader that read it"
    ),
    Index(
        "ix_cases_origin_submission_digest",
        "origin",
        "submission",
        "digest",
        unique=True,
        **_where("submission <> ''"),
    ),
)

case_form = Table(
    "case_form",
    MODEL,
    Column("case", _Id, ForeignKey("cases.case"), primary_key=True),
    Column("kind", Text, nullable=False, comment="the kind that its manifest says"),
    Column("octets", LargeBinary, nullable=True, comment="part 0 as it came, at most 1 MiB; larger stays in the inbox"),
)

numbering = Table(
    "numbering",
    MODEL,
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False, comment="the last number given; none is given twice"),
)

certificate = Table(
    "certificate",
    MODEL,
    Column("case", _Id, ForeignKey("cases.case"), primary_key=True),
    Column("n", Integer, primary_key=True),
    _text("type"),
    _text("form"),
    _text("copies"),
    _text("event", "JSON: date, place, country, spouse, parents"),
    _text("answer"),
    _text("reason"),
    Column("answered_at", Moment, nullable=True),
)

change = Table(
    "change",
    MODEL,
    Column("case", _Id, ForeignKey("cases.case"), primary_key=True),
    Column("field", Text, primary_key=True, comment="address, email, phone"),
    _text("before", "as the form says; an address as JSON"),
    _text("after"),
    _text("key", "the compared form of `after` (domain.reach)"),
    Column("valid_from", Text, nullable=True, comment="from which day on, ISO"),
    _text("decision"),
    _text("reason"),
    Column("decided_at", Moment, nullable=True),
    Index("ix_change_field_key", "field", "key"),
)

case_event = Table(
    "case_event",
    MODEL,
    Column("event", _Id, primary_key=True),
    Column("case", _Id, ForeignKey("cases.case"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False, comment="a login, or `program`"),
    Column("name", Text, nullable=False),
    _text("details", "JSON object of code words and values"),
    _text("before", "JSON: what an undo puts back"),
    Column("version", Integer, nullable=False, comment="the case's version after it"),
    Column("undoes", _Id, nullable=True, comment="the event it takes back"),
)

note = Table(
    "note",
    MODEL,
    Column("note", _Id, primary_key=True),
    Column("case", _Id, ForeignKey("cases.case"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("agent", Text, nullable=False),
    Column("text", Text, nullable=False),
)

draft = Table(
    "draft",
    MODEL,
    Column("case", _Id, ForeignKey("cases.case"), primary_key=True),
    Column("agent", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

saved_view = Table(
    "saved_view",
    MODEL,
    Column("view", _Id, primary_key=True),
    Column("owner", Text, nullable=False, comment="a login; empty: everybody's"),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False, comment="JSON: filter, sort, columns"),
    Column("position", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("owner", "name"),
)

proposal = Table(
    "proposal",
    MODEL,
    Column("case", _Id, ForeignKey("cases.case"), primary_key=True),
    Column("other", _Id, primary_key=True, index=True, comment="a case, or a person where `kind` is same_person"),
    Column("kind", Text, primary_key=True),
    Column("score", Integer, nullable=False),
    Column("reasons", Text, nullable=False, comment="a JSON list of code words"),
    Column("made_at", Moment, nullable=False),
    Column("dismissed_at", Moment, nullable=True),
)

intake_mark = Table(
    "intake_mark",
    MODEL,
    Column("store_id", Text, primary_key=True),
    Column("row", _Id, nullable=False, comment="every inbox row up to this one is a case, or is in `waiting`"),
    Column(
        "waiting", Text, nullable=False, server_default=text("'[]'"), comment="a JSON list of rows not taken in yet"
    ),
    Column("reader", Integer, nullable=False, server_default=text("0")),
)

tally = Table(
    "tally",
    MODEL,
    Column("bucket", SmallInteger, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("agent", Text, primary_key=True),
    Column("number", Integer, nullable=False, comment="kept by triggers: counts without counting"),
)

agent_code = Table(
    "agent_code",
    MODEL,
    Column("code", _Id, primary_key=True, comment="what stands for a login in `case_fact`"),
    Column("agent", Text, nullable=False, unique=True),
)

case_fact = Table(
    "case_fact",
    MODEL,
    Column("case", _Id, primary_key=True),
    Column("what", BigInteger, nullable=False, comment="what a list can be narrowed by, packed (casebook.facts)"),
    Column("days", BigInteger, nullable=False, comment="minutes of receipt and closing, packed"),
)
"""A narrow copy of what lists are narrowed and sorted by, kept by triggers: all of it is read in a second."""

case_moved = Table(
    "case_moved",
    MODEL,
    Column("n", _Id, primary_key=True, comment="rises with every change; a case stands here once, by its last"),
    Column("case", _Id, nullable=False, index=True),
    sqlite_autoincrement=True,
)

Index("ix_cases_bucket_due_on", cases.c.bucket, cases.c.due_on, cases.c.case)
Index("ix_cases_sort_key", cases.c.sort_key, cases.c.case, cases.c.bucket)
Index("ix_cases_submission", cases.c.submission)
Index("ix_cases_bucket_closed_at", cases.c.bucket, cases.c.closed_at, cases.c.case)
Index("ix_cases_bucket_case", cases.c.bucket, cases.c.case)
Index("ix_cases_agent_bucket_due_on", cases.c.agent, cases.c.bucket, cases.c.due_on, cases.c.case)
Index("ix_cases_inbox_row", cases.c.store_id, cases.c.inbox_row)
