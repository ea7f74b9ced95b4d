"""A change that is done once, however often it is sent: its key is committed with it, on a team's server.

A COMMIT whose answer never came is looked up by its key over a new connection before anything is repeated. On a store
of one's own changes have no keys, and this is a transaction like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit.events import Details
from backoffice_gui.errors import StoreError, StoreUnreachable, UsageError
from backoffice_gui.storage.journeys import Asked, Overtaken, carried
from backoffice_gui.storage.team import applied

__all__ = ["APPLIED", "changing", "forget_keys", "has_done", "made", "noted", "soonest"]

T = TypeVar("T")
APPLIED = "applied-already"
"""The code word of a change that the server has: whoever sends it again is done."""


def soonest(desk: Desk, deed: Callable[[bool], T]) -> T:
    """Do it late, with its turn among all who write taken at COMMIT; else in turn, from the beginning.

    Late is for a server, and for what says with each change what it rests on; where that is so no more (`Overtaken`),
    nothing was done, and it is looked at again in turn.
    """
    if not desk.casebook.local:
        with suppress(Overtaken):
            return deed(True)
    return deed(False)


@contextmanager
def changing(
    desk: Desk, cases: Sequence[int], ahead: Sequence[Asked] = (), *, late: bool = False
) -> Iterator[Connection]:
    """A transaction of the casebook for changes of these cases; `noted` records the keys of those that are changed.

    `ahead`: what will be asked first; `late`: as in `soonest` (both: `Database.transaction`).

    Raises `UsageError("applied-already")` where their keys are there; `StoreError("commit-unknown")` where nobody can
    tell whether it was committed (the server can't be asked either), `StoreUnreachable("lost")` where it was not; and
    what `Casebook.transaction` raises.
    """
    keys = desk.once.of(cases)
    first = (*(applied.held(keys) if late else ()), *applied.asked(keys, desk.agent))
    try:
        with desk.casebook.transaction((*first, *ahead), late=late) as tx:
            if applied.known(tx, keys, desk.agent):
                raise UsageError(APPLIED)
            yield tx
    except UsageError as error:
        if error.reason == APPLIED and keys:
            with desk.casebook.transaction() as tx:
                carried(tx)
        raise
    except StoreError as error:
        if not keys or error.reason != "commit-unknown":
            raise
        if not _committed(desk, keys, error):
            raise StoreUnreachable("lost", file=desk.casebook.name) from error


def _committed(desk: Desk, keys: Sequence[str], unknown: StoreError) -> bool:
    """Whether it was committed all the same; raises `unknown` where the server can't be asked.

    Under the writers' lock, which is free only once that COMMIT has ended: before, what is not there may come yet; and
    after whoever was to take that lock late, for he may not even have it yet. What is there is committed once more with
    this, for its own wait for a standby may have been ended.
    """
    try:
        _ended(desk, keys)
        with desk.casebook.transaction() as tx:
            found = applied.known(tx, keys, desk.agent)
            carried(tx)
        return found
    except StoreError as error:
        raise unknown from error


def noted(tx: Connection, desk: Desk, cases: Sequence[int], at: datetime) -> None:
    """Record the keys of the cases that this transaction changes: the last thing before it is committed."""
    applied.note(tx, desk.once.of(cases), desk.agent, at)


def has_done(desk: Desk, cases: Sequence[int]) -> bool:
    """Whether the server has a change of these cases already, by its keys; raises as a transaction does."""
    keys = desk.once.of(cases)
    _ended(desk, keys)
    with desk.casebook.transaction() as tx:
        return applied.known(tx, keys, desk.agent)


def _ended(desk: Desk, keys: Sequence[str]) -> None:
    """Wait until nobody has yet to say, or to be heard saying, what these keys were given."""
    with desk.casebook.transaction(applied.held(keys), late=True):
        pass


def forget_keys(desk: Desk, now: datetime) -> int:
    """Forget this agent's keys that no workstation sends any more; how many. A store of one's own has none."""
    if desk.casebook.local:
        return 0
    with desk.casebook.transaction() as tx:
        return applied.forget_old(tx, now)


def made(desk: Desk) -> Details:
    """What the journal is told of a change that waited: when it was made; nothing of one that did not."""
    at = desk.once.made_at
    return () if at is None else (("made", at.isoformat(timespec="seconds")),)
