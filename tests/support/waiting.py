"""Waiting for something real to happen, without a fixed sleep: asked often, given up after a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["until"]


def until(happened: Callable[[], bool], seconds: float = 20.0) -> None:
    """Return as soon as `happened()`; fail after `seconds`."""
    pause = threading.Event()
    for _ in range(int(seconds * 100)):
        if happened():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen")
