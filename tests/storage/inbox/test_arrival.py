"""A folder in which a store arrives: new tables, or those that were begun; never another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import DiskFull, StoreExists, StoreHeld
from backoffice_gui.storage.inbox.arrival import FolderArrival
from tests.support.stores import World

CLOCK = SystemClock()


def test_a_folder_is_made_and_taken_up(tmp_path: Path) -> None:
    """Twice the same tables; one moving at a time."""
    arrival = FolderArrival(tmp_path / "deep" / "new")
    lead = arrival.lead("the first", CLOCK)
    with pytest.raises(StoreHeld):
        arrival.lead("the second", CLOCK)
    for _ in range(2):
        inbox, arrived = arrival.begin(CLOCK, None, 0)
        assert not arrived
        inbox.close()
    lead.release()
    assert arrival.where == str(tmp_path / "deep" / "new")


def test_another_store_is_left_alone(disk_world: World, tmp_path: Path) -> None:
    """But the one that came under this very name has arrived."""
    arrival = FolderArrival(disk_world.inbox.folder)
    with pytest.raises(StoreExists):
        arrival.begin(CLOCK, StoreId("f" * 32), 0)
    inbox, arrived = arrival.begin(CLOCK, disk_world.store_id, 0)
    assert arrived
    inbox.close()
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "casebook.db").touch()
    with pytest.raises(StoreExists, match="casebook-alone"):
        FolderArrival(tmp_path / "desk").begin(CLOCK, None, 0)


def test_what_has_no_room_is_not_begun(tmp_path: Path) -> None:
    """Before a row is copied."""
    with pytest.raises(DiskFull) as refused:
        FolderArrival(tmp_path).begin(CLOCK, None, 1 << 60)
    assert refused.value.facts == {"folder": str(tmp_path)}
    assert list(tmp_path.iterdir()) == []
