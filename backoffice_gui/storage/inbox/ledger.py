"""The front end's ledger as we have read it, and the numbers we know to be missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.receipts import Receipt, entry_hash
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import gap, ledger, ledger_pin, submission

__all__ = [
    "Gap",
    "LedgerEntry",
    "LedgerState",
    "add_gap",
    "append",
    "entries",
    "entry",
    "fill_gap",
    "gaps",
    "has_seq",
    "pin",
    "seqs",
    "state",
]


@dataclass(frozen=True, slots=True)
class LedgerState:
    """How far the ledger has been read: `pos` and `head` of the last entry read.

    `pinned`: `ledger_high` of the first list. Where nothing was read yet, `pos` is the entry
    before the pinned one (0 at least) and `head` is nothing: the pinned entry's own `prev` is
    taken as it is, and the chain is checked from it.
    """

    epoch: str
    pinned: int
    pos: int
    head: str | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry as it was served, with what it says in clear."""

    epoch: str
    pos: int
    seq: int
    key: SubmissionKey
    jws: str
    hash: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers `low` to `high` that are neither held nor in the ledger, known since `since`."""

    low: int
    high: int
    since: datetime


def state(connection: Connection, epoch: str | None = None) -> LedgerState | None:
    """Where reading goes on in this epoch (nothing: in the one pinned last); nothing if it was never pinned."""
    which = ledger_pin.c.n > 0 if epoch is None else ledger_pin.c.epoch == epoch
    pinned = connection.execute(ledger_pin.select().where(which).order_by(ledger_pin.c.n.desc()).limit(1)).first()
    if pinned is None:
        return None
    last = connection.execute(
        select(ledger.c.pos, ledger.c.hash).where(ledger.c.epoch == pinned.epoch).order_by(ledger.c.pos.desc()).limit(1)
    ).first()
    if last is None:
        return LedgerState(pinned.epoch, pinned.pos, max(pinned.pos - 1, 0), None)
    return LedgerState(pinned.epoch, pinned.pos, last.pos, last.hash)


def pin(tx: Connection, epoch: str, pos: int, at: datetime) -> LedgerState | None:
    """Pin the ledger of an epoch at `ledger_high` of its first list; an epoch is pinned once."""
    known = tx.execute(select(ledger_pin.c.n).where(ledger_pin.c.epoch == epoch)).first()
    if known is None:
        n = (tx.execute(select(func.max(ledger_pin.c.n))).scalar() or 0) + 1
        tx.execute(ledger_pin.insert().values(n=n, epoch=epoch, pos=pos, at=at))
        audit_log.append(tx, [AuditEvent(at, Verb.LEDGER_PINNED, Role.COLLECTOR, f"epoch:{n}", (("pos", pos),))])
    return state(tx)


def append(tx: Connection, new: Sequence[tuple[str, Receipt]], epoch: str, at: datetime) -> None:
    """Keep entries (JWS as served, and parsed) in order of `pos`; one that is there already stays as it is."""
    if not new:
        return
    positions = [receipt.pos for _jws, receipt in new]
    query = select(ledger.c.pos).where(
        and_(ledger.c.epoch == epoch, ledger.c.pos.between(min(positions), max(positions)))
    )
    there = set(tx.scalars(query))
    values = [
        {
            "epoch": epoch,
            "pos": receipt.pos,
            "origin": receipt.origin,
            "id": receipt.id,
            "digest": receipt.digest,
            "seq": receipt.seq,
            "jws": jws,
            "hash": entry_hash(jws),
            "read_at": at,
        }
        for jws, receipt in new
        if receipt.pos not in there
    ]
    if values:
        tx.execute(ledger.insert(), values)


_ENTRY = select(
    ledger.c.epoch, ledger.c.pos, ledger.c.seq, ledger.c.origin, ledger.c.id, ledger.c.digest, ledger.c.jws,
    ledger.c.hash,
)  # fmt: skip


def _entry(row: Row[*tuple[Any, ...]]) -> LedgerEntry:
    key = SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest))
    return LedgerEntry(row.epoch, row.pos, row.seq, key, row.jws, row.hash)


def entry(connection: Connection, key: SubmissionKey, jws: str | None = None) -> LedgerEntry | None:
    """The last entry about a submission of ours, if the ledger as read has one (found by its `seq`); or that very one.

    Another epoch may have served it again, at another place.
    """
    c, s = ledger.c, submission.c
    seq = select(s.seq).where(and_(s.id == key.id, s.digest == key.digest, s.origin == key.origin)).scalar_subquery()
    query = _ENTRY.where(and_(c.seq == seq, c.id == key.id, c.digest == key.digest, c.origin == key.origin))
    query = query if jws is None else query.where(c.jws == jws)
    row = connection.execute(query.order_by(c.n.desc()).limit(1)).first()
    return None if row is None else _entry(row)


def entries(connection: Connection, epoch: str, after: int = 0, limit: int = 500) -> list[LedgerEntry]:
    """At most `limit` entries of an epoch after `pos` number `after`, in order."""
    query = _ENTRY.where(and_(ledger.c.epoch == epoch, ledger.c.pos > after)).order_by(ledger.c.pos).limit(limit)
    return [_entry(row) for row in connection.execute(query)]


def has_seq(connection: Connection, epoch: str, seq: int) -> bool:
    """Whether the ledger as read speaks of this number."""
    query = select(ledger.c.n).where(and_(ledger.c.epoch == epoch, ledger.c.seq == seq)).limit(1)
    return connection.execute(query).first() is not None


def seqs(connection: Connection, epoch: str, low: int, high: int) -> set[int]:
    """The numbers from `low` to `high` that the ledger as read speaks of."""
    query = select(ledger.c.seq).where(and_(ledger.c.epoch == epoch, ledger.c.seq.between(low, high)))
    return set(connection.scalars(query))


def gaps(connection: Connection, epoch: str) -> list[Gap]:
    """The intervals of numbers nobody accounts for, in order."""
    rows = connection.execute(gap.select().where(gap.c.epoch == epoch).order_by(gap.c.low))
    return [Gap(row.low, row.high, row.since) for row in rows]


def add_gap(tx: Connection, epoch: str, low: int, high: int, at: datetime) -> None:
    """Note that `low` to `high` are neither held nor in the ledger; what is known already keeps its `since`."""
    missing = [(low, high)] if low <= high else []
    for known in gaps(tx, epoch):
        missing = [piece for each in missing for piece in _without(each, known.low, known.high)]
    for each in missing:
        tx.execute(gap.insert().values(epoch=epoch, low=each[0], high=each[1], since=at))


def fill_gap(tx: Connection, epoch: str, low: int, high: int) -> None:
    """Note that `low` to `high` are accounted for: listed, or in the ledger."""
    for known in gaps(tx, epoch):
        left = _without((known.low, known.high), low, high)
        if left != [(known.low, known.high)]:
            tx.execute(gap.delete().where(and_(gap.c.epoch == epoch, gap.c.low == known.low)))
            for each in left:
                tx.execute(gap.insert().values(epoch=epoch, low=each[0], high=each[1], since=known.since))


def _without(interval: tuple[int, int], low: int, high: int) -> list[tuple[int, int]]:
    """An interval without the numbers from `low` to `high`."""
    start, end = interval
    if high < start or low > end:
        return [interval]
    pieces = [(start, low - 1), (high + 1, end)]
    return [piece for piece in pieces if piece[0] <= piece[1]]
