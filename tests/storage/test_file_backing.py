"""A database that is a file: its names, its place, its room, and its key that can be forgotten."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.place import place_of


def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    """And lies in its folder, on this machine."""
    file = tmp_path / "casebook.db"
    file.touch()
    backing = FileBacking(file, CASEBOOK_SHAPE, bytes(range(32)))
    assert (backing.name, backing.path, backing.folder, backing.local) == ("casebook.db", file, tmp_path, True)
    assert backing.place() == place_of(file)
    assert backing.room_for(0)
    assert not backing.room_for(1 << 60)
    assert backing.upkeep("PRAGMA optimize") == "PRAGMA optimize"
    assert backing.login() == ""
    backing.wipe()
    assert bytes(backing.key or b"") == bytes(32)
