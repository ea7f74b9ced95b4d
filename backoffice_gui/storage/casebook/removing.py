"""Cases removed for good: their rows, their words in the search index, and persons on whom nothing hangs any more.

Inside a purge's transaction only: a trigger refuses any other. What is kept of a person who stays is what their
other cases need: the identity declared last, and the lines of contact that still stand, or that another line ended.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, and_, func, or_, select, tuple_

from backoffice_gui.domain.cases import Badge
from backoffice_gui.storage.casebook import numbers, search_index, standing
from backoffice_gui.storage.casebook.caseload_schema import (
    case_event,
    case_form,
    cases,
    certificate,
    change,
    contact,
    draft,
    identity,
    match_key,
    note,
    person,
    proposal,
)
from backoffice_gui.storage.casebook.proposals import DUPLICATE, REPEAT, SAME_PERSON
from backoffice_gui.storage.casebook.retention_schema import hold
from backoffice_gui.storage.dialect import among, listed

__all__ = ["forget_form", "remove_cases"]

_OF_CASES: tuple[Table, ...] = (draft, note, case_event, certificate, change, case_form, hold)
_OF_PERSONS: tuple[Table, ...] = (contact, identity, match_key)
_NUMBERED = ((cases, cases.c.case), (person, person.c.person), (case_event, case_event.c.event), (note, note.c.note))
_PROPOSED_BY = {DUPLICATE: Badge.DUPLICATE, REPEAT: Badge.REPEAT}
_P = proposal.c
_I, _NEWER = identity.c, identity.alias("newer").c
_OLD_IDENTITY = identity.delete().where(
    among(_I.person, "persons"),
    among(_I.case, "cases"),
    select(_NEWER.identity)
    .where(
        _NEWER.person == _I.person, tuple_(_NEWER.declared_at, _NEWER.identity) > tuple_(_I.declared_at, _I.identity)
    )
    .exists(),
)
_C, _LATER, _ENDED = contact.c, contact.alias("later").c, contact.alias("ended").c
_OLD_CONTACT = contact.delete().where(
    among(_C.case, "cases"),
    among(_C.person, "persons"),
    select(_LATER.contact).where(_LATER.replaces == _C.contact).exists(),
    ~select(_ENDED.contact).where(_ENDED.contact == _C.replaces).exists(),
)
_HANGING = select(func.count()).select_from(cases).where(cases.c.person == person.c.person).scalar_subquery()
_COUNT = person.update().where(among(person.c.person, "among")).values(cases=_HANGING)
_W, _JOINED = person.c, person.alias("joined").c
_NEEDLESS = select(_W.person, _W.joined_to).where(
    among(_W.person, "among"),
    ~select(cases.c.case).where(cases.c.person == _W.person).exists(),
    ~select(_JOINED.person).where(_JOINED.joined_to == _W.person).exists(),
)


def forget_form(tx: Connection, group: Sequence[int]) -> None:
    """Forget the forms of these cases as they came in; what was read from them stays with the case.

    They are not to be purged any longer, until the rest of them is due.
    """
    standing.set_badge(tx, group, Badge.TO_PURGE, on=False)
    tx.execute(case_form.update().where(among(case_form.c.case, "among")).values(octets=None), _among(group))


def remove_cases(tx: Connection, group: Sequence[int]) -> int:
    """Remove these cases and all that hangs on them; returns how many persons went with them."""
    if not group:
        return 0
    wanted = _among(group)
    for table, column in _NUMBERED:
        numbers.remember(tx, table.name, tx.execute(select(func.max(column))).scalar() or 0)
    whose = select(cases.c.person).where(among(cases.c.case, "among"), cases.c.person.is_not(None)).distinct()
    persons = list(tx.scalars(whose, wanted))
    _forget_proposals(tx, wanted)
    for table in _OF_CASES:
        tx.execute(table.delete().where(among(table.c.case, "among")), wanted)
    search_index.remove(tx, list(group))
    tx.execute(cases.delete().where(among(cases.c.case, "among")), wanted)
    tx.execute(_COUNT, _among(persons))
    gone = _remove_persons(tx, persons)
    left = sorted(set(persons) - gone)
    if left:
        both = {"cases": listed(list(group)), "persons": listed(left)}
        tx.execute(_OLD_IDENTITY, both)
        while tx.execute(_OLD_CONTACT, both).rowcount:
            pass
    return len(gone)


def _among(some: Sequence[int]) -> dict[str, str]:
    return {"among": listed(list(some))}


def _forget_proposals(tx: Connection, wanted: dict[str, str]) -> None:
    """Proposals of these cases and about them; a case that resembles nothing any more does not say so."""
    about = and_(among(_P.other, "among"), _P.kind != SAME_PERSON)
    others = set(tx.scalars(select(_P.case).where(about), wanted))
    tx.execute(proposal.delete().where(or_(among(_P.case, "among"), about)), wanted)
    for kind, badge in _PROPOSED_BY.items() if others else ():
        still = select(_P.case).where(_P.case == cases.c.case, _P.kind == kind, _P.dismissed_at.is_(None)).exists()
        has = cases.c.badges.op("&")(int(badge)) != 0
        which = and_(among(cases.c.case, "among"), has, ~still)
        tx.execute(
            cases.update().where(which).values(badges=cases.c.badges.op("&")(~int(badge))), _among(sorted(others))
        )


def _remove_persons(tx: Connection, persons: Sequence[int]) -> set[int]:
    """Persons without a case, to whom nobody is joined; then those to whom only they were joined."""
    gone: set[int] = set()
    looked = list(persons)
    while looked:
        found = tx.execute(_NEEDLESS, _among(looked)).all()
        some = _among([row.person for row in found])
        about = and_(among(_P.other, "among"), _P.kind == SAME_PERSON)
        tx.execute(proposal.delete().where(about), some)
        for table in _OF_PERSONS:
            tx.execute(table.delete().where(among(table.c.person, "among")), some)
        tx.execute(person.delete().where(among(person.c.person, "among")), some)
        gone |= {row.person for row in found}
        looked = sorted({row.joined_to for row in found if row.joined_to is not None})
    return gone
