"""What of the databases lies beside them without use, and holds what a purge has ended since.

Copies that migrations made before they changed a file, and logs that a lost file left when another took its place.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from backoffice_gui.errors import StoreError
from backoffice_gui.storage.opening import BACKUPS
from backoffice_gui.system.files import sync_folder

__all__ = ["LEFT_OVER", "forget_copies"]

LEFT_OVER = "left-over"
"""Where what SQLite left beside a lost file is put: its log would be played into the one that takes its place."""


def forget_copies(folder: Path, before: datetime | None = None) -> int:
    """Remove those in the store's folder, all of them or those made (put aside) before a moment; how many there were.

    Raises `StoreError("copy")` where one can't be removed.
    """
    gone = 0
    for there in (folder / BACKUPS, folder / LEFT_OVER):
        try:
            for file in _old(there, before):
                file.unlink()
                gone += 1
            with contextlib.suppress(FileNotFoundError):
                sync_folder(there)
        except OSError as error:
            raise StoreError("copy", folder=str(there)) from error
    return gone


def _old(there: Path, before: datetime | None) -> list[Path]:
    """A log keeps the time of its last octet when it is put aside: the folder's says when that was."""
    whole = there.name == LEFT_OVER
    return [
        file
        for file in sorted(there.glob("*.db*"))
        if before is None or datetime.fromtimestamp((there if whole else file).stat().st_mtime, UTC) < before
    ]
