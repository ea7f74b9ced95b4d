"""Where a store may lie, and whether it is still where it was."""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from backoffice_gui.errors import StoreMoved
from backoffice_gui.storage import place
from backoffice_gui.storage.place import REMOTE, filesystem_of, is_remote, place_of, refuse_remote

TABLE = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:26 / /srv rw,relatime shared:5 - nfs4 server:/export rw
31 30 0:27 / /srv/local rw - xfs /dev/sdb1 rw
32 22 0:28 / /mnt/with\\040space rw - cifs //server/share rw
33 22 0:29 / /home rw - fuse.sshfs me@host: rw
34 22 0:30 / /over rw - ext4 /dev/sdc1 rw
35 22 0:31 / /over rw - nfs server:/b rw
no line of that table
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/srv/store", "nfs4"),
        ("/srv", "nfs4"),
        ("/srvx", "ext4"),
        ("/srv/local/store", "xfs"),
        ("/mnt/with space/store", "cifs"),
        ("/home/EXEMPLE", "fuse.sshfs"),
        ("/over/store", "nfs"),
    ],
)
def test_the_mount_over_a_folder_is_found(folder: str, kind: str) -> None:
    """The longest mount point counts, the last of equal ones, with its escapes read."""
    assert filesystem_of(Path(folder), TABLE) == kind


def test_an_empty_table_says_nothing() -> None:
    """What the kernel does not tell is not guessed."""
    assert filesystem_of(Path("/srv"), "") == ""


@pytest.mark.parametrize("kind", sorted(REMOTE))
def test_a_network_share_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By each of its names, before anything is made in it; the folder is named, nothing else."""
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / / rw - ext4 x rw\n23 22 0:1 / {tmp_path.resolve()} rw - {kind} server:/x rw\n")
    monkeypatch.setattr(place, "_MOUNTS", table)
    with pytest.raises(StoreMoved) as caught:
        refuse_remote(tmp_path / "not" / "yet")
    assert caught.value.facts == {"folder": str(tmp_path / "not" / "yet")}


def test_this_disk_is_not_a_network_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run, and where the kernel has no such table."""
    assert not is_remote(tmp_path)
    refuse_remote(tmp_path)
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "absent")
    assert not is_remote(tmp_path)


@pytest.mark.parametrize(("drive", "remote"), [(4, True), (3, False)])
def test_windows_is_asked_by_its_own_call(
    drive: int, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mapped network drive is one by its type (GetDriveTypeW), a fixed disk is not."""
    asked: list[str] = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return drive

    system = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=drive_type))
    monkeypatch.setattr(ctypes, "windll", system, raising=False)
    assert place._remote_on_windows(tmp_path) is remote
    assert asked == [tmp_path.anchor]


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
