"""How far the inbox has been taken in: a row that all before it are dealt with, and those of them that still wait."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.storage.casebook.caseload_schema import intake_mark

__all__ = ["Mark", "mark", "put_mark"]

_M = intake_mark.c


@dataclass(frozen=True, slots=True)
class Mark:
    """Every inbox row up to `row` is a case, never will be one, or is in `waiting`.

    `reader`: the version of the reader by which every case was read, or tried.
    """

    row: int = 0
    waiting: frozenset[int] = frozenset()
    reader: int = 0


def mark(connection: Connection, store: StoreId) -> Mark:
    """The mark of an inbox by its name now; a new name begins at the first row."""
    row = connection.execute(select(_M.row, _M.waiting, _M.reader).where(_M.store_id == store)).first()
    return Mark() if row is None else Mark(row.row, frozenset(json.loads(row.waiting)), row.reader)


def put_mark(tx: Connection, store: StoreId, new: Mark) -> None:
    """Write the mark down."""
    values = {"row": new.row, "waiting": json.dumps(sorted(new.waiting)), "reader": new.reader}
    if not tx.execute(intake_mark.update().where(_M.store_id == store).values(**values)).rowcount:
        tx.execute(intake_mark.insert().values(store_id=store, **values))
