"""The reserve is really there, can be let go, and is made again."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.storage import reserve

SIZE = 3 * 1024 * 1024 + 5


def test_the_reserve_takes_its_room_on_the_disk(tmp_path: Path) -> None:
    """Every octet is written (a sparse file would reserve nothing); nobody else may read it."""
    reserve.make(tmp_path, SIZE)
    file = tmp_path / reserve.RESERVE_FILE
    assert file.stat().st_size == SIZE
    assert file.stat().st_blocks * 512 >= SIZE
    assert file.stat().st_mode & 0o777 == 0o600
    assert reserve.held(tmp_path, SIZE)


def test_it_is_made_once(tmp_path: Path) -> None:
    """What is whole is left alone; what is short is made again."""
    reserve.make(tmp_path, SIZE)
    first = (tmp_path / reserve.RESERVE_FILE).stat().st_mtime_ns
    reserve.make(tmp_path, SIZE)
    assert (tmp_path / reserve.RESERVE_FILE).stat().st_mtime_ns == first
    os.truncate(tmp_path / reserve.RESERVE_FILE, 10)
    assert not reserve.held(tmp_path, SIZE)
    reserve.make(tmp_path, SIZE)
    assert reserve.held(tmp_path, SIZE)


def test_it_is_let_go_once(tmp_path: Path) -> None:
    """The first release says that there was something; the second that there was nothing."""
    reserve.make(tmp_path, SIZE)
    assert reserve.release(tmp_path)
    assert not reserve.release(tmp_path)
    assert not reserve.held(tmp_path, SIZE)


def test_a_reserve_that_the_disk_does_not_let_go_is_none(tmp_path: Path) -> None:
    """What was full stays so, and is said: not that a file could not be removed."""
    (tmp_path / reserve.RESERVE_FILE).mkdir()
    assert not reserve.release(tmp_path)
    with pytest.raises(StoreError, match="reserve"):
        reserve.make(tmp_path, SIZE)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, StoreError)]
)
def test_without_room_there_is_no_half_reserve(
    number: int, kind: type[StoreError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills while it is written ends in words of ours, and nothing is left over."""
    real = os.write
    written: list[int] = []

    def full(descriptor: int, octets: Any) -> int:
        if sum(written) > SIZE // 2:
            raise OSError(number, "no")
        written.append(real(descriptor, octets))
        return written[-1]

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(kind) as caught:
        reserve.make(tmp_path, SIZE)
    assert type(caught.value) is kind
    assert not (tmp_path / reserve.RESERVE_FILE).exists()
