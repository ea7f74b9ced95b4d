"""The cases that a filter leaves in an order, as a list whose any part is found by counting."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, compress, islice
from typing import Protocol

from backoffice_gui.caseload.case_columns import Laid
from backoffice_gui.caseload.case_mask import joined

__all__ = ["Part", "Picked", "Resolved", "Selection", "grouped", "number_of", "picked"]

_BLOCK = 4_096
_DENSE, _SPARSE = 256, 16
"""Marks of a block: from so many on they are counted as bits of a number, below so few looked for one by one."""
_COUNTED_AT_ONCE = 65_536


def _counted(octets: bytes, code: int, first: int, behind: int, step: int) -> Iterator[int]:
    """How often an octet stands in each step: looked for where it was rare in the step before, else by what is left."""
    found, only = 0, bytes(octet == code for octet in range(256))
    for at in range(first, behind, step):
        end = min(at + step, behind)
        if found * _BLOCK < _DENSE * step:
            found = octets.count(code, at, end)
        else:
            found = joined(octets[at:end].translate(only)).bit_count()
        yield found


class Part(Protocol):
    """What parts can be had of."""

    def part(self, start: int, end: int) -> list[int]:
        """The cases from one place to another."""
        ...


class Picked:
    """Marked places of an order, in order: the n-th is found by the counts of blocks."""

    def __init__(self, order: Laid, mask: bytes | None, first: int = 0, behind: int | None = None) -> None:
        self._order = order
        self._mask = mask
        self._first = first
        self._behind = len(order) if behind is None else behind
        self._counts = [0]
        if mask is not None:
            counted = _counted(mask, 1, self._first, self._behind, _BLOCK)
            self._counts = list(accumulate(counted, initial=0))

    def __len__(self) -> int:
        return self._behind - self._first if self._mask is None else self._counts[-1]

    def _from(self, place: int) -> Iterator[int]:
        """Cases from the n-th marked place on."""
        if self._mask is None:
            yield from self._order.cases(self._first + place, self._behind)
            return
        block = _before(self._counts, place)
        at = self._first + block * _BLOCK
        skipped = place - self._counts[block]
        while at < self._behind:
            end = min(at + _BLOCK, self._behind)
            marked = self._counts[block + 1] - self._counts[block]
            if marked > skipped:
                yield from islice(self._marked(at, end, marked), skipped, None)
            at, block, skipped = end, block + 1, max(skipped - marked, 0)

    def _marked(self, at: int, end: int, marked: int) -> Iterator[int]:
        """The cases of one block."""
        numbers, mask = self._order.cases(at, end), self._mask or b""
        if marked >= _SPARSE:
            yield from compress(numbers, memoryview(mask)[at:end])
            return
        place = mask.find(1, at, end)
        while place >= 0:
            yield numbers[place - at]
            place = mask.find(1, place + 1, end)

    def part(self, start: int, end: int) -> list[int]:
        """Cases of the n-th to the m-th marked place."""
        start, end = max(start, 0), min(end, len(self))
        return list(islice(self._from(start), end - start)) if start < end else []


def _before(counts: Sequence[int], place: int) -> int:
    """The block in which the n-th marked place lies."""
    low, high = 0, len(counts) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if counts[middle] <= place else (low, middle)
    return low


class Selection:
    """Runs of cases one behind the other, each read forwards or backwards; counted and made when looked into.

    `total`: how many cases all runs have together.
    """

    def __init__(
        self, runs: Sequence[tuple[Callable[[], int], Callable[[], Part]]], total: int, *, descending: bool
    ) -> None:
        self._runs = runs
        self._descending = descending
        self._total = total
        self._ends = [0]
        self._open: tuple[int, Part] | None = None

    def __len__(self) -> int:
        return self._total

    def _run(self, n: int) -> Part:
        if self._open is None or self._open[0] != n:
            self._open = (n, self._runs[n][1]())
        return self._open[1]

    def _end(self, n: int) -> int:
        """The place behind a run."""
        while len(self._ends) <= n + 1:
            self._ends.append(self._ends[-1] + self._runs[len(self._ends) - 1][0]())
        return self._ends[n + 1]

    def part(self, start: int, end: int) -> list[int]:
        """The cases from one place to another."""
        found: list[int] = []
        for n in range(len(self._runs)):
            behind, before = self._end(n), self._ends[n]
            size = behind - before
            low, high = max(start - before, 0), min(end - before, size)
            if low < high:
                run = self._run(n)
                found += run.part(size - high, size - low)[::-1] if self._descending else run.part(low, high)
            if behind >= end:
                break
        return found


def _same(run: Picked) -> Picked:
    return run


def picked(runs: Sequence[Picked], *, descending: bool) -> Selection:
    """A selection of runs that are there already."""
    return Selection([(run.__len__, partial(_same, run)) for run in runs], sum(map(len, runs)), descending=descending)


def number_of(octets: bytes, code: int) -> int:
    """How often an octet stands among a million."""
    return sum(_counted(octets, code, 0, len(octets), _COUNTED_AT_ONCE))


def grouped(order: Laid, coded: bytes, codes: Sequence[int], total: int, *, descending: bool) -> Selection:
    """Cases in the order of arrival within groups: by the codes that a column has for them, in the order given."""

    def of(code: int) -> Picked:
        return Picked(order, coded.translate(bytes(octet == code for octet in range(256))))

    runs = [(partial(number_of, coded, code), partial(of, code)) for code in codes]
    return Selection(runs, total, descending=descending)


class Resolved:
    """Cases that were found one by one."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = array("I", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def part(self, start: int, end: int) -> list[int]:
        """The cases from one place to another."""
        return list(self._numbers[start:end])
