"""Saved views: rows of a name and the JSON of what is asked (`domain.view_json`)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from backoffice_gui.storage.casebook.caseload_schema import saved_view
from backoffice_gui.storage.dialect import highest

__all__ = ["SavedView", "change", "delete", "get", "insert", "named", "numbers", "of"]

_V = saved_view.c
_ALL = select(_V.view, _V.owner, _V.name, _V.query).order_by(_V.position, _V.view)


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as it is kept; `owner` is empty where it is everybody's."""

    view: int
    owner: str
    name: str
    query: str


def of(connection: Connection, agent: str) -> tuple[SavedView, ...]:
    """Everybody's views, then the agent's own, each in its order."""
    rows = connection.execute(
        _ALL.where(_V.owner.in_(("", agent))).order_by(None).order_by(_V.owner, _V.position, _V.view)
    )
    return tuple(SavedView(*row) for row in rows)


def numbers(connection: Connection) -> tuple[int, ...]:
    """Every view's number, whoever's it is."""
    return tuple(connection.scalars(select(_V.view).order_by(_V.view)))


def get(connection: Connection, number: int) -> SavedView | None:
    """One view, where it is there."""
    row = connection.execute(_ALL.where(_V.view == number)).first()
    return None if row is None else SavedView(*row)


def named(connection: Connection, owner: str, name: str) -> SavedView | None:
    """The view of a name, where its owner has one."""
    row = connection.execute(_ALL.where(and_(_V.owner == owner, _V.name == name))).first()
    return None if row is None else SavedView(*row)


def insert(tx: Connection, owner: str, name: str, query: str) -> int:
    """Keep a new view behind the others; returns its number."""
    last, place = tx.execute(select(highest(_V.view), func.max(_V.position))).one()
    number = (last or 0) + 1
    values = {"view": number, "owner": owner, "name": name, "query": query, "position": (place or 0) + 1}
    tx.execute(saved_view.insert().values(**values))
    return number


def change(tx: Connection, view: SavedView) -> None:
    """Keep a view in place of what it was."""
    values = {"owner": view.owner, "name": view.name, "query": view.query}
    tx.execute(saved_view.update().where(_V.view == view.view).values(**values))


def delete(tx: Connection, number: int) -> None:
    """Forget a view."""
    tx.execute(saved_view.delete().where(_V.view == number))
