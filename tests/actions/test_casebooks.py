"""The embedded store's casebook at home in its folder; what opens it is tried in `test_desk`, `test_make_store`."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.casebooks import FolderCasebook
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreIncomplete, StoreMissing, WrongKey
from backoffice_gui.sealing import generate
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.rekeying import MARK, RECOVERY_MARK
from tests.support.stores import MOMENT

CLOCK = SystemClock()


def test_a_folder_is_a_home(tmp_path: Path) -> None:
    """Missing, begun, complete; while its key changes, or it is made anew, a key that does not open says nothing."""
    home, master = FolderCasebook(tmp_path), MasterSecret.generate()
    assert not home.begun()
    assert not home.shared
    assert home.recoverable(master, CLOCK) is master
    with pytest.raises(StoreMissing, match="casebook"):
        home.open(master, CLOCK)
    made = home.create(master, CLOCK)
    with pytest.raises(StoreIncomplete, match="casebook"):
        home.open(master, CLOCK)
    with made.transaction() as tx:
        keys.put_private(tx, generate(), MOMENT)
    made.close()
    assert home.begun()
    home.create(master, CLOCK).close()
    home.open(master, CLOCK).close()
    with pytest.raises(WrongKey):
        home.open(MasterSecret.generate(), CLOCK)
    (tmp_path / MARK).touch()
    with pytest.raises(WrongKey, match="rekey-cut"):
        home.open(MasterSecret.generate(), CLOCK)
    (tmp_path / RECOVERY_MARK).touch()
    with pytest.raises(WrongKey, match="recover-cut"):
        home.open(master, CLOCK)
