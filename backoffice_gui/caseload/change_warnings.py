"""What an agent is warned of beside each changed contact detail: of what the badges say, which field it concerns.

Looked at when a case is opened, over what is known now; a badge of which no field is found any more stands by all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from backoffice_gui.domain.case_json import read_address
from backoffice_gui.domain.cases import Badge
from backoffice_gui.storage.casebook import cases as case_store
from backoffice_gui.storage.casebook import contacts
from backoffice_gui.storage.casebook.caseload_schema import cases, change
from backoffice_gui.storage.dialect import among, listed

__all__ = ["change_warnings"]

_SECOND_WITHIN = timedelta(days=30)
_ADDRESS = "address"


def change_warnings(
    connection: Connection,
    changes: Sequence[Row[*tuple[Any, ...]]],
    badges: Badge,
    circle: Sequence[int],
    received_at: datetime,
) -> Mapping[str, tuple[str, ...]]:
    """By field, code words: `second_change`, `in_flight`, `shared_contact`, `domiciliation`.

    `changes`: rows of the table `change` of one case; `circle`: who its person is (`persons.circle`), empty for none.
    """
    if not changes:
        return {}
    fields = [each.field for each in changes]
    found: dict[str, list[str]] = {field: [] for field in fields}

    def warn(code: str, of: Sequence[str]) -> None:
        for field in of:
            found[field].append(code)

    if Badge.SECOND_CHANGE in badges:
        twice = _changed_twice(connection, changes, circle, received_at)
        warn("second_change", [field for field in fields if field in twice] or fields)
    if Badge.IN_FLIGHT in badges:
        warn("in_flight", [field for field in fields if field == _ADDRESS])
    if Badge.SHARED_CONTACT in badges:
        keyed = [each for each in changes if each.key]
        shared = [each.field for each in keyed if _shared(connection, each.field, each.key, circle)]
        warn("shared_contact", shared or [each.field for each in keyed])
    warn("domiciliation", [each.field for each in changes if each.field == _ADDRESS and _hosted(each.after)])
    return {field: tuple(codes) for field, codes in found.items()}


def _changed_twice(
    connection: Connection, changes: Sequence[Row[*tuple[Any, ...]]], circle: Sequence[int], received_at: datetime
) -> frozenset[str]:
    """The fields that another case of the same person changes within 30 days."""
    near = cases.c.received_at.between(received_at - _SECOND_WITHIN, received_at + _SECOND_WITHIN)
    wanted = (
        select(change.c.field)
        .join(cases, cases.c.case == change.c.case)
        .where(and_(among(cases.c.person, "among"), near, cases.c.case != changes[0].case))
        .distinct()
    )
    return frozenset(connection.scalars(wanted, {"among": listed(list(circle))}))


def _shared(connection: Connection, field: str, key: str, circle: Sequence[int]) -> bool:
    """Whether somebody else has this contact detail, or wishes it."""
    held = contacts.sharing(connection, field, [key]).get(key, ())
    wished = case_store.sharing_wish(connection, field, [key]).get(key, ())
    return bool({*held, *wished} - set(circle))


def _hosted(address: str) -> bool:
    read = read_address(address) if address.startswith("{") else None
    return read is not None and bool(read.organisation)
