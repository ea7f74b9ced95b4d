"""The columns in memory: read, followed, and small."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select

from backoffice_gui.caseload.case_columns import CaseColumns, day_code, load
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.store import Casebook
from tests.caseload.conftest import Practised
from tests.support.stores import MOMENT


def test_an_order_has_every_case_once(book: Casebook) -> None:
    """Each of the four; together sixteen octets a case and order, but by arrival numbers follow by themselves."""
    with book.reading() as connection:
        columns = load(connection)
    assert isinstance(columns, CaseColumns)
    for order in (columns.arrival, columns.due, columns.name, columns.closing):
        assert sorted(order.case(place) for place in range(columns.size)) == list(range(1, 121))
        assert order.record(order.place(77)) == columns.arrival.record(76)
    assert columns.octets() == 120 * (4 * 16 - 4)
    assert columns.arrival.place(500) == -1


def test_nothing_that_did_not_change_is_read_again(book: Casebook) -> None:
    """The stamp stays, so what was found stays found."""
    with book.reading() as connection:
        columns = load(connection)
        assert columns is not None
        assert columns.refresh(connection)
        assert columns.stamp == 0


def test_a_store_beyond_all_measure_is_left_to_the_database(book: Casebook) -> None:
    """No columns where they would not fit."""
    with book.reading() as connection:
        assert load(connection, most=100) is None


def test_days_beyond_the_columns_are_their_ends() -> None:
    """Year 0 and year 9999 are the first and the last day."""
    assert day_code(date.min) == 1
    assert day_code(date.max) == 32_767
    assert day_code(date(1970, 1, 3)) == 2


def test_many_changes_at_once_leave_every_order_in_order(filled: Practised, tmp_path: Path) -> None:
    """Each is put in its place among the others as they are, not as they stood: closed, reopened, renamed together."""
    dice = random.Random(4)
    with filled(tmp_path / "s", 120) as book:
        with book.reading() as connection:
            columns = load(connection)
        assert columns is not None
        for many in (1, 9, 40, 40):
            with book.transaction() as tx:
                for case in dice.sample(range(1, 121), many):
                    closed = dice.random() < 0.7
                    tx.execute(
                        cases.update()
                        .where(cases.c.case == case)
                        .values(
                            state="closed" if closed else "taken",
                            bucket=2 if closed else 0,
                            closed_at=MOMENT + timedelta(minutes=dice.randrange(9_999)) if closed else None,
                            sort_key=f"{dice.randrange(9)}\texemple",
                        )
                    )
            with book.reading() as connection:
                assert columns.refresh(connection)
                anew = load(connection)
            assert anew is not None
            for mine, fresh in ((columns.name, anew.name), (columns.closing, anew.closing), (columns.due, anew.due)):
                assert mine.numbers == fresh.numbers
                assert mine.columns == fresh.columns


class _Interrupted(Exception):
    """What SQLite raises then."""


class _Cut:
    """A connection that is interrupted at a statement, as whoever types on interrupts a look."""

    def __init__(self, connection: Connection, after: int) -> None:
        self._connection, self._left, self.dialect = connection, after, connection.dialect

    def execute(self, *words: Any) -> Any:
        """Pass it on, or be interrupted."""
        self._left -= 1
        if self._left < 0:
            raise _Interrupted
        return self._connection.execute(*words)


def test_a_look_that_is_interrupted_anywhere_leaves_no_case_out(filled: Practised, tmp_path: Path) -> None:
    """Cases that came in and others that moved: the next look puts in place what the first had begun with."""
    with filled(tmp_path / "s", 120) as book:
        with book.reading() as connection:
            columns = load(connection)
        assert columns is not None
        with book.transaction() as tx:
            row = tx.execute(select(cases).where(cases.c.case == 7)).mappings().one()
            new = {
                "case": 121,
                "number": "EXEMPLE-121",
                "inbox_row": None,
                "store_id": None,
                "submission": "exemple-61",
            }
            tx.execute(cases.insert().values({**row, **new}))
            tx.execute(cases.update().where(cases.c.case == 9).values(sort_key="a\texemple"))
        with book.reading() as connection:
            anew = load(connection)
            assert anew is not None
            for after in range(400):
                mine, stamp = deepcopy(columns), columns.stamp
                try:
                    mine.refresh(cast(Connection, _Cut(connection, after)))
                except _Interrupted:
                    assert mine.refresh(connection)
                    assert mine.stamp > stamp
                else:
                    break
                for order, fresh in ((mine.name, anew.name), (mine.closing, anew.closing), (mine.due, anew.due)):
                    assert order.numbers == fresh.numbers, after
                    assert order.columns == fresh.columns, after
            assert after == 2
