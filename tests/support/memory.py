"""Whether SQLite's memory is locked and wiped in the processes of the tests.

In the product it is, from the first casebook on and for the inbox too: each allocation is a system call then, and
all that a process does with a database takes two to three times as long. SQLCipher can't be told to cease. So
`make test` leaves it off in the tests' own processes and in those that are forked a thousand times; it is on in every
real program that a test starts (what searches for leaks among them), in `tests/storage/test_engine.py`, which
asks a process of its own, and everywhere in `make deep`.
"""

from __future__ import annotations

import os

from backoffice_gui.storage import engine
from tests.support.proof import DEEP

__all__ = ["as_the_depth_asks"]

_NAME, _LOCKED = "PROOF_MEMORY", "locked"
"""What the processes that a test starts are told: the depth itself is not handed on (tests/conftest.py)."""


def as_the_depth_asks() -> None:
    """Leave the memory unlocked in this process, but in `make deep`; before anything opens a casebook."""
    if DEEP:
        os.environ[_NAME] = _LOCKED
    if os.environ.get(_NAME) != _LOCKED:
        engine._KEYED_MEMORY = ("cipher_memory_security", "OFF", 0)
