"""Waiting for something real to happen, without a fixed sleep: asked often, given up after a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["until"]

_SHORTEST, _LONGEST = 0.01, 0.1


def until(happened: Callable[[], bool], seconds: float = 20.0) -> None:
    """Return soon after `happened()`; fail once `seconds` were waited.

    Asked often at first, then ten times a second: to ask often takes from those that are waited for.
    """
    pause, waited = threading.Event(), 0.0
    while waited < seconds:
        if happened():
            return
        rest = min(_LONGEST, max(_SHORTEST, waited / 10))
        pause.wait(rest)
        waited += rest
    raise AssertionError("it did not happen")
