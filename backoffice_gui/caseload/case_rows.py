"""Cases as rows of the list, by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState, Source
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = ["asked", "case_rows"]

_C = cases.c
_BATCH = 500
_ROWS = select(
    _C.case, _C.version, _C.number, _C.kind, _C.about, _C.state, _C.source, _C.applicant, _C.ofpra_number,
    _C.received_at, _C.due_on, _C.closed_at, _C.parts, _C.agent, _C.badges, _C.unread,
).where(among(_C.case, "among"))  # fmt: skip


def _row(row: Row[*tuple[Any, ...]]) -> CaseRow:
    return CaseRow(
        case=row.case,
        version=row.version,
        number=row.number,
        kind=CaseKind(row.kind),
        about=row.about,
        state=CaseState(row.state),
        source=Source(row.source),
        applicant=row.applicant,
        ofpra_number=row.ofpra_number,
        received_at=row.received_at,
        due_on=None if row.due_on is None else date.fromisoformat(row.due_on),
        closed_at=row.closed_at,
        parts=row.parts,
        agent=row.agent,
        badges=Badge(row.badges),
        unread=row.unread,
    )


def asked(numbers: Sequence[int]) -> Asked:
    """What `case_rows` asks of so many that it asks once."""
    return asking(_ROWS, among=listed(list(numbers)))


def case_rows(connection: Connection, numbers: Sequence[int]) -> tuple[CaseRow, ...]:
    """The rows of these cases, in the order asked; one that is not there is left out."""
    found: dict[int, CaseRow] = {}
    for at in range(0, len(numbers), _BATCH):
        piece = list(numbers[at : at + _BATCH])
        for row in ask(connection, asked(piece)):
            found[row.case] = _row(row)
    return tuple(found[number] for number in numbers if number in found)
