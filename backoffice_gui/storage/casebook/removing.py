"""Cases removed for good: their rows, their words in the search index, and persons on whom nothing hangs any more.

Inside a purge's transaction only: a trigger refuses any other. What is kept of a person who stays is what their
other cases need: the identity declared last, and the lines of contact that still stand, or that end one which stays.
Rows that an agent joined are one person. So a row without a case stays where it has such a line: the line is not
written anew, by another hand and for another row, for whoever is parted has his own again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, Table, and_, func, or_, select, tuple_

from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.contact_lines import ContactLine, needless
from backoffice_gui.storage.casebook import contacts, numbers, persons, search_index, standing
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
_HANGING = select(func.count()).select_from(cases).where(cases.c.person == person.c.person).scalar_subquery()
_COUNT = person.update().where(among(person.c.person, "among")).values(cases=_HANGING)
_W = person.c
_ROWS = select(
    _W.person, _W.joined_to, select(cases.c.case).where(cases.c.person == _W.person).exists().label("used")
).where(among(_W.person, "among"))


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
    owners = list(tx.scalars(whose, wanted))
    _forget_proposals(tx, wanted)
    for table in _OF_CASES:
        tx.execute(table.delete().where(among(table.c.case, "among")), wanted)
    search_index.remove(tx, list(group))
    tx.execute(cases.delete().where(among(cases.c.case, "among")), wanted)
    tx.execute(_COUNT, _among(owners))
    gone, left = _remove_persons(tx, owners, set(group))
    if left:
        tx.execute(_OLD_IDENTITY, {"cases": listed(list(group)), "persons": listed(sorted(left))})
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


def _remove_persons(tx: Connection, whose: Sequence[int], group: Collection[int]) -> tuple[set[int], set[int]]:
    """Persons without a case, whatever rows they are, and of others what nobody needs; the rows that went, and stay."""
    circles = _circles(tx, whose)
    members = sorted({row for circle in circles for row in circle})
    rows = {row.person: row for row in tx.execute(_ROWS, _among(members))}
    lines: dict[int, list[ContactLine]] = {}
    for line in contacts.of_persons(tx, members):
        lines.setdefault(line.person, []).append(line)
    gone: set[int] = set()
    spent: set[int] = set()
    for circle in circles:
        bare = {each for each in circle if not rows[each].used}
        if len(bare) == len(circle):
            gone |= bare
            continue
        theirs = [line for each in circle for line in lines.get(each, ())]
        some = needless(theirs, group, bare)
        spent |= some
        needed = {line.person for line in theirs if line.contact not in some}
        gone |= _loose({each: rows[each].joined_to for each in circle}, bare - needed)
    bare = {each for each in members if not rows[each].used}
    _forget_bare(tx, sorted(bare), sorted(gone), sorted(spent))
    return gone, set(members) - gone


def _circles(tx: Connection, numbers: Sequence[int]) -> list[tuple[int, ...]]:
    joined = persons.not_alone(tx, numbers)
    alone = {(each,) for each in set(numbers) - set(joined)}
    return sorted(alone | {persons.circle(tx, each) or (each,) for each in joined})


def _loose(joined: Mapping[int, int | None], bare: Collection[int]) -> set[int]:
    """Of these rows, those to which nobody is joined; then those to which only they were."""
    gone: set[int] = set()
    while some := set(bare) - gone - {to for each, to in joined.items() if each not in gone}:
        gone |= some
    return gone


def _forget_bare(tx: Connection, bare: Sequence[int], gone: Sequence[int], spent: Sequence[int]) -> None:
    """What is known of rows without a case goes, but for the lines that stay, and the row they are of."""
    tx.execute(contact.delete().where(among(contact.c.contact, "among")), _among(spent))
    for table, which in ((identity, bare), (match_key, bare), (contact, gone)):
        tx.execute(table.delete().where(among(table.c.person, "among")), _among(which))
    tx.execute(proposal.delete().where(and_(among(_P.other, "among"), _P.kind == SAME_PERSON)), _among(gone))
    tx.execute(person.delete().where(among(_W.person, "among")), _among(gone))
