"""The list of cases in SQLCipher: pages, jumps, orders, filters, counts, words; and what it takes in memory.

`make bench ARGS='caseload --cases 1000000'` is the issue's full figure: its store is filled once, in
`build/practice-1000000`, goes on where it was cut off, and is used again; without, a store that fills in seconds.
Each figure is the 99th of a hundred over its queries, asked as the window asks.
"""

from __future__ import annotations

import gc
import os
import statistics
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, text

from backoffice_gui.actions.practice import practice
from backoffice_gui.caseload.case_list import CaseList, sortable
from backoffice_gui.caseload.case_search import find
from backoffice_gui.caseload.case_views import BUILT_IN, views
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_conditions import Asking
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from benchmarks import plain_table
from benchmarks.figures import ROOT, Figure, median
from benchmarks.processes import resident

__all__ = ["FILTERS", "WORDS", "measure", "measure_kept", "measure_store"]

_PAGE = 50
_AGENT = "demo.agent007"
_BOUND = 50.0
_KEY = bytes(range(32))


def _is(field: Field, *values: str) -> Condition:
    return Condition(field, Operator.IS, values)


FILTERS = (
    (),
    (_is(Field.STATE, "new", "taken"),),
    (_is(Field.STATE, "closed"),),
    (_is(Field.AGENT, "me"), _is(Field.STATE, "closed")),
    (_is(Field.KIND, "contact_change"), _is(Field.BADGE, "repeat", "shared_contact")),
    (Condition(Field.BADGE, Operator.IS_NOT, ("repeat",)), _is(Field.PARTS, "yes")),
    (Condition(Field.RECEIVED, Operator.AFTER, ("-200",)), Condition(Field.RECEIVED, Operator.BEFORE, ("-60",))),
    (_is(Field.ANSWER, "issued"), Condition(Field.DUE, Operator.BEFORE, ("-40",))),
    (Condition(Field.AGENT, Operator.IS_NOT, ("me", "")), _is(Field.UNREAD, "no"), _is(Field.PARTS, "no")),
    (Condition(Field.CLOSED, Operator.AFTER, ("-30",)), _is(Field.BADGE, "form_doubt")),
)
"""What a list is narrowed to: nothing, heaps, few, many, several conditions at once."""
WORDS = {
    "beginnings": (
        "d",
        "de",
        "dem",
        "demo",
        "e",
        "ex",
        "exe",
        "exem",
        "exemp",
        "exempl",
        "exemple",
        "v",
        "vi",
        "vil",
        "vill",
        "ville",
        "b",
        "ba",
        "bar",
        "k",
        "ka",
        "m",
        "mo",
        "moh",
        "moha",
        "moham",
        "mohame",
        "mohamed",
        "0",
        "1",
        "99",
    ),
    "words": (
        "mohamed d",
        "mohamed de",
        "mohamed demo",
        "mohamed demo b",
        "mohamed demo ba",
        "demo a",
        "demo ah",
        "demo ahmed",
        "fatima exemple",
        "fatima exemple ville",
        "fatima exemple ville b",
        "exemple demo",
        "exemple demo k",
        "exemple demo k m",
        "b d",
        "b d e",
        "b d e k",
        "ahmed mohamed demo exemple",
    ),
    "spellings": (
        "Мухаммед",
        "şükrü",
        "محمد",
        "عبد الله",
        "abdul rahman",
        "mahmoud",
        "zzzz",
        "karimzad",
        "exempel demo",
        "exemple vile",
        "ngyuen demo",
    ),
    "numbers": (
        "1612",
        "412",
        "DEMO-2026-000412",
        "DL-2026-000412",
        "2026-412",
        "9911",
        "991100042",
        "75001",
        "06 12 34 56 78",
    ),
}
"""What is typed, by what makes it hard; *demo* and *exemple* begin a word of every case."""


def _filled(casebook: Casebook, cases: int) -> Iterator[Figure]:
    """Fill up to so many invented cases, and half as many persons again; nothing where they are there."""
    with casebook.reading() as connection:
        there = connection.execute(text('SELECT coalesce(max("case"), 0) FROM cases')).scalar_one()
    if there >= cases:
        return
    if not there:
        with casebook.transaction() as tx:
            keys.put_private(tx, generate(), SystemClock().now())
    begun, used = time.perf_counter(), time.process_time()
    practice(casebook, SystemClock(), wanted=cases, seed=7)
    casebook.checkpoint()
    took, busy = time.perf_counter() - begun, time.process_time() - used
    added = cases - there
    against = f"{added} of {cases} invented cases put into a store in {took:.0f} s, {busy:.0f} s of the processor"
    yield Figure("caseload_practice", added / took, "cases/s", against)


class _Spent(NamedTuple):
    """Milliseconds of one question: by the clock, and of the processor."""

    clock: float
    processor: float


def _timed(ask: Callable[[], object]) -> _Spent:
    begun, used = time.perf_counter(), time.thread_time()
    ask()
    return _Spent((time.perf_counter() - begun) * 1000, (time.thread_time() - used) * 1000)


def _late(spent: list[float]) -> float:
    return sorted(spent)[min(len(spent) - 1, len(spent) * 99 // 100)]


def _figure(name: str, spent: list[_Spent], what: str, bound: float | None = _BOUND) -> Figure:
    clock, processor = [each.clock for each in spent], [each.processor for each in spent]
    late = _late(clock)
    shown = f"median {statistics.median(clock):.1f}, longest {max(clock):.1f}"
    busy = f"of the processor {statistics.median(processor):.1f}, {_late(processor):.1f}, {max(processor):.1f}"
    against = f"99th of 100 of {len(spent)} {what} ({shown}; {busy})"
    return Figure(name, late, "ms", against, bound, at_most=True)


def _pages(connection: Connection, listed: CaseList, asking: Asking, cases: int) -> Iterator[Figure]:
    sorts = [CaseSort(column, down) for column in sorted(sortable(), key=str) for down in (False, True)]
    first: list[_Spent] = []
    jumps: list[_Spent] = []
    again: list[_Spent] = []
    for conditions in FILTERS:
        for sort in sorts:
            query = CaseQuery(CaseFilter(conditions), sort)
            first.append(_timed(partial(listed.page, connection, query, 0, _PAGE, asking)))
            number = listed.count(connection, query.filter, asking).number
            jumps.append(_timed(partial(listed.page, connection, query, number // 2, _PAGE, asking)))
            again.append(_timed(partial(listed.page, connection, query, number // 3, _PAGE, asking)))
    yield _figure("caseload_first_page", first, f"filters and orders among {cases} cases, as never asked before")
    yield _figure("caseload_jump", jumps + again, "jumps to the middle and elsewhere")
    counts = [_timed(partial(listed.count, connection, CaseFilter(each), asking)) for each in FILTERS for _ in range(3)]
    yield _figure("caseload_count", counts, "exact counts of filters")


def _words(connection: Connection, listed: CaseList, asking: Asking) -> Iterator[Figure]:
    for group, all_words in WORDS.items():
        typed = [_timed(partial(find, connection, words, 20)) for words in all_words for _ in range(5)]
        yield _figure(f"caseload_search_{group}", typed, f"searches as typed: {group}")
    newest = CaseSort(CaseColumn.RECEIVED, descending=True)
    for group, all_words in WORDS.items():
        inside = []
        for words in all_words:
            for conditions in FILTERS:
                query = CaseQuery(CaseFilter(conditions, words), newest)
                inside.append(_timed(partial(listed.page, connection, query, 0, _PAGE, asking)))
        yield _figure(f"caseload_in_view_{group}", inside, f"first pages of words inside a filter: {group}")


def _cold(connection: Connection, asking: Asking) -> Iterator[Figure]:
    cold = CaseList()
    opened = [
        _timed(partial(cold.page, connection, view.query, 0, _PAGE, asking)) for view in BUILT_IN for _ in range(3)
    ]
    yield _figure("caseload_first_paint", opened, "first pages of the views, before the columns are filled", 100)
    counted = [_timed(lambda: views(connection, cold, asking)) for _ in range(5)]
    yield _figure("caseload_views_cold", counted, "times all views counted, before the columns are filled")


def _refresh(casebook: Casebook, listed: CaseList, asking: Asking) -> Figure:
    spent = []
    query = CaseQuery(CaseFilter(FILTERS[1]), CaseSort())
    for _ in range(20):
        with casebook.transaction() as tx:
            tx.execute(text('UPDATE cases SET unread = NOT unread WHERE "case" = (SELECT max("case") - 5 FROM cases)'))
        with casebook.reading() as connection:
            spent.append(_timed(partial(listed.page, connection, query, 0, _PAGE, asking)))
    return _figure("caseload_after_act", spent, "first pages after an act")


def measure_store(casebook: Casebook) -> Iterator[Figure]:
    """Every figure over a casebook that is filled; what was there before is set aside, as in the window."""
    gc.collect()
    gc.freeze()
    try:
        yield from _measured(casebook)
    finally:
        gc.unfreeze()


def _measured(casebook: Casebook) -> Iterator[Figure]:
    asking = Asking(_AGENT, SystemClock().now().date())
    listed = CaseList()
    with casebook.reading() as connection:
        cases = connection.execute(text('SELECT max("case") FROM cases')).scalar_one()
        yield from _cold(connection, asking)
        before = resident(os.getpid())
        filling = _timed(lambda: listed.fill(connection)).clock
        grown = resident(os.getpid()) - before
        yield Figure("caseload_fill", filling, "ms", f"the columns of {cases} cases, in the background, once")
        against = f"resident more after filling; the columns are {listed.octets() / 2**20:.1f}"
        yield Figure("caseload_memory", grown, "MiB", against, 80, at_most=True)
        yield from _pages(connection, listed, asking, cases)
        yield from _words(connection, listed, asking)
        counted = [_timed(lambda: views(connection, listed, asking)) for _ in range(10)]
        yield _figure("caseload_views", counted, "times all views counted")
        plain = text('SELECT * FROM cases ORDER BY sort_key, "case" LIMIT 50 OFFSET :skip')
        offset = [_timed(lambda: connection.execute(plain, {"skip": cases // 2}).all()).clock for _ in range(3)]
        yield Figure(
            "caseload_offset", median(offset), "ms", "the same jump by OFFSET in the same store, as tables do it"
        )
    yield _refresh(casebook, listed, asking)


def _load() -> Figure:
    return Figure(
        "caseload_load", os.getloadavg()[0], "runnable", f"{os.cpu_count()} processors, of all that runs here"
    )


def measure(cases: int = 20_000) -> Iterator[Figure]:
    """Fill a store, then ask."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        casebook = Casebook.create(Path(name) / "store", _KEY)
        try:
            yield from _filled(casebook, cases)
            yield from measure_store(casebook)
            yield _load()
        finally:
            casebook.close()


def measure_kept(cases: int) -> Iterator[Figure]:
    """The same over a store under `build`, which is filled up to its cases first where it is not full."""
    folder = ROOT / "build" / f"practice-{cases}" / "store"
    there = folder.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    casebook = Casebook.open(folder, _KEY) if there else Casebook.create(folder, _KEY)
    try:
        yield from _filled(casebook, cases)
        octets = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
        yield Figure("caseload_store", octets / 2**20, "MiB", f"the encrypted store of {cases} cases")
        yield from measure_store(casebook)
        yield from plain_table.measure(cases)
        yield _load()
    finally:
        casebook.close()
