from __future__ import annotations

import os
from pathlib import Path

import pytest

from backoffice_gui.domain.unlocking import DELAYS, Tries
from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.security import tries


def test_what_is_noted_outlives_the_program(tmp_path: Path) -> None:
    """Durable, closed to others, forgotten when it is told to."""
    assert tries.read(tmp_path, 5.0) == Tries()
    tries.write(tmp_path, Tries(7, 123.5))
    assert tries.read(tmp_path, 5.0) == Tries(7, 123.5)
    assert (tmp_path / tries.FILE).stat().st_mode & 0o077 == 0
    tries.clear(tmp_path)
    tries.clear(tmp_path)
    assert tries.read(tmp_path, 5.0) == Tries()


@pytest.mark.parametrize("octets", [b"", b"EXEMPLE", b'{"wrong":-1,"at":0}'])
def test_a_note_that_is_spoilt_counts_as_the_longest_wait(tmp_path: Path, octets: bytes) -> None:
    """From the moment it is found on, once: it does not begin anew at each look."""
    (tmp_path / tries.FILE).write_bytes(octets)
    assert tries.read(tmp_path, 50.0).wait(50.0) == DELAYS[-1]
    assert tries.read(tmp_path, 60.0).wait(60.0) == DELAYS[-1] - 10


def test_what_cant_be_noted_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try that can't be counted is none."""
    with pytest.raises(StoreError, match="tries-unwritable"):
        tries.write(tmp_path / "nowhere", Tries(1, 1.0))
    (tmp_path / tries.FILE).mkdir()
    with pytest.raises(StoreError, match="tries-unwritable"):
        tries.clear(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        tries.write(tmp_path, Tries(1, 1.0))
