"""A server on which a store arrives."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreExists
from backoffice_gui.storage.team.arrival import TeamArrival
from tests.support.stores import World

CLOCK = SystemClock()


def test_another_store_is_left_alone(team_world: World, tmp_path: Path) -> None:
    """The one that came under this very name has arrived; collectors wait meanwhile."""
    address = team_world.inbox._backing.address  # type: ignore[attr-defined]
    arrival = TeamArrival.at(str(address), tmp_path)
    assert arrival.where == str(address)
    with pytest.raises(StoreExists):
        arrival.begin(CLOCK, None, 0)
    inbox, arrived = arrival.begin(CLOCK, team_world.store_id, 0)
    assert arrived
    inbox.close()
    arrival.lead("store move", CLOCK).release()
