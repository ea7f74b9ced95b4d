"""Two tables that only a team has: who has a case open, and who writes about one. Rows that end by themselves.

Their times are the server's own (`now()`): no desk's clock decides whether another desk is there.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, text

from backoffice_gui.storage.casebook.schema import MODEL

__all__ = ["CHANNEL", "TEAM_MODEL"]

CHANNEL = "backoffice_case"
"""What is said there: `arrived`, `moved`, `views`, `company` and a case's number, `probe`; never a word of a person."""

TEAM_MODEL = MetaData(naming_convention=MODEL.naming_convention)
_Moment = DateTime(timezone=True)


def _text(name: str, comment: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text("''"), comment=comment or None)


Table(
    "presence",
    TEAM_MODEL,
    Column("agent", Text, primary_key=True, comment="a login"),
    Column("post", Text, primary_key=True, comment="the machine's name"),
    Column("case", BigInteger, nullable=False, comment="what this desk shows"),
    Column("since", _Moment, nullable=False),
    Column("seen_at", _Moment, nullable=False, comment="its last sign of life"),
)

Table(
    "editing",
    TEAM_MODEL,
    Column("case", BigInteger, primary_key=True, autoincrement=False, comment="one writes at a time"),
    Column("agent", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("since", _Moment, nullable=False),
    Column("typed_at", _Moment, nullable=False, comment="the last key"),
    _text("wanted_by", "who asks to take over"),
    Column("wanted_at", _Moment, nullable=True),
    _text("taken_from", "who wrote before"),
)
