"""Where persons can be reached: a history in which a line ends another and overwrites none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from backoffice_gui.domain.contact_lines import ContactLine
from backoffice_gui.storage.casebook.caseload_schema import contact
from backoffice_gui.storage.dialect import Many, among, each_of, gathered, highest, listed, moment_text

__all__ = ["ALL", "NewContact", "add", "ended_by_case", "known", "line_of", "of_persons", "sharing"]

_MOST = 20

_C = contact.c
_LATER = contact.alias("later")
ALL: Select[*tuple[Any, ...]] = select(
    _C.contact, _C.person, _C.field, _C.value, _C.key, _C.valid_from, _C.received_at, _C.entered_by, _C.case,
    _C.replaces,
)  # fmt: skip
"""Every line, a row each for `line_of`."""
_NAMES = ("contact", "person", "field", "value", "key", "valid_from", "received_at", "entered_by", "case", "replaces")
_EACH = each_of("among")
_LAST = (
    select(_C.person)
    .where(
        _C.field == bindparam("field"),
        _C.key == _EACH.c.value,
        _C.key != "",
        ~select(_LATER.c.contact).where(_LATER.c.replaces == _C.contact).correlate(contact).exists(),
    )
    .order_by(_C.contact.desc())
    .limit(bindparam("most"))
    .correlate(_EACH)
    .subquery()
)
_SHARING = select(_EACH.c.value, select(gathered(_LAST.c.person)).scalar_subquery())
_OF_PERSONS = ALL.where(among(_C.person, "among")).order_by(_C.contact)
_KNOWN = select(_C.person, _C.field).where(among(_C.person, "among")).distinct()
_ADD = Many(contact.insert(), *_NAMES)


@dataclass(frozen=True, slots=True)
class NewContact:
    """A line to be added; an empty value says that there is none any more. `valid_from`: a day, ISO."""

    person: int
    field: str
    value: str
    key: str
    valid_from: str | None
    received_at: datetime
    entered_by: str
    case: int | None
    replaces: int | None = None


def add(tx: Connection, lines: Sequence[NewContact]) -> list[int]:
    """Add lines in order; returns their numbers."""
    last = tx.execute(select(highest(_C.contact))).scalar() or 0
    rows = [
        (
            last + n, each.person, each.field, each.value, each.key, each.valid_from, moment_text(each.received_at),
            each.entered_by, each.case, each.replaces,
        )
        for n, each in enumerate(lines, start=1)
    ]  # fmt: skip
    _ADD.run(tx, rows)
    return [last + n for n in range(1, len(lines) + 1)]


def of_persons(connection: Connection, persons: Sequence[int]) -> list[ContactLine]:
    """All lines of these rows, in order; what counts of them, where they are one person, `contact_lines` says."""
    rows = connection.execute(_OF_PERSONS, {"among": listed(list(persons))})
    return [line_of(row) for row in rows]


def line_of(row: Row[*tuple[Any, ...]]) -> ContactLine:
    """The line of a row of `ALL`."""
    return ContactLine(*row)


def known(connection: Connection, persons: Sequence[int]) -> set[tuple[int, str]]:
    """Of what anything is known, now or once: person and field."""
    rows = connection.execute(_KNOWN, {"among": listed(list(persons))})
    return {(row.person, row.field) for row in rows}


def ended_by_case(connection: Connection, case: int) -> dict[str, tuple[ContactLine, ContactLine | None]]:
    """By field, the last line that came of a case, and the line that it ended, where it ended one."""
    lines = [line_of(row) for row in connection.execute(ALL.where(_C.case == case).order_by(_C.contact))]
    former = {line.replaces for line in lines if line.replaces is not None}
    before = {
        row.contact: line_of(row)
        for row in connection.execute(ALL.where(among(_C.contact, "among")), {"among": listed(sorted(former))})
    }
    return {line.field: (line, before.get(line.replaces or 0)) for line in lines}


def sharing(connection: Connection, field: str, keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The persons that these compared forms are kept for now; of a form that many share, the last ones."""
    rows = connection.execute(_SHARING, {"field": field, "among": listed(list(keys)), "most": _MOST})
    return {key: tuple(json.loads(persons)) for key, persons in rows}
