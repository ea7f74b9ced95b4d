"""The pages of a long list that were looked at last; pure, no Qt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Generic, TypeVar

__all__ = ["PAGE", "PageCache"]

T = TypeVar("T")

PAGE = 200
"""Rows of a page."""


class PageCache(Generic[T]):
    """Least recently used pages of `PAGE` rows; never more than `most` of them."""

    def __init__(self, most: int = 24) -> None:
        self._most = most
        self._pages: OrderedDict[int, tuple[T, ...]] = OrderedDict()

    def __contains__(self, number: int) -> bool:
        return number in self._pages

    def __iter__(self) -> Iterator[int]:
        return iter(list(self._pages))

    def clear(self) -> None:
        """Forget them all."""
        self._pages.clear()

    def put(self, number: int, rows: tuple[T, ...]) -> None:
        """Keep a page, and forget the one that was looked at longest ago."""
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > self._most:
            self._pages.popitem(last=False)

    def cut(self, count: int) -> None:
        """The list has so many rows: forget what was beyond them."""
        for number, rows in list(self._pages.items()):
            if number * PAGE >= count:
                del self._pages[number]
            else:
                self._pages[number] = rows[: count - number * PAGE]

    def page(self, number: int) -> tuple[T, ...] | None:
        """A page's rows, or nothing."""
        rows = self._pages.get(number)
        if rows is not None:
            self._pages.move_to_end(number)
        return rows

    def row(self, index: int) -> T | None:
        """The row at this index of the whole list, or nothing where its page is not here."""
        rows = self.page(index // PAGE)
        place = index % PAGE
        return rows[place] if rows is not None and place < len(rows) else None

    def change(self, index: int, row: T) -> None:
        """Put a newer row in the place of the one at this index, where its page is here."""
        rows, place = self._pages.get(index // PAGE), index % PAGE
        if rows is not None and place < len(rows):
            self._pages[index // PAGE] = (*rows[:place], row, *rows[place + 1 :])

    def items(self) -> Iterator[tuple[int, T]]:
        """Every row that is here, with its index."""
        for number, rows in list(self._pages.items()):
            for place, row in enumerate(rows):
                yield number * PAGE + place, row
