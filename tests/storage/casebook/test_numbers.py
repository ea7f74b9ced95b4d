"""A number that a purge has removed is given to nobody else."""

from __future__ import annotations

from backoffice_gui.storage.casebook import cases, events, notes, numbers, persons
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def test_it_only_rises_and_is_heard_everywhere(casebook: Casebook) -> None:
    """Cases, persons, events and notes go on behind it."""
    with casebook.transaction() as tx:
        for name in ("cases", "person", "case_event", "note"):
            assert numbers.highest_removed(tx, name) == 0
            numbers.remember(tx, name, 41)
            numbers.remember(tx, name, 7)
            assert numbers.highest_removed(tx, name) == 41
        assert (cases.last(tx), persons.last(tx)) == (41, 41)
        tx.exec_driver_sql(
            'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at) '
            "VALUES (1, 'X-1', 'unread', 'site', 'new', 0, '2026-11-23T09:00:00.000000Z')"
        )
        assert events.add(tx, [CaseEvent(1, MOMENT, "program", "x", 1)]) == [42]
        assert notes.add_note(tx, 1, "agent-exemple", "EXEMPLE", MOMENT) == 42
