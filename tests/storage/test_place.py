"""Where a store may lie, and whether it is still where it was."""

from __future__ import annotations

import shutil
import uuid
from contextlib import nullcontext
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreMoved
from backoffice_gui.storage import place
from backoffice_gui.storage.place import place_of, places_of, refuse_remote
from backoffice_gui.system import files
from backoffice_gui.system.files import REMOTE, is_remote
from tests.support.systems import Registry, pretend

_OF_A_HOST = {"vboxsf", "prl_fs", "fuse.vmhgfs-fuse"}
"""Folders that a virtual machine is lent by its host."""


_UNKNOWN_ONCE = _OF_A_HOST | {"gpfs", "fuse.juicefs", "fuse.moosefs"}


@pytest.mark.parametrize("kind", sorted(REMOTE | _UNKNOWN_ONCE))
def test_a_network_share_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By each of its names, before anything is made in it; the folder is named, nothing else.

    A store that lives on one which earlier versions knew nothing of goes on, and so does what is made beside in it.
    """
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / / rw - ext4 x rw\n23 22 0:1 / {tmp_path.resolve()} rw - {kind} server:/x rw\n")
    monkeypatch.setattr(files, "_MOUNTS", table)
    with pytest.raises(StoreMoved) as caught:
        refuse_remote(tmp_path / "not" / "yet")
    assert caught.value.facts == {"folder": str(tmp_path / "not" / "yet")}
    (tmp_path / "inbox.db").touch()
    for folder in (tmp_path, tmp_path / "rebuilding"):
        with nullcontext() if kind in _UNKNOWN_ONCE else pytest.raises(StoreMoved):
            refuse_remote(folder)


def test_this_disk_is_not_a_network_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run, and where the kernel has no such table."""
    assert not is_remote(tmp_path)
    refuse_remote(tmp_path)
    monkeypatch.setattr(files, "_MOUNTS", tmp_path / "absent")
    assert not is_remote(tmp_path)


def test_a_place_changes_with_folder_and_copy(tmp_path: Path) -> None:
    """The same file in the same place keeps it; moved, or put back from a copy, it is another."""
    file = tmp_path / "inbox.db"
    file.write_bytes(b"EXEMPLE")
    first = place_of(file)
    assert place_of(file) == first
    assert len(first) == 64
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(file, elsewhere / "inbox.db")
    assert place_of(elsewhere / "inbox.db") != first
    shutil.copy(file, tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(file)
    assert place_of(file) != first


def test_a_place_changes_with_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its machine-id, or by its network card where it has none."""
    file = tmp_path / "inbox.db"
    file.write_bytes(b"EXEMPLE")
    places = set()
    for name in ("one", "two", "absent"):
        if name != "absent":
            (tmp_path / name).write_text(name)
        monkeypatch.setattr(place, "_MACHINE", (tmp_path / name,))
        places.add(place_of(file))
    assert len(places) == 3


def test_a_place_does_not_change_with_a_docking_station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no machine-id: what its installation was given counts, and no network card."""
    file = tmp_path / "inbox.db"
    file.write_bytes(b"EXEMPLE")
    monkeypatch.setattr(place, "_MACHINE", ())
    places = set()
    for card, guid in (("1", "one-EXEMPLE"), ("2", "one-EXEMPLE"), ("2", "two-EXEMPLE"), ("2", None), ("3", None)):
        monkeypatch.setattr(uuid, "getnode", lambda card=card: int(card))
        values: dict[str, object] = {} if guid is None else {"MachineGuid": guid}
        with monkeypatch.context() as patched:
            registry = Registry({r"SOFTWARE\Microsoft\Cryptography": values} if values else {})
            pretend(patched, "win32", winreg=registry)
            places.add(place_of(file))
            assert len(places_of(file)) == (2 if guid else 1)
            assert place_of(file) in places_of(file)
    assert len(places) == 4
