"""Copies that migrations left."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreError
from backoffice_gui.storage.old_copies import LEFT_OVER, forget_copies
from backoffice_gui.storage.opening import BACKUPS
from tests.support.stores import MOMENT


def _copies(folder: Path) -> set[str]:
    return {file.name for file in (folder / BACKUPS).iterdir()}


def test_the_old_ones_or_all_of_them_go(tmp_path: Path) -> None:
    """And nothing else that lies there."""
    assert forget_copies(tmp_path) == 0
    (tmp_path / BACKUPS).mkdir()
    for name, days in (("inbox-1.1.db", 0), ("casebook-1.2.db", 40), ("LISEZMOI.txt", 0)):
        (tmp_path / BACKUPS / name).write_bytes(b"EXEMPLE")
        at = (MOMENT + timedelta(days=days)).timestamp()
        os.utime(tmp_path / BACKUPS / name, (at, at))
    assert forget_copies(tmp_path, MOMENT + timedelta(days=30)) == 1
    assert _copies(tmp_path) == {"casebook-1.2.db", "LISEZMOI.txt"}
    assert forget_copies(tmp_path) == 1
    assert _copies(tmp_path) == {"LISEZMOI.txt"}


def test_logs_of_a_lost_file_go_by_the_day_they_were_put_aside(tmp_path: Path) -> None:
    """And not by their own, which may be years before."""
    aside = tmp_path / LEFT_OVER
    aside.mkdir()
    for name in ("casebook.db-wal", "inbox.db-wal1"):
        (aside / name).write_bytes(b"EXEMPLE")
        os.utime(aside / name, (0, 0))
    os.utime(aside, (MOMENT.timestamp(), MOMENT.timestamp()))
    assert forget_copies(tmp_path, MOMENT) == 0
    assert forget_copies(tmp_path, MOMENT + timedelta(days=1)) == 2
    assert list(aside.iterdir()) == []


def test_one_that_can_t_be_removed_is_said(tmp_path: Path) -> None:
    """A folder in its place."""
    (tmp_path / BACKUPS / "inbox-1.1.db").mkdir(parents=True)
    with pytest.raises(StoreError, match="copy"):
        forget_copies(tmp_path)
