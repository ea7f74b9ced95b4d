"""A list as the agent saw it, its rows as they are now: nothing new enters, none changes places; pure, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

__all__ = ["kept_order", "rows_below"]

R = TypeVar("R")


def kept_order(
    known: Sequence[R], fresh: Sequence[R], key: Callable[[R], int], back: Collection[int] = frozenset()
) -> list[R]:
    """The known rows in their order as they are now, without those that left.

    A row of `fresh` that was not known is an arrival and stays outside, unless its key is in `back`: what was taken
    back returns to its own place, below the nearest known row that stands above it.
    """
    now = {key(row): row for row in fresh}
    kept = [now[number] for number in map(key, known) if number in now]
    here = {key(row) for row in kept}
    above: int | None = None
    for row in fresh:
        number = key(row)
        if number in back and number not in here:
            at = 0 if above is None else next(n for n, other in enumerate(kept) if key(other) == above) + 1
            kept.insert(at, row)
            here.add(number)
        if number in here:
            above = number
    return kept


def rows_below(kept: Sequence[R], fresh: Sequence[R], key: Callable[[R], int], many: int) -> list[R]:
    """At most so many rows that stand below the last kept one: they fill what has become free at the end."""
    if many <= 0 or not kept:
        return []
    here = {key(row) for row in kept}
    last = max((at for at, row in enumerate(fresh) if key(row) in here), default=-1)
    return list(fresh[last + 1 : last + 1 + many])
