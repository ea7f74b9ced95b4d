"""What only a team's casebook has: services, who belongs to them, the agents' keys, and which recovery keys hold."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, LargeBinary, Table, Text

from backoffice_gui.storage.types import Moment, metadata

__all__ = ["TEAM_MODEL", "agent_key", "agent_service", "recovery_vouch", "service", "service_kind"]

TEAM_MODEL = metadata()

service = Table(
    "service",
    TEAM_MODEL,
    Column("service", BigInteger, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

agent_service = Table(
    "agent_service",
    TEAM_MODEL,
    Column("agent", Text, primary_key=True),
    Column("service", BigInteger, ForeignKey("service.service"), primary_key=True),
)

service_kind = Table(
    "service_kind",
    TEAM_MODEL,
    Column("kind", Text, primary_key=True, comment="what comes in of this kind goes to this service"),
    Column("service", BigInteger, ForeignKey("service.service"), nullable=False),
)

agent_key = Table(
    "agent_key",
    TEAM_MODEL,
    Column("agent", Text, primary_key=True, comment="the login of his role"),
    Column("suite", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=True, comment="the key of the team, sealed to his public half"),
    Column("vouched", LargeBinary, nullable=True, comment="that somebody who has the key admitted this public half"),
    Column("asked_at", Moment, nullable=False),
    Column("admitted_by", Text, nullable=True),
    Column("admitted_at", Moment, nullable=True),
    Column("ended_at", Moment, nullable=True, comment="his access was ended"),
    CheckConstraint("(admitted_by IS NULL) = (admitted_at IS NULL)", name="admitted"),
    CheckConstraint("sealed IS NULL OR (admitted_at IS NOT NULL AND ended_at IS NULL)", name="sealed"),
)

recovery_vouch = Table(
    "recovery_vouch",
    TEAM_MODEL,
    Column("n", BigInteger, primary_key=True, autoincrement=False, comment="the recovery key of this number"),
    Column("code", LargeBinary, nullable=False, comment="that somebody who has the key of the team vouches for it"),
    Column("word", LargeBinary, nullable=True, comment="SHA-256 of the word that nothing but this recovery key says"),
)
