"""How a submission ends: one serialised transaction writes the entry and changes the state.

`pos` and `prev` come from the counter row, the entry is stored as it will be served, and the
octets are destroyed only afterwards (protocol §2, §3.8, §5).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from backoffice_gui.clock import iso
from backoffice_gui.reference_front.database import Connection
from backoffice_gui.reference_front.jose import RECEIPT, Signer

__all__ = ["Ending", "Judgement", "LedgerPage", "TakeOver", "Taker", "Writer", "entries", "entry_of"]

Row = tuple[str, str, str, int, str, int]
"""`id, digest, state, seq, submitted_at, parts` of a submission."""

_ROW = "SELECT id, digest, state, seq, submitted_at, parts FROM submission"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes over: the store, and the collector by its certificate's subject (RFC 4514)."""

    store_id: str
    collector: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """One acknowledgement asked for; `stored_at` as the client wrote it."""

    id: str
    digest: str
    stored_at: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to one: a status of 3.4, with a receipt (200, 201, 410) or a problem's name."""

    id: str
    status: int
    receipt: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A submission that came to its end just now, for the truth file and the person."""

    id: str
    outcome: str
    at: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of 3.7."""

    low_pos: int
    high_pos: int
    entries: tuple[str, ...]


class Writer:
    """The ledger's end, held for one transaction; nothing is written before `close`."""

    def __init__(self, tx: Connection, signer: Signer, origin: str, now: datetime) -> None:
        self._tx = tx
        self._signer = signer
        self._origin = origin
        self._now = now
        self._pos, self._head = tx.execute("SELECT pos, head FROM counter").fetchone()
        self._entries: dict[str, tuple[int, str, str]] = {}
        self.endings: list[Ending] = []

    def take_over(self, asked: TakeOver, taker: Taker) -> Judgement:
        """Judge one acknowledgement exactly as 3.4 says: the digest first, in every state."""
        row: Row | None = self._tx.execute(f"{_ROW} WHERE id = ?", (asked.id,)).fetchone()
        if row is None:
            return Judgement(asked.id, 404, problem="unknown-submission")
        if row[1] != asked.digest:
            return Judgement(asked.id, 409, problem="digest-mismatch")
        if asked.id in self._entries:
            return Judgement(asked.id, 200, receipt=self._entries[asked.id][2])
        if row[2] == "acknowledged":
            return Judgement(asked.id, 200, receipt=entry_of(self._tx, asked.id))
        if row[2] == "expired":
            return Judgement(asked.id, 410, receipt=entry_of(self._tx, asked.id), problem="expired")
        taken = {"store_id": taker.store_id, "collector": taker.collector, "stored_at": asked.stored_at}
        return Judgement(asked.id, 201, receipt=self._end(row, "acknowledged", taken))

    def expire(self, until: float, limit: int) -> None:
        """End as expired what is HELD beyond its `expires_at`, the earliest first."""
        due = f"{_ROW} WHERE state = 'held' AND expires_at <= ? ORDER BY expires_at LIMIT ?"
        for row in self._tx.execute(due, (until, limit)).fetchall():
            self._end(row, "expired", {})

    def _end(self, row: Row, outcome: str, taken: dict[str, str]) -> str:
        self._pos += 1
        at = iso(self._now)
        payload = {
            "version": 1,
            "origin": self._origin,
            "pos": self._pos,
            "seq": row[3],
            "id": row[0],
            "digest": row[1],
            "outcome": outcome,
            "submitted_at": row[4],
            **taken,
            "at": at,
            "parts_destroyed": row[5],
            "prev": self._head,
        }
        jws = self._signer.sign(msgspec.json.encode(payload), RECEIPT)
        self._entries[row[0]] = (self._pos, outcome, jws)
        self._head = "sha256-" + hashlib.sha256(jws.encode("ascii")).hexdigest()
        self.endings.append(Ending(row[0], outcome, at))
        return jws

    def close(self) -> None:
        """Write the entries, the states and the ledger's new end; all of it belongs to this transaction."""
        if not self.endings:
            return
        at = self._now.timestamp()
        ended = [(pos, id_, outcome, jws) for id_, (pos, outcome, jws) in self._entries.items()]
        self._tx.executemany(
            "INSERT INTO ledger (pos, id, at, jws) VALUES (?, ?, ?, ?)",
            [(pos, id_, at, jws) for pos, id_, _, jws in ended],
        )
        self._tx.executemany(
            "UPDATE submission SET state = ?, pos = ? WHERE id = ?",
            [(outcome, pos, id_) for pos, id_, outcome, _ in ended],
        )
        taken = any(ending.outcome == "acknowledged" for ending in self.endings)
        self._tx.execute(
            "UPDATE counter SET pos = ?, head = ?, held = held - ?, acknowledged_at = coalesce(?, acknowledged_at)",
            (self._pos, self._head, len(self.endings), self._now.timestamp() if taken else None),
        )


def entry_of(connection: Connection, id_: str) -> str:
    """The stored entry of an ended submission, as served the first time."""
    query = "SELECT l.jws FROM ledger l JOIN submission s ON s.pos = l.pos WHERE s.id = ?"
    return str(connection.execute(query, (id_,)).fetchone()[0])


def entries(connection: Connection, after: int, limit: int) -> LedgerPage:
    """Entries beyond `after`, in order, and the bounds of what is kept."""
    (high,) = connection.execute("SELECT pos FROM counter").fetchone()
    (low,) = connection.execute("SELECT min(pos) FROM ledger").fetchone()
    rows = connection.execute("SELECT jws FROM ledger WHERE pos > ? ORDER BY pos LIMIT ?", (after, limit)).fetchall()
    return LedgerPage(high + 1 if low is None else low, high, tuple(row[0] for row in rows))
