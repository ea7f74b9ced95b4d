"""The desk locked from each state it can be in, and opened again to the first page of its list, in milliseconds.

Against an encrypted file of the same size, opened and read by the driver alone: what no unlocking can do without.
"""

from __future__ import annotations

import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.practice import practice
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.case_exports import Going, TableWanted
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.office import Changes
from backoffice_gui.errors import Circumstance
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect
from backoffice_gui.wiring import Office, open_office
from benchmarks.figures import Figure, median
from tests.support.desks import MASTER, Store
from tests.support.keyrooms import Keyroom, a_keyroom
from tests.support.purging import agreed

__all__ = ["measure"]

_CLOCK = SystemClock()
_PAGE = 50
_PHRASE = "trois rivières EXEMPLE"
_LATE = "2020-01-02T09:00:00.000000Z"
_FIRST = CaseQuery(CaseFilter(), CaseSort(CaseColumn.RECEIVED, descending=True))
_PRACTICE = {"BACKOFFICE_CASES__PRACTICE": "true"}


def _nothing(_office: Office, _over: threading.Event) -> None:
    return


def _looking(office: Office, over: threading.Event) -> None:
    """Somebody scrolls and searches."""
    start = 0
    while not over.is_set() and (cases := office.cases()) is not None:
        cases.page(_FIRST, start % 5_000, _PAGE)
        cases.count(CaseFilter((), "exemple"))
        start += 500


def _treating(office: Office, over: threading.Event) -> None:
    """A command for hundreds of cases runs."""
    acts = cycle((CaseAct.TAKE, CaseAct.GIVE_BACK))
    while not over.is_set() and (cases := office.cases()) is not None:
        keys = [CaseKey(row.case, row.version) for row in cases.page(_FIRST, 0, 500).rows]
        cases.do(keys, Asked(next(acts)), lambda _: None, over.is_set)


def _exporting(office: Office, over: threading.Event) -> None:
    """All of the list is written into a table, again and again."""
    columns = (CaseColumn.NUMBER, CaseColumn.STATE, CaseColumn.RECEIVED, CaseColumn.APPLICANT)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        going = Going(str(Path(name) / "exemple.csv"), "EXEMPLE", replacing=True)
        while not over.is_set() and (cases := office.cases()) is not None:
            cases.exports.view(_FIRST, TableWanted(columns, "csv"), going, lambda _: None, over.is_set)


def _purging(office: Office, over: threading.Event) -> None:
    """What two people agreed to goes, group by group, on from where the lock before has cut it."""
    cases = office.cases()
    if cases is not None:
        cases.retention.run(1, lambda _: None, over.is_set)


def _due(store: Store, share: float) -> None:
    """So many of the practice cases were closed long ago, and two people want them gone."""
    with store.desk.casebook.transaction() as tx:
        tx.execute(text("UPDATE proposal SET dismissed_at = :at"), {"at": _LATE})
        set_to = "state = 'closed', bucket = 2, received_at = :at, closed_at = :at"
        words = f'UPDATE cases SET {set_to} WHERE "case" % 100 < :n'
        tx.execute(text(words), {"at": _LATE, "n": round(share * 100)})
    agreed(store, _CLOCK)


@contextmanager
def _going_on(office: Office, what: Callable[[Office, threading.Event], None]) -> Iterator[None]:
    over = threading.Event()

    def run() -> None:
        try:
            what(office, over)
        except Circumstance:
            return

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.15)
    if what is not _nothing and not thread.is_alive():
        raise SystemExit("nothing is under way")
    try:
        yield
    finally:
        over.set()
        thread.join()


def _locked(office: Office) -> float:
    began = time.perf_counter()
    office.lock()
    return time.perf_counter() - began


def _opened(office: Office) -> float:
    began = time.perf_counter()
    office.unlock("")
    cases = office.cases()
    if cases is None or len(cases.page(_FIRST, 0, _PAGE).rows) != _PAGE:
        raise SystemExit("the list did not come")
    return time.perf_counter() - began


def _bare(folder: Path) -> float:
    began = time.perf_counter()
    raw = connect(folder / CASEBOOK_SHAPE.file, CASEBOOK_SHAPE, MASTER.casebook_key())
    raw.execute("SELECT * FROM cases ORDER BY rowid DESC LIMIT 50").fetchall()
    raw.close()
    return time.perf_counter() - began


def measure(cases: int = 20_000, rounds: int = 20) -> Iterator[Figure]:
    """Locked from rest and from all that can be under way; the slowest of each, and opened again."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, a_keyroom(Path(name) / "s") as room:
        store = room.store
        practice(store.desk.casebook, _CLOCK, wanted=cases, seed=1)
        _due(store, 0.6)
        office = open_office(store.settings(**_PRACTICE), _CLOCK)
        try:
            yield from _measured(office, store.folder, rounds)
        finally:
            office.close()
        with pytest.MonkeyPatch.context() as patch:
            room.everywhere(patch)
            yield from _wrapped(room, rounds)


def _figure(what: str, locked: list[float]) -> Figure:
    against = f"the call; slowest of {len(locked)}, median {median(locked) * 1000:.0f} ms"
    return Figure(f"lock_from_{what}", max(locked) * 1000, "ms", against, 300, at_most=True)


def _measured(office: Office, folder: Path, rounds: int) -> Iterator[Figure]:
    opened, bare = [], []
    for what in (_nothing, _looking, _treating, _exporting, _purging):
        locked = []
        for _ in range(rounds):
            with _going_on(office, what):
                locked.append(_locked(office))
            opened.append(_opened(office))
            bare.append(_bare(folder))
        yield _figure(what.__name__.strip("_"), locked)
    against = f"the call; slowest of {len(opened)}, median {median(opened) * 1000:.0f} ms"
    yield Figure("unlock_to_list", max(opened) * 1000, "ms", against, 500, at_most=True)
    against = f"the encrypted file opened and {_PAGE} rows read by the driver ({median(bare) * 1000:.0f} ms)"
    yield Figure("unlock_to_list_bare", median(opened) / median(bare), "×", against)


def _wrapped(room: Keyroom, rounds: int) -> Iterator[Figure]:
    """While a passphrase of the real cost is tried; what it opens afterwards must be void."""
    office = open_office(room.settings(**_PRACTICE), _CLOCK)
    try:
        office.set_passphrase("", _PHRASE)
        locked = []
        for _ in range(rounds):
            office.lock()
            with _going_on(office, lambda it, _over: _ignored(it.unlock(_PHRASE))):
                locked.append(_locked(office))
            if office.cases() is not None:
                raise SystemExit("what was being opened is open")
        yield _figure("deriving", locked)
    finally:
        office.close()


def _ignored(_changes: Changes) -> None:
    return
