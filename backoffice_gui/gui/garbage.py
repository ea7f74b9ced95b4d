"""What the program itself is made of is set aside from the search for garbage, but for a desk that is locked.

To look through all of it (170,000 objects before anybody's data) stops every thread for a tenth of a second, whenever
Python thinks it is time. What is set aside is never found to be garbage; so on a locked desk nothing is, and whatever
was of somebody goes when it is let go, be it at the lock or when what still ran has ended.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backoffice_gui.gui.windows.lock import Lock

__all__ = ["set_aside"]


def set_aside(lock: Lock) -> None:
    """Now, where nothing of anybody is here yet, and at each unlocking (a tenth of a second); a lock undoes it."""
    gc.freeze()
    lock.shutting.connect(gc.unfreeze)
    lock.opened.connect(_again)


def _again() -> None:
    gc.collect()
    gc.freeze()
