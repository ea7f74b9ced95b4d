"""What proves a copied inbox: it holds as it is made; what is tried on damaged ones stands in `test_move_store`."""

from __future__ import annotations

import pytest

from backoffice_gui.actions.move_proof import prove_inbox, prove_rows
from backoffice_gui.audit import Anchor
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import MODEL
from backoffice_gui.storage.pouring import Tally, numbers, rows_of
from tests.support.desks import Store
from tests.support.moves import SIGNER, filled


def test_a_sound_inbox_is_proven(store: Store) -> None:
    """With the front end's keys or without; a head that was noted elsewhere must be in the chain."""
    filled(store.world, 2)
    inbox = store.world.inbox
    with inbox.reading() as connection:
        head = audit_log.head(connection)
    heard: list[int] = []
    found = dict(prove_inbox(inbox, [head], SIGNER.keys, heard.append))
    assert found == {"chunks": 10, "receipts": 2, "ledger": 2, "inbox_audit": head.n}
    assert sum(heard) > 3
    assert dict(prove_inbox(inbox, (), None, heard.append)) == found
    with pytest.raises(StoreDamaged, match="inbox_audit"):
        prove_inbox(inbox, [Anchor(head.n, bytes(32))], None, heard.append)


def test_rows_are_those_that_were_read(store: Store) -> None:
    """Each table by its digest."""
    filled(store.world, 1)
    tables, read = MODEL.sorted_tables, {}
    with store.world.inbox.reading() as connection:
        for table in tables:
            read[table.name] = Tally()
            for some in rows_of(connection, table):
                read[table.name].heard(some)
        given = numbers(connection, tables)
    prove_rows(store.world.inbox, tables, read, given, lambda _rows: None)
    with pytest.raises(StoreDamaged, match=r"numbers"):
        prove_rows(store.world.inbox, tables, read, given | {"attempt": 99}, lambda _rows: None)
    read["submission"].heard([("EXEMPLE",)])
    with pytest.raises(StoreDamaged, match=r"rows:1/2"):
        prove_rows(store.world.inbox, tables, read, given, lambda _rows: None)
