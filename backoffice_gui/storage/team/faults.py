"""What PostgreSQL and psycopg raise, said in our words, once.

SQLSTATE decides (https://www.postgresql.org/docs/current/errcodes-appendix.html), never a message; an error
without one is the connection's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from backoffice_gui.errors import (
    BackofficeError,
    Defect,
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreIncomplete,
    StoreMissing,
    StoreMoved,
    StoreUnreachable,
)
from backoffice_gui.storage.dialect import MOVED_AWAY, OTHER_DAY

__all__ = ["commit_unknown", "converted", "converting"]

_LOST = frozenset({"57P01", "57P02", "57P05", "25P03", "25P04"})
"""The server ended this connection: a restart, a crash, an idle time-out."""
_STATES: dict[str, tuple[type[StoreError], str]] = {
    "40001": (StoreBusy, "contended"),
    "40P01": (StoreBusy, "contended"),
    "26000": (StoreBusy, "contended"),  # prepared in a session that a pooler has lent to somebody else by now
    "55P03": (StoreBusy, "locked"),
    "57014": (StoreBusy, "interrupted"),
    "53300": (StoreBusy, "connections"),
    "53100": (DiskFull, "database"),
    "53200": (StoreBusy, "memory"),
    "25006": (StoreError, "read-only"),
    "57P03": (StoreUnreachable, "starting"),
    "3D000": (StoreMissing, "database"),
    "3F000": (StoreIncomplete, "tables"),
    "42P01": (StoreIncomplete, "tables"),
    "42883": (StoreIncomplete, "tables"),
    "42501": (StoreError, "not-permitted"),
    "58030": (StoreDamaged, "input-output"),
    "XX001": (StoreDamaged, "corrupt"),
    "XX002": (StoreDamaged, "corrupt"),
}
_CLASSES: dict[str, tuple[type[StoreError], str]] = {
    "08": (StoreUnreachable, "lost"),
    "28": (StoreUnreachable, "refused"),
    "53": (StoreBusy, "resources"),
}


def _lost(error: BaseException | None) -> bool:
    """Whether the connection is gone, and nobody knows what of the last word arrived."""
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    state = error.sqlstate
    return state is None or state in _LOST or state.startswith("08")


def _of_state(error: psycopg.Error, name: str) -> BackofficeError:
    state = error.sqlstate
    if _lost(error):
        return StoreUnreachable("lost" if error.pgconn is None else "connect", file=name)
    if state is None:
        return Defect(f"driver misused in {name}")
    if state in {MOVED_AWAY, OTHER_DAY}:  # states of our own
        away = state == MOVED_AWAY
        return StoreMoved("away", to=error.diag.message_detail or "?") if away else StoreError("clock", file=name)
    kind, reason = _STATES.get(state) or _CLASSES.get(state[:2]) or (None, "")
    if kind is not None:
        return kind(reason, file=name)
    if state.startswith("23"):  # a key, a CHECK or a guard
        return Defect(f"a rule of the schema was broken in {name}")
    return Defect(f"statement refused in {name} (state {state})")


def converted(error: Exception, name: str) -> BackofficeError | None:
    """The error of ours that a foreign one stands for; nothing where it is none of the database's."""
    if isinstance(error, PoolTimeoutError):
        return StoreBusy("connections", file=name)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return _of_state(cause, name)
    if isinstance(error, SQLAlchemyError):
        return Defect(f"statement misused in {name}")
    return None


_QUOTING = ("22", "23", "P0")
"""What a server says of these quotes values of a row: "Failing row contains (…)", "invalid input syntax …"."""


def _wordless(error: Exception) -> psycopg.Error | None:
    """An error of the same state without the server's words, where those may be a person's."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = (cause.sqlstate or "") if isinstance(cause, psycopg.Error) else ""
    return type(cause)(state) if isinstance(cause, psycopg.Error) and state.startswith(_QUOTING) else None


@contextmanager
def converting(name: str) -> Iterator[None]:
    """Convert what the database raises inside into our tree, with `from`; all else passes as it is.

    Of what would quote a row its state goes along, and nothing else.
    """
    try:
        yield
    except (SQLAlchemyError, psycopg.Error) as error:
        ours = converted(error, name)
        if ours is None:
            raise
        wordless = _wordless(error)
        if wordless is None:
            raise ours from error
        try:
            raise ours from wordless
        finally:
            ours.__context__ = None


def commit_unknown(error: DBAPIError) -> bool:
    """Whether a COMMIT that failed so may have happened all the same: the connection went while it was said.

    Look by key over a new connection; nothing is tried again on this one.
    """
    return _lost(error.orig)
