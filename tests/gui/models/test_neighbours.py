"""A page that goes on where its neighbours end, however the list has moved since they were read."""

from __future__ import annotations

import pytest

from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.gui.models.neighbours import page_beside
from backoffice_gui.gui.models.pages import PAGE

ROWS = tuple(range(10 * PAGE))


class Read:
    """Reads some of the rows as they are now, and counts."""

    def __init__(self, rows: tuple[int, ...]) -> None:
        self.rows, self.calls = rows, 0

    def __call__(self, start: int, size: int) -> tuple[int, ...]:
        assert start >= 0
        self.calls += 1
        return self.rows[start : start + size]


def page(number: int) -> tuple[int, ...]:
    """A page as it was when the list was first read."""
    return ROWS[number * PAGE : (number + 1) * PAGE]


def read_page(read: Read, number: int, known: int | None = None) -> tuple[int, ...]:
    """Page `number`, where another one is known."""
    rows = () if known is None else tuple(enumerate(page(known), known * PAGE))
    return page_beside(read, int, number * PAGE, PAGE, rows if known is None or known > number else rows[::-1])


GONE = tuple(row for row in ROWS if row not in {1, 5, 6, 190, 199})
CAME = (*range(-700, 0), *ROWS)
BETWEEN = (*ROWS[:198], -1, -2, *ROWS[198:])
BESIDE = (*ROWS[:198], *ROWS[199:])
WANDERED = (*ROWS[:199], *ROWS[200:900], 199, *ROWS[900:])


@pytest.mark.parametrize("rows", [ROWS, GONE, CAME, BETWEEN, BESIDE, WANDERED])
def test_it_begins_after_the_rows_above(rows: tuple[int, ...]) -> None:
    """Whatever left, came in or went elsewhere: none is passed over, none comes twice."""
    assert read_page(Read(rows), 1, 0) == tuple(row for row in page(1) if row in rows)


def test_what_came_in_just_above_the_last_known_row_repeats_none() -> None:
    """That one alone moved, as if it had gone elsewhere: what is new is shown before what comes behind, once each."""
    assert read_page(Read((*ROWS[:199], -1, *ROWS[199:])), 1, 0) == (-1, *page(1)[:-1])


@pytest.mark.parametrize("rows", [ROWS, GONE, CAME, BETWEEN])
@pytest.mark.parametrize("known", [4, 5, 1])
def test_it_ends_before_the_rows_below(rows: tuple[int, ...], known: int) -> None:
    """From the end upwards it is the same, and where the nearest page is not next to it."""
    assert read_page(Read(rows), 3, known) == page(3)


def test_where_nothing_moved_it_costs_one_reading() -> None:
    """As without a look at the neighbours."""
    read = Read(ROWS)
    assert read_page(read, 2, 1) == page(2)
    assert read_page(read, 2, 3) == page(2)
    assert read_page(read, 2) == page(2)
    assert read.calls == 3
    assert read_page(read, 2, 7) == page(2)
    assert read.calls == 5


def test_what_has_no_neighbour_any_more_is_read_by_its_place() -> None:
    """And a list that ends earlier gives fewer; the first page is always a whole one."""
    assert read_page(Read(ROWS[PAGE:]), 1, 0) == page(2)
    assert read_page(Read(ROWS[: PAGE + 7]), 1, 0) == ROWS[PAGE : PAGE + 7]
    assert read_page(Read(ROWS[:PAGE]), 3, 0) == ()
    assert read_page(Read(ROWS[3:]), 0, 1) == ROWS[3 : PAGE + 3]


def test_while_the_server_is_away_what_is_remembered_of_the_page_is_shown() -> None:
    """What no memory has is not asked for in vain: the page would have stayed without a row."""

    class Remembered(Read):
        def __call__(self, start: int, size: int) -> tuple[int, ...]:
            if size != PAGE + 2:
                raise StoreUnreachable("offline")
            return super().__call__(start, size)

    assert read_page(Remembered(ROWS[3:]), 1, 0) == ROWS[PAGE + 3 : 2 * PAGE + 3]
    assert read_page(Remembered(ROWS[3:]), 1, 4) == ROWS[PAGE + 3 : 2 * PAGE + 3]
