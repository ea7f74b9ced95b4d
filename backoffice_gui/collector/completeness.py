"""Every number is held or in the ledger (I11): one that is neither is a gap, and an incident after 60 s.

That holds as well for what was listed once, and is no longer. What was checked is written down, and nothing else is:
a life may end between a page that names high numbers and the listing's end, and the next one goes on from the check.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import Connection

from backoffice_gui.collector.run import Run
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.inbox import heartbeat, incidents, ledger

__all__ = ["GAP_STANDS", "Completeness", "between", "intervals"]

GAP_STANDS = timedelta(seconds=60)
"""How long a number may be unaccounted for: the ledger is read after the list, not with it."""
_UNREAD = 600.0
"""Seconds after which a gap is told though the ledger, which may account for it, could not be read.

And until what another epoch has left behind counts as gone: one wrong list may come between two right ones.
"""


def intervals(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as intervals, each with its first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def between(numbers: Iterable[int], low: int, high: int) -> list[tuple[int, int]]:
    """What rising numbers leave out of `low` to `high`, as intervals; its cost is theirs, not the interval's."""
    found: list[tuple[int, int]] = []
    for first, last in intervals(number for number in numbers if low <= number <= high):
        if first > low:
            found.append((low, first - 1))
        low = last + 1
    return [*found, (low, high)] if low <= high else found


class Completeness:
    """Accounts for each `seq` after every whole listing."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._epoch: str | None = None
        self._left_from = -math.inf
        self._checked_to = 0
        self._begun = False
        self._told: set[tuple[int, int]] = set()
        self._known: dict[int, tuple[int, float]] = {}

    def see(self, tx: Connection, epoch: str, high_seq: int) -> None:
        """A list names the epoch: numbers are looked at from where the last run left off, or from here."""
        if epoch == self._epoch:
            return
        before = heartbeat.read(tx)
        self._checked_to = before.high_seq if before.epoch == epoch else high_seq
        self._begun = before.epoch != epoch
        if self._begun:
            heartbeat.beat(tx, epoch=epoch, high_seq=high_seq)
        self._left_from = -math.inf if before.epoch in {None, epoch} else self._run.elapsed + _UNREAD
        self._epoch = epoch
        self._told.clear()
        self._known.clear()

    def check(
        self,
        listed: Collection[int],
        high_seq: int,
        *,
        ledger_high: int,
        read_to: int,
        vanished: Collection[int] = (),
    ) -> None:
        """After a whole listing that began with `high_seq`: note new gaps, close old ones, tell those that stand.

        `ledger_high`: the ledger's end as the listing named it; `read_to`: how far we have read it. `vanished`: numbers
        of what was listed earlier, is no longer, and whose end we know nothing of.
        """
        epoch = self._epoch
        if epoch is None:
            return
        if self._begun:  # what an epoch began with may contradict itself: where the next list says so too, it is a gap
            self._begun, high_seq = False, min(high_seq, self._checked_to)
        low = self._checked_to + 1
        left = intervals(sorted(set(vanished))) if self._run.elapsed >= self._left_from else []
        with self._run.parts.inbox.transaction() as tx:
            open_gaps = [(gap.low, gap.high) for gap in ledger.gaps(tx, epoch)]
            if low > high_seq and not open_gaps and not left:
                return
            accounted = set(listed)
            for first, last in [(low, high_seq), *open_gaps, *left]:
                accounted |= ledger.seqs(tx, epoch, first, last)
            known = sorted(accounted)
            missing = [piece for first, last in [*left, (low, high_seq)] for piece in between(known, first, last)]
            for first, last in missing:
                ledger.add_gap(tx, epoch, first, last, self._run.now)
            for first, last in intervals(known):
                if any(start <= last and first <= end for start, end in open_gaps):
                    ledger.fill_gap(tx, epoch, first, last)
            self._tell(tx, epoch, ledger_high, read_to)
            self._checked_to = max(self._checked_to, high_seq)
            heartbeat.beat(tx, high_seq=self._checked_to)

    def _tell(self, tx: Connection, epoch: str, ledger_high: int, read_to: int) -> None:
        """A gap is one only once the ledger was read as far as it reached when the number was first missed."""
        elapsed = self._run.elapsed
        for gap in ledger.gaps(tx, epoch):
            reaches, since = self._known.setdefault(gap.low, (ledger_high, elapsed))
            looked_up = read_to >= reaches or elapsed - since >= _UNREAD
            if looked_up and self._run.now - gap.since >= GAP_STANDS and not self._was_told(tx, gap):
                self._told.add((gap.low, gap.high))
                self._run.incident(tx, IncidentKind.LEDGER_BROKEN, seq=gap.low, detail=f"gap-{gap.low}-{gap.high}")

    def _was_told(self, tx: Connection, gap: ledger.Gap) -> bool:
        """Alone, or as a piece of a wider one: what arrives fills some of it, and what is left is no news."""
        told = self._told
        if not any(low <= gap.low and gap.high <= high for low, high in told):
            told = {
                (each.seq, int(each.detail.rpartition("-")[2]))
                for each in incidents.incidents(tx, open_only=True)
                if each.kind is IncidentKind.LEDGER_BROKEN and each.seq is not None
                if each.detail.startswith("gap-") and each.opened_at >= gap.since  # of this gap, not of another epoch's
            }
        return any(low <= gap.low and gap.high <= high for low, high in told)
