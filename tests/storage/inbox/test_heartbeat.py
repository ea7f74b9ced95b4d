"""The collector's pulse: one row, changed member by member."""

from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.monitor import Connection
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import heartbeat
from backoffice_gui.storage.inbox.heartbeat import Heartbeat
from tests.support.stores import MOMENT, World

FULL = Heartbeat(
    last_good_list_at=MOMENT,
    last_acknowledged_at=MOMENT.replace(minute=1),
    held=3,
    oldest_expires_at=MOMENT.replace(minute=2),
    skew=-1.5,
    epoch="epoch-EXEMPLE",
    origin="front.example",
    high_seq=9,
    connection=Connection.OFFLINE,
    trouble="TRF-002",
    offline_since=MOMENT.replace(minute=3),
    next_poll_at=MOMENT.replace(minute=4),
    waiting=True,
    ready=True,
)


def test_before_anybody_collected_there_are_defaults(world: World) -> None:
    """Never connected, nothing held."""
    with world.inbox.reading() as connection:
        assert heartbeat.read(connection) == Heartbeat()


def test_what_is_changed_changes_and_the_rest_stays(world: World) -> None:
    """All members, some, none; a fact can be emptied here: it is a pulse, no record."""
    members = {field.name: getattr(FULL, field.name) for field in dataclasses.fields(FULL)}
    with world.inbox.transaction() as tx:
        heartbeat.beat(tx, held=1)
        assert heartbeat.read(tx) == Heartbeat(held=1)
        heartbeat.beat(tx, **members)
        assert heartbeat.read(tx) == FULL
        heartbeat.beat(tx)
        heartbeat.beat(tx, trouble=None, connection=Connection.CONNECTED)
        assert heartbeat.read(tx) == dataclasses.replace(FULL, trouble=None, connection=Connection.CONNECTED)


def test_an_unknown_member_is_a_defect(world: World) -> None:
    """Nothing is written."""
    with world.inbox.transaction() as tx:
        with pytest.raises(Defect, match="pulse"):
            heartbeat.beat(tx, pulse=1, held=5)
        assert heartbeat.read(tx) == Heartbeat()
