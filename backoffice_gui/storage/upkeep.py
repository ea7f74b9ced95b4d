"""One at a time: backups and changes of keys, among all processes of this machine, by a file lock that death releases.

A backup taken while keys change would hold two halves that do not fit.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backoffice_gui.errors import StoreBusy, StoreError
from backoffice_gui.system.files import open_kept, try_lock

__all__ = ["UPKEEP_FILE", "upkeep"]

UPKEEP_FILE = "upkeep.lock"


@contextmanager
def upkeep(folder: Path) -> Iterator[None]:
    """Hold the store's upkeep; raises `StoreBusy("upkeep")` where somebody else does, and waits for nobody."""
    try:
        descriptor = open_kept(folder / UPKEEP_FILE)
    except OSError as error:
        raise StoreError("lock", folder=str(folder)) from error
    try:
        if not try_lock(descriptor):
            raise StoreBusy("upkeep", file=UPKEEP_FILE)
        yield
    finally:
        os.close(descriptor)
