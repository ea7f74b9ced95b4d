"""An inbox at home in a folder: made, opened, led by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreExists, StoreHeld, StoreIncomplete
from backoffice_gui.storage.inbox.home import FolderHome
from tests.support.stores import complete


def test_a_folder_is_a_home(tmp_path: Path) -> None:
    """Nothing is there; then something; then a whole inbox, for one collector."""
    home, clock = FolderHome(tmp_path / "store"), SystemClock()
    assert not home.begun()
    inbox = home.create(clock)
    assert home.begun()
    with pytest.raises(StoreIncomplete):
        home.open(clock)
    complete(inbox)
    inbox.close()
    home.open(clock).close()
    with pytest.raises(StoreExists):
        home.create(clock)
    lead = home.lead("the first", clock)
    with pytest.raises(StoreHeld):
        home.lead("the second", clock)
    holder = home.holder()
    assert holder is not None
    assert holder.program == "the first"
    lead.release()
    assert home.holder() is None
