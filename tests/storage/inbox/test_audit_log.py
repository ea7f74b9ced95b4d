"""The inbox's chain: one event for each transition, in the same commit; roles, no people."""

from __future__ import annotations

import pytest

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import audit_log, outcomes
from tests.support.stores import MOMENT, World, invented


def test_each_transition_is_one_event_in_the_same_commit(world: World) -> None:
    """A submission's life from list to ledger, as the chain tells it (I18); rolled back, it tells nothing."""
    row = world.verify(invented()).row
    world.receipt(row)
    world.do(lambda tx: outcomes.closed(tx, [row], MOMENT))
    with world.inbox.reading() as connection:
        lines = [line for line in audit_log.read(connection) if line.object == f"submission:{row}"]
        before = audit_log.head(connection)
    assert [line.verb for line in lines] == ["offered", "stored", "verified", "acknowledged", "closed"]
    assert {line.role for line in lines} == {"collector"}

    def undone() -> None:
        with world.inbox.transaction() as tx:
            outcomes.lost(tx, row, MOMENT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    with world.inbox.reading() as connection:
        assert audit_log.head(connection) == before
        assert audit_log.verify(connection, [before]).ok


def test_events_are_appended_for_rows_and_as_they_are(world: World) -> None:
    """With details and a role, or without; none for none."""
    with world.inbox.transaction() as tx:
        start = audit_log.head(tx).n
        audit_log.of_rows(tx, Verb.PROBED, [], MOMENT)
        audit_log.of_rows(tx, Verb.PROBED, [1, 2], MOMENT, details=(("destroyed", 1),), role=Role.DESK)
        audit_log.append(tx, [AuditEvent(MOMENT, Verb.LOST, Role.COLLECTOR, "submission:3")])
        lines = audit_log.read(tx, after=start)
    assert [(line.object, line.role, line.details) for line in lines] == [
        ("submission:1", "desk", (("destroyed", 1),)),
        ("submission:2", "desk", (("destroyed", 1),)),
        ("submission:3", "collector", ()),
    ]


def test_the_chain_of_roles_refuses_an_event_that_names_somebody(world: World) -> None:
    """Neither an agent nor the machine where one sat; nothing is written then."""
    with world.inbox.reading() as connection:
        before = audit_log.head(connection)
    for name in ("agent", "login", "post", "by"):
        named = AuditEvent(MOMENT, Verb.PART_SAVED, Role.DESK, "submission:1", ((name, "a.exemple"),))
        with pytest.raises(Defect, match="never people"), world.inbox.transaction() as tx:
            audit_log.append(tx, [named])
    with world.inbox.reading() as connection:
        assert audit_log.head(connection) == before
