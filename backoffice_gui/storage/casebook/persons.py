"""Persons: rows that cases hang on, the identities they declared, and the keys by which they are found.

Two rows that an agent says are one person stay two: the one is *joined* to the other, and parted
again without loss. All rows that are one person are its *circle*.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from backoffice_gui.domain.case_json import identity_json, listed_json, read_list
from backoffice_gui.domain.case_text import Declaration
from backoffice_gui.domain.contact_lines import ContactLine, now
from backoffice_gui.domain.dates import parse_edtf
from backoffice_gui.domain.declared import DeclaredDate
from backoffice_gui.domain.identity import Identity
from backoffice_gui.storage.casebook import contacts
from backoffice_gui.storage.casebook.caseload_schema import cases, identity, match_key, person
from backoffice_gui.storage.casebook.numbers import highest_removed
from backoffice_gui.storage.dialect import (
    Many,
    among,
    each_of,
    gathered,
    is_postgresql,
    listed,
    moment_text,
    unless_there,
)
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = [
    "KnownPerson",
    "add_declarations",
    "add_keys",
    "by_keys",
    "by_numbers",
    "circle",
    "circle_asked",
    "circle_of_case",
    "contact_now",
    "count",
    "declare_again",
    "declared_last",
    "hidden",
    "in_circle_of_case",
    "insert",
    "join",
    "last",
    "last_cases",
    "load",
    "mark_compared",
    "not_alone",
    "part",
    "root",
    "uncompared",
]

_MOST = 30
"""Persons that one blocking key names; more, and the newest stand for all."""

_P = person.c
_DECLARED = (
    "applicant", "sort_key", "family_name", "used_name", "given_names", "sex", "birth", "birth_place", "birth_country",
    "nationalities", "ofpra_number", "ofpra_key", "foreigner_number", "foreigner_key",
)  # fmt: skip
_INSERT = Many(person.insert(), "person", "made_at", *_DECLARED, "cases")
_AGAIN = Many(
    person.update()
    .where(_P.person == bindparam("of_person"))
    .values({name: bindparam(f"new_{name}") for name in _DECLARED} | {"cases": _P.cases + literal_column("1")}),
    *(f"new_{name}" for name in _DECLARED),
    "of_person",
)
_IDENTITY = Many(identity.insert(), "person", "case", "declared_at", "form")
_KEY = Many(unless_there(match_key), "key", "person")
_KNOWN = select(
    _P.person, _P.family_name, _P.used_name, _P.given_names, _P.sex, _P.birth, _P.birth_place, _P.birth_country,
    _P.nationalities, _P.ofpra_number, _P.foreigner_number, _P.ofpra_key, _P.foreigner_key, _P.joined_to,
)  # fmt: skip
_BY_OFPRA = _KNOWN.where(among(_P.ofpra_key, "among")).order_by(_P.person)
_BY_FOREIGNER = _KNOWN.where(among(_P.foreigner_key, "among")).order_by(_P.person)
_EACH = each_of("among")
_NEWEST = (
    select(match_key.c.person)
    .where(match_key.c.key == _EACH.c.value)
    .order_by(match_key.c.person.desc())
    .limit(bindparam("most"))
    .correlate(_EACH)
    .subquery()
)
_BY_KEYS = select(_EACH.c.value, select(gathered(_NEWEST.c.person)).scalar_subquery())
_AROUND = (
    "WITH RECURSIVE up(person, joined_to) AS (SELECT person, joined_to FROM person WHERE person = {} "
    "UNION SELECT p.person, p.joined_to FROM person AS p JOIN up ON p.person = up.joined_to), "
    "down(person) AS (SELECT person FROM up WHERE joined_to IS NULL "
    "UNION SELECT p.person FROM person AS p JOIN down ON p.joined_to = down.person) SELECT person FROM down"
)
_OF_CASE = '(SELECT person FROM cases WHERE "case" = {})'
_CIRCLE = text(_AROUND.format(":person"))
_CIRCLE_OF_CASE = text(_AROUND.format(_OF_CASE.format(":of_case")))
_ROOT = text(
    "WITH RECURSIVE up(person, joined_to) AS (SELECT person, joined_to FROM person WHERE person = :person "
    "UNION SELECT p.person, p.joined_to FROM person AS p JOIN up ON p.person = up.joined_to) "
    "SELECT person FROM up WHERE joined_to IS NULL"
)
_LAST_CASES = (
    select(cases.c.person, func.max(cases.c.case).label("last_case"))
    .where(among(cases.c.person, "among"))
    .group_by(cases.c.person)
)
_DECLARED_LAST = (
    select(identity.c.person, func.max(identity.c.declared_at).label("last_at"))
    .where(among(identity.c.person, "among"))
    .group_by(identity.c.person)
)
_HIDDEN = text("SELECT circle_hidden(CAST(:numbers AS bigint[]))")
_JOINED = select(_P.person).where(and_(among(_P.person, "among"), _P.joined_to.is_not(None)))
_JOINED_TO = select(_P.joined_to).where(and_(among(_P.joined_to, "among"), _P.joined_to.is_not(None)))
_COUNT = Many(
    person.update().where(_P.person == bindparam("of_person")).values(cases=_P.cases + bindparam("more")),
    "more",
    "of_person",
)


class _InCircle(FunctionElement[bool]):
    """`column IN (the persons of a case's circle)`."""

    type = Boolean()
    name = "in_circle"
    inherit_cache = True


def _around(element: _InCircle, compiler: SQLCompiler, **kw: Any) -> tuple[str, str]:
    which, case = (compiler.process(each, **kw) for each in element.clauses)
    return which, _AROUND.format(_OF_CASE.format(case))


@compiles(_InCircle)
def _in_circle_sqlite(element: _InCircle, compiler: SQLCompiler, **kw: Any) -> str:
    return "({} IN ({}))".format(*_around(element, compiler, **kw))


@compiles(_InCircle, "postgresql")
def _in_circle_postgresql(element: _InCircle, compiler: SQLCompiler, **kw: Any) -> str:
    """An array is found out once, and looked up in the column's index; a subquery may have all rows read."""
    return "({} = ANY (ARRAY({})))".format(*_around(element, compiler, **kw))


def in_circle_of_case(which: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """Whether a column names one of the persons that the case bound as `name` hangs on (`circle_of_case`)."""
    return _InCircle(which, bindparam(name, type_=BigInteger()))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with the identity last declared; `joined_to`: whom an agent says this one is."""

    person: int
    identity: Identity
    ofpra_key: str
    foreigner_key: str
    joined_to: int | None


def _declared(one: Declaration) -> tuple[object, ...]:
    said = one.identity
    return (
        one.applicant, one.sort_key, said.family_name, said.used_name, listed_json(said.given_names), said.sex,
        said.birth.raw, said.birth_place, said.birth_country, listed_json(said.nationalities), said.ofpra_number,
        one.ofpra_key, said.foreigner_number, one.foreigner_key,
    )  # fmt: skip


def last(connection: Connection) -> int:
    """The highest number of a person, there or removed by a purge; 0 where there never was one."""
    there = connection.execute(select(func.max(_P.person))).scalar() or 0
    return max(there, highest_removed(connection, person.name))


def insert(tx: Connection, new: Sequence[tuple[int, Declaration, int]], at: datetime) -> None:
    """Add persons under numbers that follow `last`: number, what was declared, how many cases hang on it."""
    made = moment_text(at)
    _INSERT.run(tx, [(number, made, *_declared(one), cases) for number, one, cases in new])


def declare_again(tx: Connection, again: Sequence[tuple[int, Declaration]]) -> None:
    """Another case of a known person: the row shows what was declared last, the identities before stay."""
    _AGAIN.run(tx, [(*_declared(one), number) for number, one in again])


def add_declarations(tx: Connection, new: Iterable[tuple[int, int, datetime, Identity]]) -> None:
    """Add identities as declared: person, case, when, what."""
    rows = [(number, case, moment_text(at), identity_json(said)) for number, case, at, said in new]
    _IDENTITY.run(tx, rows)


def add_keys(tx: Connection, keys: Iterable[tuple[str, int]]) -> None:
    """Add blocking keys: key, person. One that is there already stays."""
    _KEY.run(tx, sorted(set(keys)))


def _known(row: tuple[object, ...]) -> KnownPerson:
    number, family, used, given, sex, birth, place, country, nationalities, ofpra, foreigner, *rest = row
    said = Identity(
        family_name=str(family),
        used_name=str(used),
        given_names=read_list(str(given)),
        sex=str(sex),
        birth=DeclaredDate(str(birth), parse_edtf(str(birth).strip())),
        birth_place=str(place),
        birth_country=str(country),
        nationalities=read_list(str(nationalities)),
        ofpra_number=str(ofpra),
        foreigner_number=str(foreigner),
    )
    return KnownPerson(number, said, *rest)  # type: ignore[arg-type]


def load(connection: Connection, numbers: Sequence[int]) -> dict[int, KnownPerson]:
    """Persons by number; one that is not there is left out."""
    rows = connection.execute(_KNOWN.where(among(_P.person, "among")), {"among": listed(list(numbers))})
    return {known.person: known for known in (_known(tuple(row)) for row in rows)}


def by_numbers(connection: Connection, ofpra: Sequence[str], foreigner: Sequence[str]) -> list[KnownPerson]:
    """The persons that have one of these numbers (normalised), in order."""
    found: dict[int, KnownPerson] = {}
    for query, keys in ((_BY_OFPRA, ofpra), (_BY_FOREIGNER, foreigner)):
        if keys:
            for row in connection.execute(query, {"among": listed(list(keys))}):
                found[row.person] = _known(tuple(row))
    return [found[number] for number in sorted(found)]


def by_keys(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """By blocking key, the persons who have it; the newest of a key that very many have."""
    rows = connection.execute(_BY_KEYS, {"among": listed(list(keys)), "most": _MOST})
    return {key: tuple(json.loads(numbers)) for key, numbers in rows}


def circle(connection: Connection, number: int) -> tuple[int, ...]:
    """Every row that is this person, in order; only itself where nobody joined it to another."""
    return tuple(sorted(connection.scalars(_CIRCLE, {"person": number})))


def circle_asked(case: int) -> Asked:
    """What `circle_of_case` asks."""
    return asking(_CIRCLE_OF_CASE, of_case=case)


def circle_of_case(connection: Connection, case: int) -> tuple[int, ...]:
    """The circle of a case's person; empty where it has none."""
    return tuple(sorted(ask(connection, circle_asked(case)).scalars()))


def not_alone(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Of these rows, those that are joined to another, or that another is joined to."""
    if not numbers:
        return []
    wanted = {"among": listed(list(numbers))}
    found = set(connection.scalars(_JOINED, wanted)) | set(connection.scalars(_JOINED_TO, wanted))
    return sorted(found)


def root(connection: Connection, number: int) -> int:
    """The row that stands for a person: itself, or the one that it is joined to at last."""
    return connection.execute(_ROOT, {"person": number}).scalar() or number


def hidden(connection: Connection, numbers: Sequence[int]) -> bool:
    """Whether one of those whom these persons are is kept from whoever asks: on a team's server, by its services."""
    return is_postgresql(connection) and bool(connection.execute(_HIDDEN, {"numbers": list(numbers)}).scalar())


def contact_now(connection: Connection, number: int) -> dict[str, ContactLine]:
    """What is so now of a person's contact details, by field, over its whole circle (`contact_lines.now`).

    A line of somebody who was one person with these, and is no more, ends nothing.
    """
    return now(contacts.of_persons(connection, circle(connection, number)))


def count(tx: Connection, more: Sequence[tuple[int, int]]) -> None:
    """Note how many cases more (or fewer) hang on persons: person, difference."""
    _COUNT.run(tx, [(difference, number) for number, difference in more])


def join(tx: Connection, number: int, other: int) -> None:
    """Say that the person whose row this is, is another; both rows stay as they are."""
    tx.execute(person.update().where(_P.person == number).values(joined_to=other))


def part(tx: Connection, number: int) -> None:
    """Take a joining back."""
    tx.execute(person.update().where(_P.person == number).values(joined_to=None))


def uncompared(connection: Connection, most: int) -> list[KnownPerson]:
    """At most so many persons who have not been compared with others, in order."""
    query = _KNOWN.where(~_P.compared).order_by(_P.person).limit(most)
    return [_known(tuple(row)) for row in connection.execute(query)]


def declared_last(connection: Connection, numbers: Sequence[int]) -> dict[int, datetime]:
    """When each of these persons has last declared who they are."""
    rows = connection.execute(_DECLARED_LAST, {"among": listed(list(numbers))})
    return {row.person: row.last_at for row in rows}


def mark_compared(tx: Connection, numbers: Sequence[int]) -> None:
    """Note that these were compared."""
    tx.execute(person.update().where(among(_P.person, "among")).values(compared=True), {"among": listed(list(numbers))})


def last_cases(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The last case that hangs on each of these persons."""
    rows = connection.execute(_LAST_CASES, {"among": listed(list(numbers))})
    return {row.person: row.last_case for row in rows}
