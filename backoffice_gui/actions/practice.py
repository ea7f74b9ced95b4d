"""Filling a store with invented cases, for demonstrations, tests and measurements: same seed, same people.

Everything says that it is invented: the source is `practice`, numbers begin with `DEMO`, and the last given
name of each person is *Démo*. Real and invented cases never share a store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, func, select, text

from backoffice_gui.actions.practice_cases import World, case_of
from backoffice_gui.actions.practice_people import person_of
from backoffice_gui.actions.practice_rows import COLUMNS, ORIGIN, case_rows, person_rows, search_words
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.cases import Source
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, search_index
from backoffice_gui.storage.casebook.case_insert import insert_cases
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, contact, note, person
from backoffice_gui.storage.casebook.schema import MODEL
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import Many
from backoffice_gui.storage.types import moment_text

__all__ = ["MOST", "practice"]

MOST = 2_000_000
"""Cases that a practice store may hold."""
_AT_ONCE = 10_000
_NUMBERED = {contact.name: contact.c.contact, case_event.name: case_event.c.event, note.name: note.c.note}
"""Tables whose rows are numbered by whoever adds them."""
_INSERTS = {
    name: Many(MODEL.tables[name].insert(), *([_NUMBERED[name].name] if name in _NUMBERED else ()), *columns)
    for name, columns in COLUMNS.items()
}
_COUNT = text("UPDATE person SET cases = (SELECT count(*) FROM cases WHERE cases.person = person.person)")


def _standing(connection: Connection) -> tuple[int, int]:
    """How many invented cases and persons there are; raises `UsageError("practice-real")` where one case is real."""
    real = select(cases.c.case).where(cases.c.source != Source.PRACTICE.value).limit(1)
    if connection.execute(real).first() is not None:
        raise UsageError("practice-real")
    last = connection.execute(select(func.max(cases.c.case))).scalar() or 0
    known = connection.execute(select(func.max(person.c.person))).scalar() or 0
    if known and not last:
        raise UsageError("practice-real")
    return last, known


def _add(tx: Connection, world: World, new_persons: Sequence[int], new_cases: Sequence[int]) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    made_at = moment_text(world.now)
    people = {n: person_of(world.seed, n) for n in new_persons}
    for n, each in people.items():
        person_rows(rows, n, each, made_at)
    words = []
    for n in new_cases:
        case = case_of(world, n)
        whose = people.get(case.person) or person_of(world.seed, case.person)
        case_rows(rows, world, case, whose)
        words.append(search_words(case, whose))
    for name, columns in COLUMNS.items():
        if name == cases.name:
            insert_cases(tx, columns, rows[name])
        elif name in _NUMBERED:
            last = tx.execute(select(func.max(_NUMBERED[name]))).scalar() or 0
            _INSERTS[name].run(tx, [(n, *row) for n, row in enumerate(rows[name], last + 1)])
        else:
            _INSERTS[name].run(tx, rows[name])
    search_index.put_words(tx, words)


def practice(
    casebook: Casebook,
    clock: Clock,
    *,
    wanted: int,
    seed: int,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Fill the store up to `wanted` invented cases, and half as many persons again; returns how many there are then.

    Cut off or cancelled, it goes on where it was when it is called again with the same seed. Raises `UsageError`
    (`practice-real` where the store holds real cases, `practice-many`), `DiskFull`, `StoreBusy`.
    """
    if not 0 < wanted <= MOST:
        raise UsageError("practice-many", most=MOST)
    with casebook.reading() as connection:
        done, known = _standing(connection)
    world = World(seed, wanted, wanted * 3 // 2 + 1, clock.now())
    while done < wanted and not cancelled():
        upto = min(done + _AT_ONCE, wanted)
        persons = max(known, min(upto * 3 // 2 + 1, world.persons))
        with casebook.transaction() as tx:
            _standing(tx)
            _add(tx, world, range(known + 1, persons + 1), range(done + 1, upto + 1))
        done, known = upto, persons
        progress(done)
    with casebook.transaction() as tx:
        tx.execute(_COUNT)
        search_index.optimize(tx)
        details = (("cases", done), ("origin", ORIGIN), ("seed", seed))
        audit_log.append(tx, [AuditEvent(clock.now(), Verb.PRACTICE_MADE, Role.DESK, "practice", details)])
    return done
