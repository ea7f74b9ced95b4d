from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backoffice_gui.errors import ConfigurationError, DiskFull
from backoffice_gui.security.pins import Pin, known, read, settle, write

PIN = Pin(store_id="ab12", fingerprint="sha256-00", events=7, head="ff")


def test_a_pin_is_read_back_as_written(tmp_path: Path) -> None:
    """One file per store, closed to others; a later pin takes the place of the earlier."""
    folder = tmp_path / "pins"
    assert read(folder, "ab12") is None
    assert known(folder) == frozenset()
    write(folder, PIN)
    assert read(folder, "ab12") == PIN
    later = Pin(store_id="ab12", fingerprint="sha256-00", events=9, head="ee")
    write(folder, later)
    assert read(folder, "ab12") == later
    assert known(folder) == {"ab12"}
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


@pytest.mark.parametrize("store_id", ["", "..", "a/b", "../../x", "a.b", "a" * 129])
def test_a_store_id_is_never_a_path(tmp_path: Path, store_id: str) -> None:
    """A name that could lead elsewhere is refused."""
    with pytest.raises(ConfigurationError):
        read(tmp_path, store_id)
    with pytest.raises(ConfigurationError):
        write(tmp_path, Pin(store_id=store_id, fingerprint="x"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("octets", [b"", b"{}", b"[]", b"\xff", b'{"store_id": "other", "fingerprint": "x"}'])
def test_a_pin_that_cannot_be_read_is_an_error_never_an_absence(tmp_path: Path, octets: bytes) -> None:
    """Damage must not look like a store that was never pinned."""
    (tmp_path / "ab12.json").write_bytes(octets)
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, "ab12")
    assert caught.value.reason == "pin-unreadable"


def test_a_full_disk_is_said_and_the_old_pin_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room is a disk's trouble, another refusal the configuration's."""
    write(tmp_path, PIN)

    def fail(number: int) -> None:
        def fsync(handle: int) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(os, "fsync", fsync)

    fail(errno.ENOSPC)
    with pytest.raises(DiskFull):
        write(tmp_path, Pin(store_id="ab12", fingerprint="other"))
    fail(errno.EIO)
    with pytest.raises(ConfigurationError):
        write(tmp_path, Pin(store_id="ab12", fingerprint="other"))
    assert read(tmp_path, "ab12") == PIN


def test_a_pin_is_made_durable_before_anything_rests_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wrote it may have been killed before the sync of its name; a disk that refuses is said."""
    write(tmp_path / "pins", Pin(store_id="a", fingerprint="f"))
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    settle(tmp_path / "pins", "a")
    assert len(synced) == 3  # the file, its name, its folder's name

    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(ConfigurationError) as caught:
        settle(tmp_path / "pins", "a")
    assert caught.value.reason == "pin-unreadable"
