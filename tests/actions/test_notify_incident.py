"""An incident was notified to the authority: recorded twice, by role and by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions.notify_incident import MAX_REFERENCE, notified, notify_incident
from backoffice_gui.audit import Role
from backoffice_gui.domain.incidents import Capacity, IncidentKind, Notified
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log, incidents
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT

HOUR = timedelta(hours=1)
TOLD = Notified(MOMENT + HOUR, "  EXEMPLE-0042 ", Capacity.DPO, MOMENT + 2 * HOUR)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one incident."""
    with a_store(tmp_path / "s") as made:
        with made.world.inbox.transaction() as tx:
            incidents.open_incident(tx, IncidentKind.LOST, MOMENT + timedelta(seconds=30), seq=7)
        yield made


def test_it_is_recorded_by_role_here_and_by_name_there(store: Store) -> None:
    """When, which reference, in which capacity; said again, the last word counts, and both stay in the chains."""
    inbox = store.world.inbox
    assert notify_incident(inbox, store.desk, 1, TOLD).notified == replace(TOLD, reference="EXEMPLE-0042")
    again = replace(TOLD, reference="EXEMPLE-0043", capacity=Capacity.CONTROLLER)
    notify_incident(inbox, None, 1, again, role=Role.ADMINISTRATOR)
    with store.desk.casebook.reading() as connection:
        named = casebook_log.read(connection, 0, 100)[-1]
    assert (named.verb, dict(named.details)["agent"]) == ("incident_notified", "agent-exemple")
    with inbox.reading() as connection:
        (known,) = incidents.incidents(connection, open_only=True)
        first, second = audit_log.read(connection, 0, 100)[-2:]
    assert known.notified == again
    assert (first.role, second.role) == ("desk", "administrator")
    assert "agent" not in dict(first.details)
    assert dict(second.details)["reference"] == "EXEMPLE-0043"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (replace(TOLD, at=MOMENT - timedelta(minutes=1)), "notified-time"),
        (replace(TOLD, at=MOMENT + 3 * HOUR), "notified-time"),
        (replace(TOLD, reference=" "), "reference-needed"),
        (replace(TOLD, reference="a\nb"), "reference-odd"),
        (replace(TOLD, reference="x" * (MAX_REFERENCE + 1)), "reference-odd"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(store: Store, told: Notified, reason: str) -> None:
    """Neither before the incident (to the minute) nor in the future; a reference on one line."""
    with pytest.raises(UsageError) as raised:
        notify_incident(store.world.inbox, store.desk, 1, told)
    assert raised.value.reason == reason
    with store.world.inbox.reading() as connection:
        assert incidents.incidents(connection, open_only=True)[0].notified is None
    with store.desk.casebook.reading() as connection:
        assert "incident_notified" not in {line.verb for line in casebook_log.read(connection, 0, 100)}


def test_an_unknown_incident_or_capacity_is_refused(store: Store) -> None:
    """By number, by word."""
    with pytest.raises(UsageError, match="incident-unknown"):
        notify_incident(store.world.inbox, store.desk, 9, TOLD)
    with pytest.raises(UsageError, match="capacity"):
        notified(MOMENT, "EXEMPLE", "stranger", MOMENT)
