"""Erasing a foreign copy: the key first, in a commit of its own; then what it opened.

1. The wrapped keys are overwritten (`secure_delete` overwrites their page). 2. A checkpoint
brings that into the file and cuts the log. 3. The chunks are deleted, some at a time. 4. The
fact `erased_at` is filled. Cut anywhere, it is run again from the start. Facts stay as a
tombstone. Flash and backups may keep old pages: only a purge epoch ends those.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import attempts, ledger, outcomes, projection, removal
from backoffice_gui.storage.inbox.schema import attempt, chunk
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["FOREIGN_KEPT", "erase", "may_erase"]

FOREIGN_KEPT = timedelta(hours=24)
"""How long our copy of what a listed peer has taken over is kept (protocol §4.5)."""


def _check(facts: SubmissionFacts, at: datetime) -> None:
    receipt = facts.receipt
    if receipt is None or receipt.ours or not receipt.peer:
        raise Defect("only what a listed peer has taken over is erased")
    if at < receipt.recorded_at + FOREIGN_KEPT:
        raise Defect("erased before its time")


def _facts(connection: Connection, row: int) -> SubmissionFacts:
    found = projection.load_rows(connection, [row])
    if not found:
        raise Defect("no such submission")
    return found[0].facts


def _alive(tx: Connection, row: int) -> list[attempts.AttemptRow]:
    return [each for each in attempts.attempt_rows(tx, row) if not each.erased]


def may_erase(inbox: Inbox, row: int) -> bool:
    """Whether a peer's copy may go now: the ledger, in any epoch, has that very receipt, and the database lets it go.

    Asked before what lies elsewhere is destroyed. A receipt alone may be told to two stores, to each of the other.
    """
    with inbox.transaction() as tx:
        receipt = outcomes.receipt_jws(tx, row)
        if receipt is None or ledger.entry(tx, _facts(tx, row).key, receipt) is None:
            return False
        return all(removal.may_end(tx, each.id) for each in _alive(tx, row))


def _destroy_keys(inbox: Inbox, row: int, at: datetime) -> tuple[SubmissionFacts, bool]:
    """The facts, and whether every key is gone: all of them, or none."""
    with inbox.transaction() as tx:
        facts = _facts(tx, row)
        _check(facts, at)
        alive = _alive(tx, row)
        if not all(removal.may_end(tx, each.id) for each in alive):
            return facts, False
        for each in alive:
            removal.destroy_key(tx, each.id, len(each.wrapped_key))
    return facts, True


def _delete_some(inbox: Inbox, row: int) -> bool:
    ids = (
        select(chunk.c.n_chunk)
        .join(attempt, attempt.c.attempt == chunk.c.attempt)
        .where(attempt.c.row == row)
        .limit(attempts.SLICE)
    )
    with inbox.transaction() as tx:
        some = list(tx.scalars(ids))
        if some:
            removal.forget_chunks(tx, some)
    return len(some) == attempts.SLICE


def erase(inbox: Inbox, row: int, at: datetime) -> SubmissionFacts:
    """Erase our copy of a submission that a listed peer took over at least 24 hours ago.

    Without `erased_at` what comes back was left: a team's server counts the day by its own clock, from when it was
    told, and keeps what a case was made of. Raises `Defect` for any other; `StoreBusy` where a reader holds the log
    (run it again).
    """
    facts, gone = _destroy_keys(inbox, row, at)
    if facts.erased_at is not None or not gone:
        return facts
    inbox.checkpoint()
    while _delete_some(inbox, row):
        pass
    with inbox.transaction() as tx:
        facts = outcomes.erased(tx, row, at)[0]
    inbox.reclaim()
    inbox.checkpoint()
    return facts
