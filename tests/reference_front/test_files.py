"""Small files, whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.reference_front.files import write_private, write_whole, writing


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """The new octets are there, and nothing is left beside them."""
    file = tmp_path / "a.txt"
    write_whole(file, b"old and longer")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the new file can't be written, the old one stays as it was."""
    file = tmp_path / "a.txt"
    write_whole(file, b"old")
    (tmp_path / ".a.txt.new").mkdir()
    with pytest.raises(StoreError) as caught:
        write_whole(file, b"new")
    assert caught.value.facts == {"folder": str(tmp_path)}
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, StoreError)]
)
def test_a_full_disk_is_told_from_other_faults(tmp_path: Path, number: int, kind: type[StoreError]) -> None:
    """No room is a circumstance of its own; both can be tried again by whoever writes."""
    with pytest.raises(StoreError) as caught, writing(tmp_path):
        raise OSError(number, "said by the system")
    assert type(caught.value) is kind


def test_a_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    """A private file is 0600, also when it is written again."""
    file = tmp_path / "key"
    for octets in (b"1", b"2"):
        write_private(file, octets)
        assert file.stat().st_mode & 0o777 == 0o600
