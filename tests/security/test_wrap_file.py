from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backoffice_gui.errors import DiskFull, StoreError, WrongKey
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap import Cost, Wrap, new_half, wrap_master

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


def a_wrap() -> Wrap:
    """A wrap of nothing in particular."""
    return wrap_master(MasterSecret.generate(), "trois rivières EXEMPLE", new_half(), slot="a", cost=CHEAP)


def test_a_proposed_wrap_takes_the_place_of_the_one_that_holds(tmp_path: Path) -> None:
    """Until then the old one is read; closed to others; removed with whatever was proposed."""
    one, two = a_wrap(), a_wrap()
    assert wrap_file.read(tmp_path) is None
    wrap_file.propose(tmp_path, one)
    assert not wrap_file.is_wrapped(tmp_path)
    wrap_file.promote(tmp_path)
    wrap_file.propose(tmp_path, two)
    assert wrap_file.is_wrapped(tmp_path)
    assert (wrap_file.read(tmp_path), wrap_file.read(tmp_path, wrap_file.NEXT)) == (one, two)
    wrap_file.promote(tmp_path)
    assert wrap_file.read(tmp_path) == two
    assert (tmp_path / wrap_file.FILE).stat().st_mode & 0o077 == 0
    wrap_file.propose(tmp_path, one)
    wrap_file.remove(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("octets", [b"", b"EXEMPLE", b"{}", b'{"version":2}'])
def test_a_wrap_that_cant_be_read_is_damaged(tmp_path: Path, octets: bytes) -> None:
    """It still stands for a store that is wrapped: nothing opens by its being spoilt."""
    (tmp_path / wrap_file.FILE).write_bytes(octets)
    assert wrap_file.is_wrapped(tmp_path)
    with pytest.raises(WrongKey, match="wrap-damaged"):
        wrap_file.read(tmp_path)


@pytest.mark.parametrize(("number", "raised"), [(errno.ENOSPC, DiskFull), (errno.EIO, StoreError)])
def test_what_cant_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, raised: type[StoreError]
) -> None:
    """And what held before holds."""

    def failing(_handle: int) -> None:
        raise OSError(number, "EXEMPLE")

    one = a_wrap()
    wrap_file.propose(tmp_path, one)
    wrap_file.promote(tmp_path)
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(raised):
        wrap_file.propose(tmp_path, a_wrap())
    assert wrap_file.read(tmp_path) == one
    for step in (wrap_file.promote, wrap_file.remove):
        with pytest.raises(StoreError):
            step(tmp_path)
