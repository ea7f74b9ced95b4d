"""Numbers that are never given twice, though what bore them was purged: the audit names things by them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from backoffice_gui.storage.casebook.retention_schema import last_number
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = ["asked", "highest_removed", "remember"]

_REMOVED = select(last_number.c.last).where(last_number.c.name == bindparam("named"))


def asked(name: str) -> Asked:
    """What `highest_removed` asks."""
    return asking(_REMOVED, named=name)


def highest_removed(connection: Connection, name: str) -> int:
    """The highest number of this table that a purge has removed; 0 where there was none."""
    return ask(connection, asked(name)).scalar() or 0


def remember(tx: Connection, name: str, highest: int) -> None:
    """Note the highest number before rows go; it only rises."""
    before = highest_removed(tx, name)
    if highest <= before:
        return
    if before:
        tx.execute(last_number.update().where(last_number.c.name == name).values(last=highest))
    else:
        tx.execute(last_number.insert().values(name=name, last=highest))
