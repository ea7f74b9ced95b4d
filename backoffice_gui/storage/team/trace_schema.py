"""What the server itself notes of who did what (`migrations.team_trace`): one table in each of a team's schemas."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Index, Table, Text, func

from backoffice_gui.storage.types import metadata

__all__ = ["TRACE_MODEL", "trace"]

TRACE_MODEL = metadata()

trace = Table(
    "trace",
    TRACE_MODEL,
    Column("n", BigInteger, primary_key=True),
    Column("at", DateTime(timezone=True), server_default=func.now(), nullable=False),
    Column("login", Text, nullable=False, comment="whose connection it was"),
    Column("what", Text, nullable=False, comment="a code word"),
    Column(
        "subject", BigInteger, nullable=False, comment="a number of what it is about; of the journal the first line"
    ),
    Column("upto", BigInteger, nullable=True, comment="of the journal the last line"),
    Index("ix_trace_what_subject", "what", "subject"),
)
