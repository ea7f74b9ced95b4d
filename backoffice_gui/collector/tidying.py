"""What is left over goes: attempts beside a verified one, and copies that a peer took over a day ago.

That is upkeep, and never keeps submissions from coming in. What a disk of ours does to it ends the life, as everywhere.
A server hashes whole copies before it lets another go, and what it meets there it would meet in each life: so it is
asked once a list has been read, for one submission at a time, and what it can't do is told and put off. With `--once`
that is the last thing that is done, and all of it, so that the next run finds nothing to do.
"""

from __future__ import annotations

import contextlib
import logging
import math
from collections.abc import Callable, Iterable
from functools import partial

from backoffice_gui import logs
from backoffice_gui.collector.run import Run
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.inbox import attempts, submissions
from backoffice_gui.storage.inbox.erasing import FOREIGN_KEPT

__all__ = ["Tidying"]

_LOG = logging.getLogger(__name__)
_ASKED_AGAIN = 3_600.0
"""Seconds until what a server did not let go, or could not judge, is asked for again."""
_LONGEST = 1.0
"""Seconds after which what is left waits for the next time: everything else waits meanwhile."""
_READING = 0
"""Among the rows with a trouble: looking for them."""


class Tidying:
    """For one life; `listed` tells whether a list has been read whole in it."""

    def __init__(self, run: Run, listed: Callable[[], bool]) -> None:
        self._run = run
        self._listed = listed
        self._swept_again: dict[int, float] = {}
        self._taken_again: dict[int, float] = {}
        self._troubles: dict[int, str] = {}

    @property
    def trouble(self) -> str | None:
        """What a server met, by a code word, as long as it is put off."""
        return next(iter(self._troubles.values()), None)

    def do(self) -> None:
        """Let go what may go; raises `StoreError` of a disk of ours alone."""
        run = self._run
        if run.parts.inbox.local:
            with run.parts.inbox.transaction() as tx:
                attempts.sweep(tx, [row for row in attempts.to_sweep(tx) if row not in run.in_flight], run.now)
            self._take_foreign()
        elif self._listed() and self._due(self._swept_again, [_READING]):
            self._tried(_READING, self._of_a_server)

    def left(self) -> bool:
        """Whether there is still what a server might let go, and was not put off."""
        if not self._due(self._swept_again, [_READING]):
            return False
        with contextlib.suppress(StoreError), self._run.parts.inbox.reading() as conn:
            return bool(self._due(self._swept_again, attempts.to_sweep(conn)))
        return False

    def _of_a_server(self) -> None:
        run = self._run
        self._take_foreign()
        with run.parts.inbox.reading() as conn:
            rows = attempts.to_sweep(conn)
        for gone in self._troubles.keys() - {_READING, *rows}:
            del self._troubles[gone]
        until = run.elapsed + _LONGEST
        for row in self._due(self._swept_again, rows):
            if (run.elapsed >= until and not run.once) or run.stop.is_set():
                return
            if row not in run.in_flight and not self._tried(row, partial(self._sweep, row)):
                return

    def _tried(self, row: int, what: Callable[[], None]) -> bool:
        """Whether it could be done; what can't be is said once, and asked for again in an hour."""
        try:
            what()
        except StoreError as error:
            self._swept_again[row] = self._run.elapsed + _ASKED_AGAIN
            if self._troubles.get(row) != error.reason:
                logs.event(_LOG, logging.WARNING, "store_trouble", code=error.code, detail=error.reason)
            self._troubles[row] = error.reason
            return False
        self._troubles.pop(row, None)
        return True

    def _sweep(self, row: int) -> None:
        run, kept = self._run, set[int]()
        with run.parts.inbox.transaction() as tx:
            attempts.sweep(tx, [row], run.now, kept)
        if kept:
            self._swept_again[row] = run.elapsed + _ASKED_AGAIN

    def _due(self, again: dict[int, float], rows: Iterable[int]) -> list[int]:
        return [row for row in rows if again.get(row, -math.inf) <= self._run.elapsed]

    def _take_foreign(self) -> None:
        """They are taken up; what is still there an hour later a server did not let go."""
        run = self._run
        with run.parts.inbox.reading() as conn:
            foreign = {one.row: one for one in submissions.foreign_of_peers(conn, run.now - FOREIGN_KEPT)}
        for row in self._due(self._taken_again, foreign):
            self._taken_again[row] = run.elapsed + _ASKED_AGAIN
            run.works.take(foreign[row])
