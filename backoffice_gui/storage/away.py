"""Which of our errors mean that the team's server can't be reached now, so that what was asked may wait for it."""

from __future__ import annotations

from backoffice_gui.errors import StoreError, StoreUnreachable

__all__ = ["CLOCK", "UNKNOWN", "is_apart", "is_away", "is_refused", "is_unknown"]

UNKNOWN = "commit-unknown"
CLOCK = "clock"


def is_away(error: BaseException) -> bool:
    """Whether the server is away: no connection, one that went, or a COMMIT that nobody answered.

    One that takes nobody by this role (`refused`) is there, and says no; so is one that is busy.
    """
    if isinstance(error, StoreUnreachable):
        return error.reason != "refused"
    return is_unknown(error)


def is_unknown(error: BaseException) -> bool:
    """Whether it is a COMMIT that nobody answered: it is looked up by key."""
    return isinstance(error, StoreError) and error.reason == UNKNOWN


def is_refused(error: BaseException) -> bool:
    """Whether the server is there, and takes nobody by this login."""
    return isinstance(error, StoreUnreachable) and error.reason == "refused"


def is_apart(error: BaseException) -> bool:
    """Whether the server's clock and ours are more than a day apart: its journal takes no line of a day to come."""
    return isinstance(error, StoreError) and error.reason == CLOCK
