"""The casebook's tables: the model that its migrations must equal."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from backoffice_gui.storage.types import Moment, metadata

__all__ = ["MODEL", "audit", "audit_boundary", "audit_key", "private_key", "recovery_key", "store_link"]

MODEL = metadata()
_Id = BigInteger().with_variant(Integer, "sqlite")

private_key = Table(
    "private_key",
    MODEL,
    Column("n", _Id, primary_key=True, comment="the highest is the newest"),
    Column("fingerprint", Text, nullable=False, unique=True, comment="of its public half"),
    Column("suite", Text, nullable=False),
    Column("seed", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)

recovery_key = Table(
    "recovery_key",
    MODEL,
    Column("n", _Id, primary_key=True),
    Column("suite", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("sealed_master", LargeBinary, nullable=False, comment="the master secret, sealed to this key"),
    Column("made_at", Moment, nullable=False),
)

store_link = Table(
    "store_link",
    MODEL,
    Column("store_id", Text, primary_key=True, comment="an inbox whose keys are here"),
    Column("at", Moment, nullable=False),
)

audit = Table(
    "audit",
    MODEL,
    Column("n", _Id, primary_key=True, comment="dense, from the first that was not purged"),
    Column("event", Text, nullable=False, comment="canonical JSON (audit.chain)"),
    Column("hash", LargeBinary, nullable=False, comment="SHA-256(hash before, event)"),
)
"""Beside these it has columns read out of the event (`subject`, `verb`, `agent`, `hour`), with an index each: v1_2."""

audit_boundary = Table(
    "audit_boundary",
    MODEL,
    Column("upto", _Id, primary_key=True, comment="events up to this one were purged"),
    Column("hash", LargeBinary, nullable=False, comment="of that event: the chain goes on from it"),
    Column("at", Moment, nullable=False),
)

audit_key = Table(
    "audit_key",
    MODEL,
    Column("n", _Id, primary_key=True, comment="the highest signs"),
    Column("public", LargeBinary, nullable=False, unique=True, comment="Ed25519, 32 octets"),
    Column("seed", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)
