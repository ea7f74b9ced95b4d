"""Copies of the databases that migrations made before they changed them: they hold what a purge has ended since."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from backoffice_gui.errors import StoreError
from backoffice_gui.storage.opening import BACKUPS
from backoffice_gui.system.files import sync_folder

__all__ = ["forget_copies"]


def forget_copies(folder: Path, before: datetime | None = None) -> int:
    """Remove those in the store's folder, all of them or those made before a moment; how many there were.

    Raises `StoreError("copy")` where one can't be removed.
    """
    there = folder / BACKUPS
    gone = 0
    try:
        for file in sorted(there.glob("*.db*")):
            if before is None or datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                file.unlink()
                gone += 1
        with contextlib.suppress(FileNotFoundError):
            sync_folder(there)
    except OSError as error:
        raise StoreError("copy", folder=str(there)) from error
    return gone
