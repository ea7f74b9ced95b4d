"""No download starts without room for it three times over."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.storage import room
from backoffice_gui.storage.room import MARGIN, free_bytes, room_for


@pytest.mark.parametrize(("free", "expected"), [(3 * 100 + MARGIN, True), (3 * 100 + MARGIN - 1, False)])
def test_three_times_its_size_and_a_margin(free: int, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly enough is enough; one octet less is not."""
    monkeypatch.setattr(room, "free_bytes", lambda _folder: free)
    assert room_for(Path(), 100) is expected


def test_the_bounds_can_be_said(tmp_path: Path) -> None:
    """A test or a small disk has other bounds."""
    assert room_for(tmp_path, 0, times=0, margin=0)
    assert not room_for(tmp_path, 1, times=2**60, margin=0)


def test_what_is_free_is_what_the_system_says(tmp_path: Path) -> None:
    """More than nothing, on a disk that works."""
    assert free_bytes(tmp_path) > 0
