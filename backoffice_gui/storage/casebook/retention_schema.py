"""Holds, purges and what is left of what was purged: tables of the casebook without a word of a person.

A purge and its items stay, as the proof of what two people agreed to; triggers keep them as they were.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.schema import MODEL
from backoffice_gui.storage.types import Moment

__all__ = ["hold", "last_number", "purge", "purge_item", "purge_secret", "tombstone"]

_Id = BigInteger().with_variant(Integer, "sqlite")

hold = Table(
    "hold",
    MODEL,
    Column("hold", _Id, primary_key=True),
    Column("case", _Id, ForeignKey(cases.c.case), nullable=False, index=True),
    Column("agent", Text, nullable=False, comment="who holds it back: a login"),
    Column("reason", Text, nullable=False),
    Column("until", Text, nullable=False, comment="the last day, ISO"),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=True),
    Column("ended_by", Text, nullable=True),
    sqlite_autoincrement=True,
)

purge = Table(
    "purge",
    MODEL,
    Column("purge", _Id, primary_key=True),
    Column("requested_at", Moment, nullable=False),
    Column("requester", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="of the exact selection and its rules (domain.retention.digest_of)"),
    Column("items", Integer, nullable=False),
    Column("rules", Text, nullable=False, comment="JSON: the durations in force"),
    Column("approver", Text, nullable=True),
    Column("approved_at", Moment, nullable=True),
    Column("started_at", Moment, nullable=True),
    Column("ended_at", Moment, nullable=True, comment="carried out, or withdrawn"),
    Column("withdrawn_by", Text, nullable=True),
    Column("certificate", Text, nullable=False, server_default=text("''"), comment="JSON, without a word of a person"),
    CheckConstraint("approver IS NULL OR lower(trim(approver)) <> lower(trim(requester))", name="two_people"),
    CheckConstraint("(approver IS NULL) = (approved_at IS NULL)", name="approved"),
    CheckConstraint("started_at IS NULL OR approver IS NOT NULL", name="started"),
)

purge_item = Table(
    "purge_item",
    MODEL,
    Column("purge", _Id, ForeignKey("purge.purge"), primary_key=True),
    Column("category", Text, primary_key=True),
    Column("subject", _Id, primary_key=True, comment="a case, or a row of the inbox"),
    Column("version", _Id, nullable=False, comment="the subject's, as it was seen"),
    Column("outcome", Text, nullable=False, server_default=text("''"), comment="done, or why it was left"),
    Index("ix_purge_item_subject_category", "subject", "category"),
)

tombstone = Table(
    "tombstone",
    MODEL,
    Column("tombstone", _Id, primary_key=True),
    Column("purge", _Id, ForeignKey("purge.purge"), nullable=False),
    Column("category", Text, nullable=False),
    Column("case", _Id, nullable=True, comment="its number in the store, given to no other"),
    Column("mark", Text, nullable=False, comment="keyed hash of what the web calls the submission"),
    Column("at", Moment, nullable=False),
    Index("ix_tombstone_case_category", "case", "category"),
    Index("ix_tombstone_mark", "mark"),
)

purge_secret = Table(
    "purge_secret",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column(
        "key",
        LargeBinary,
        nullable=False,
        comment="256 bits: what tombstones (n = 1) and searches (2) are hashed under",
    ),
    Column("made_at", Moment, nullable=False),
)

last_number = Table(
    "last_number",
    MODEL,
    Column("name", Text, primary_key=True, comment="of a table whose numbers are never given twice"),
    Column("last", _Id, nullable=False, comment="the highest that a purge has removed"),
)
