"""What a lock could not bring into the casebook: sealed to our own key, laid by here until the next unlocking."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from backoffice_gui.storage.inbox.schema import last_words

__all__ = ["Laid", "forget", "laid", "lay"]


@dataclass(frozen=True, slots=True)
class Laid:
    """One of them: its number, and the generation of the key that it is sealed to."""

    n: int
    generation: int
    sealed: bytes = field(repr=False)


def lay(tx: Connection, generation: int, sealed: bytes) -> None:
    """Lay it by."""
    tx.execute(last_words.insert().values(generation=generation, sealed=sealed))


def laid(connection: Connection) -> list[Laid]:
    """All that lies there, in order."""
    return [Laid(*row) for row in connection.execute(select(last_words).order_by(last_words.c.n))]


def forget(tx: Connection, number: int) -> None:
    """It is in the casebook."""
    tx.execute(last_words.delete().where(last_words.c.n == number))
