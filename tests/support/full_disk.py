"""A disk that is full, as far as this process goes: none of its files grows beyond so many octets."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["files_up_to"]

_SERVERS = ("reference-front", "destroyer", "arrivals")


@contextmanager
def files_up_to(octets: int) -> Iterator[None]:
    """The kernel refuses every write beyond it, of whichever thread: no front end of this process may be writing.

    Python has ignored the signal since it began, so a write is refused as a full disk refuses it.
    """
    others = [thread.name for thread in threading.enumerate() if thread.name.startswith(_SERVERS)]
    assert not others, f"the limit is the whole process's, and these write too: {', '.join(others)}"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
