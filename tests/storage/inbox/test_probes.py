"""Probes: scheduled once, due in time, done once."""

from __future__ import annotations

from datetime import timedelta

from backoffice_gui.storage.inbox import audit_log, probes
from tests.support.stores import MOMENT, World, invented

SOON = MOMENT + timedelta(seconds=90)
LATER = MOMENT + timedelta(minutes=5)


def test_a_probe_falls_due_and_is_done_once(world: World) -> None:
    """In order of time; what is scheduled again keeps its time; what was found is in the chain."""
    rows = [facts.row for facts in world.sight(invented(1), invented(2), invented(3))]
    with world.inbox.transaction() as tx:
        assert probes.next_due(tx) is None
        probes.schedule(tx, [])
        probes.schedule(tx, [(rows[0], LATER), (rows[1], SOON)])
        probes.schedule(tx, [(rows[1], LATER), (rows[2], SOON)])
        assert probes.next_due(tx) == SOON
        assert probes.due(tx, MOMENT) == []
        assert probes.due(tx, SOON) == [rows[1], rows[2]]
        assert probes.due(tx, LATER) == [rows[1], rows[2], rows[0]]
        probes.done(tx, rows[1], SOON, destroyed=True)
        probes.done(tx, rows[1], LATER, destroyed=False)
        probes.done(tx, rows[2], SOON, destroyed=False)
        assert probes.due(tx, LATER) == [rows[0]]
        assert probes.next_due(tx) == LATER
        found = [(line.object, dict(line.details)) for line in audit_log.read(tx) if line.verb == "probed"]
    assert found == [(f"submission:{rows[1]}", {"destroyed": 1}), (f"submission:{rows[2]}", {"destroyed": 0})]
