"""What the collector takes away again: on a team's server by checked functions alone, never by a right to delete."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.inbox.schema import attempt, chunk

__all__ = ["destroy_key", "forget_attempt", "forget_chunks", "may_end", "may_forget"]

_CHUNKS = text("SELECT forget_chunks(:numbers)")
_ATTEMPT = text("SELECT forget_attempt(:number)")
_KEY = text("SELECT destroy_key(:number)")
_MAY_FORGET = text("SELECT may_forget(:number)")
_MAY_END = text("SELECT may_end(:number)")


def may_forget(tx: Connection, number: int) -> bool:
    """Whether the database lets go of an attempt that rule (c) lets go: a server believes its collectors less."""
    return not is_postgresql(tx) or bool(tx.execute(_MAY_FORGET, {"number": number}).scalar())


def may_end(tx: Connection, number: int) -> bool:
    """Whether the key of an attempt may be destroyed now: a server counts its peer's day itself."""
    return not is_postgresql(tx) or bool(tx.execute(_MAY_END, {"number": number}).scalar())


def forget_chunks(tx: Connection, numbers: Sequence[int]) -> None:
    """Remove chunks of attempts that rule (c) lets go, or whose key was destroyed."""
    if is_postgresql(tx):
        tx.execute(_CHUNKS, {"numbers": list(numbers)})
    else:
        tx.execute(chunk.delete().where(chunk.c.n_chunk.in_(numbers)))


def forget_attempt(tx: Connection, number: int) -> None:
    """Remove an attempt that rule (c) lets go."""
    if is_postgresql(tx):
        tx.execute(_ATTEMPT, {"number": number})
    else:
        tx.execute(attempt.delete().where(attempt.c.attempt == number))


def destroy_key(tx: Connection, number: int, octets: int) -> None:
    """Overwrite the key (of so many octets) of an attempt that a listed peer took over a day ago."""
    if is_postgresql(tx):
        tx.execute(_KEY, {"number": number})
    else:
        tx.execute(attempt.update().where(attempt.c.attempt == number).values(wrapped_key=bytes(octets)))
