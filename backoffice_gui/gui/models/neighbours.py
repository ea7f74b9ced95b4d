"""Some rows of a list that has moved since their neighbours were read: they go on where those end. Pure, no Qt.

Read by their place alone they would begin too far where rows have left above, and too early where some came in: rows
would be passed over, or shown twice.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from backoffice_gui.errors import StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    R = TypeVar("R")
    Read = Callable[[int, int], tuple[R, ...]]
    Known = Sequence[tuple[int, R]]

__all__ = ["page_beside"]

_REACHES = (400, 4_000)
"""So far from their place neighbours are looked for: nearby first."""


def page_beside(read: Read[R], key: Callable[[R], int], start: int, size: int, known: Known[R]) -> tuple[R, ...]:
    """The rows from `start` on, as the list was when the `known` were read: each with its place, the nearest first."""
    if not start:
        return read(0, size)  # whatever was there: a list has no row above its first
    got = read(start - 1, size + 2)  # asked for alike whatever is known: it may be answered from memory
    try:
        if known and not _stands(read, key, got, start - 1, known[0]):
            found = _found(read, key, known)
            if found is not None:
                return _rows(read, key, start, size, found=found, known=known)
    except StoreUnreachable as error:
        if error.reason != "offline":  # else this was asked of the memory alone, which has the page and no more
            raise
    return got[1 : size + 1]


def _rows(
    read: Read[R], key: Callable[[R], int], start: int, size: int, *, found: tuple[int, int], known: Known[R]
) -> tuple[R, ...]:
    """The rows beside the one that was found; those that were nearer than it and are still there are none of them."""
    place, now = found
    nearer = next(n for n, (other, _) in enumerate(known) if other == place)
    if place > start:
        return read(max(0, start + now - place + nearer), size)
    seen = {key(row) for _, row in known[:nearer]}
    rows = read(max(0, start + now - place - nearer), size + nearer)
    return tuple(row for row in rows if key(row) not in seen)[:size]


def _stands(read: Read[R], key: Callable[[R], int], got: Sequence[R], at: int, known: tuple[int, R]) -> bool:
    """Whether a row is where it was; `got` stands from `at` on."""
    place, row = known
    there = got[place - at : place - at + 1] if at <= place <= at + len(got) else read(place, 1)
    return bool(there) and key(there[0]) == key(row)


def _found(read: Read[R], key: Callable[[R], int], known: Known[R]) -> tuple[int, int] | None:
    """The place of the nearest that is found, and where it stands now.

    Two must have moved alike: one alone may have gone to another place of the list by what was done to it.
    """
    around, alone = known[0][0], None
    for reach in _REACHES:
        first = max(0, around - reach)
        now = {key(row): first + n for n, row in enumerate(read(first, around + reach - first))}
        found = [(place, now[key(row)]) for place, row in known if key(row) in now]
        moves = Counter(at - place for place, at in found)
        agreed = next(((place, at) for place, at in found if moves[at - place] > 1), None)
        if agreed is not None:
            return agreed
        alone = found[0] if found else alone
    return alone
