"""Backups and changes of keys take turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.errors import StoreBusy, StoreError
from backoffice_gui.storage.upkeep import upkeep


def test_one_at_a_time(tmp_path: Path) -> None:
    """A second one is told, not kept waiting; after the first it may."""
    with upkeep(tmp_path), pytest.raises(StoreBusy, match="upkeep"), upkeep(tmp_path):
        pass
    with upkeep(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """No lock, no upkeep."""
    with pytest.raises(StoreError, match="lock"), upkeep(tmp_path / "none"):
        pass
