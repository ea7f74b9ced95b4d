"""A person's contact history follows what is decided of a change: accepted, a line ends the one before.

Where a decision is taken back, a line again says what was so before. Nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from backoffice_gui.domain import contact_lines
from backoffice_gui.domain.cases import Decision
from backoffice_gui.domain.contact_lines import ContactLine
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import contacts, persons
from backoffice_gui.storage.casebook.caseload_schema import change
from backoffice_gui.storage.casebook.contacts import NewContact
from backoffice_gui.storage.dialect import among, listed

__all__ = ["can_put_back", "follow"]

_ACCEPTED = Decision.ACCEPTED.value
_AFTER = select(change.c.case, change.c.field, change.c.after, change.c.key, change.c.valid_from).where(
    among(change.c.case, "among")
)


def _accepted(case: Standing) -> set[str]:
    return {each.field for each in case.changes if each.decision == _ACCEPTED}


def follow(tx: Connection, moves: Sequence[tuple[Standing, Standing]], agent: str, at: datetime) -> None:
    """Add the lines that these changes of decisions call for."""
    turned = [(was, new) for was, new in moves if _accepted(was) != _accepted(new)]
    if not turned:
        return
    cases = [new.case for _, new in turned]
    after = {(row.case, row.field): row for row in tx.execute(_AFTER, {"among": listed(cases)})}
    for was, new in turned:
        says: list[_Says] = []
        for field in sorted(_accepted(new) - _accepted(was)):
            row = after[new.case, field]
            says.append(_Says(field, row.after, row.key, row.valid_from, new.received_at))
        says += _taken_back(tx, new, sorted(_accepted(was) - _accepted(new)), at)
        contacts.add(tx, _lines(tx, new, says, agent))


@dataclass(frozen=True, slots=True)
class _Says:
    field: str
    value: str
    key: str
    valid_from: str | None
    received_at: datetime


def _lines(tx: Connection, case: Standing, says: Sequence[_Says], agent: str) -> list[NewContact]:
    """Lines that end what is so now, for the person whose case it is."""
    person = case.person or 0
    now = persons.contact_now(tx, person)
    return [
        NewContact(
            person=person,
            field=each.field,
            value=each.value,
            key=each.key,
            valid_from=each.valid_from,
            received_at=each.received_at,
            entered_by=agent,
            case=case.case,
            replaces=now[each.field].contact if each.field in now else None,
        )
        for each in says
    ]


def _taken_back(tx: Connection, case: Standing, fields: Sequence[str], at: datetime) -> Iterator[_Says]:
    """What was so before; where another case has had the last word since, that stands.

    What was so before of somebody who was parted from this person since is not said again: the person's own is.
    """
    if not fields:
        return
    circle = set(persons.circle(tx, case.person or 0))
    lines = contacts.of_persons(tx, sorted(circle))
    ended, now = contacts.ended_by_case(tx, case.case), contact_lines.now(lines)
    own = contact_lines.now(line for line in lines if line.case != case.case)
    for field in fields:
        if field not in now or now[field].case != case.case:
            continue
        former = ended[field][1]
        if former is not None and former.person not in circle:
            former = own.get(field)
        if former is None:
            yield _Says(field, "", "", None, at)
        else:
            yield _Says(field, former.value, former.key, former.valid_from, at)


def can_put_back(connection: Connection, case: Standing, before: Standing) -> bool:
    """Whether what an undo would turn in the history is still the last word there."""
    fields = _accepted(case) - _accepted(before)
    if not fields or case.person is None:
        return True
    now: dict[str, ContactLine] = persons.contact_now(connection, case.person)
    return all(field in now and now[field].case == case.case for field in fields)
