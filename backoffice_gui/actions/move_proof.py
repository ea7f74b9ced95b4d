"""Whether a store that was copied elsewhere is whole there: read over new connections, and judged by its own proofs.

The rows first, all of them, by the digest of what was read where the store is; then what the rows say of each other:
sealed chunks by their hashes, receipts by their signatures, the ledger and the chain link by link. Nothing is opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, case, select

from backoffice_gui.actions.verify_journal import verify_inbox
from backoffice_gui.actions.verify_store import ledger_faults
from backoffice_gui.audit import Anchor
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.receipts import MalformedReceipt, parse_receipt
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.sealing import MANIFEST_PART
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.dialect import zeros
from backoffice_gui.storage.inbox.schema import attempt, chunk, submission
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.pouring import Tally, numbers, patient, rows_of, streamed
from backoffice_gui.transfer.jws import TYP_RECEIPT, KeySet, Verdict, opened

__all__ = ["Heard", "prove_inbox", "prove_rows"]

Heard = Callable[[int], None]
"""Hears how many rows went by, and may raise to end it."""
_PAGE = 500
_CHUNKS = 16
_REFUSED = frozenset({Verdict.BAD_SIGNATURE, Verdict.BAD_HEADER})
"""Verdicts that no change of the front end's keys explains."""


def prove_rows(
    target: Database, tables: Sequence[Table], read: Mapping[str, Tally], given: Mapping[str, int], heard: Heard
) -> None:
    """Compare every row with what was read of it; raises `StoreDamaged("moved")` naming the table.

    `given`: the numbers that are not given again (`pouring.numbers`).
    """
    with target.fresh() as connection:
        patient(connection)
        for table in tables:
            found = Tally()
            with closing(rows_of(connection, table)) as rows:
                for some in rows:
                    found.heard(some)
                    heard(len(some))
            wanted = read[table.name]
            if (found.rows, found.digest) != (wanted.rows, wanted.digest):
                raise StoreDamaged("moved", what=table.name, where=f"rows:{found.rows}/{wanted.rows}")
        counted = numbers(connection, tables)
    for name, last in given.items():
        if counted[name] < last:
            raise StoreDamaged("moved", what=name, where="numbers")


def prove_inbox(
    target: Inbox, heads: Sequence[Anchor], keys: KeySet | None, heard: Heard
) -> tuple[tuple[str, int], ...]:
    """What holds of a copied inbox, by name and number; raises `StoreDamaged("moved")` for the first that does not.

    `heads`: of its chain, noted outside of it; `keys`: of the front end, which signed the receipts.
    """
    with target.fresh() as connection:
        patient(connection)
        chunks = _chunks(connection, heard)
        receipts = _receipts(connection, keys, heard)
    ledger = ledger_faults(target)
    for fault in ledger.faults:
        raise StoreDamaged("moved", what=fault.what, where=fault.where)
    walked = verify_inbox(target, heads)
    if not walked.ok:
        raise StoreDamaged("moved", what="inbox_audit", where=f"event:{walked.broken}")
    return (("chunks", chunks), ("receipts", receipts), *ledger.checked, ("inbox_audit", walked.events))


def _chunks(connection: Connection, heard: Heard) -> int:
    """Every sealed chunk of a verified copy against its hash, as verifying had noted it."""
    first = case((chunk.c.part == MANIFEST_PART, 0), else_=1)
    query = (
        select(attempt.c.attempt, attempt.c.row, attempt.c.chunk_hashes, chunk.c.sealed)
        .select_from(attempt.outerjoin(chunk, chunk.c.attempt == attempt.c.attempt))
        .where(
            attempt.c.verified_at.is_not(None),
            attempt.c.chunk_hashes.is_not(None),
            attempt.c.set_aside_at.is_(None),
            attempt.c.wrapped_key != zeros(attempt.c.wrapped_key),
        )
        .order_by(attempt.c.attempt, first, chunk.c.part, chunk.c.n)
    )
    checked = 0
    with closing(_each(connection, query, _CHUNKS)) as rows:
        for (_number, row, hashes), some in groupby(rows, key=itemgetter(0, 1, 2)):
            found = b"".join(hashlib.sha256(each.sealed).digest() for each in some if each.sealed is not None)
            if found != hashes:
                raise StoreDamaged("moved", what="chunks", where=f"submission:{row}")
            checked += len(hashes) // 32
            heard(1)
    return checked


def _receipts(connection: Connection, keys: KeySet | None, heard: Heard) -> int:
    """Every receipt: signed, about this submission, and saying what is noted of it."""
    c = submission.c
    query = select(c.row, c.origin, c.id, c.digest, c.receipt_jws, c.receipt_pos, c.receipt_store_id)
    checked = 0
    with closing(_each(connection, query.where(c.receipt_jws.is_not(None)).order_by(c.row), _PAGE)) as rows:
        for row in rows:
            if not _holds(row, keys):
                raise StoreDamaged("moved", what="receipts", where=f"submission:{row.row}")
            checked += 1
            heard(1)
    return checked


def _holds(row: Any, keys: KeySet | None) -> bool:
    try:
        if keys is not None and opened(row.receipt_jws, keys, TYP_RECEIPT).verdict in _REFUSED:
            return False
        receipt = parse_receipt(payload_octets(row.receipt_jws))
    except (NotCompactJws, MalformedReceipt):
        return False
    about = SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest))
    return (receipt.key, receipt.pos, receipt.store_id) == (about, row.receipt_pos, row.receipt_store_id)


def _each(connection: Connection, query: Select[Any], size: int) -> Generator[Row[Any]]:
    with closing(streamed(connection, query, size)) as slices:
        for some in slices:
            yield from some
