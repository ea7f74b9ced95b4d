"""What falls due by itself: probes of destroyed copies, erasures of foreign ones, room, the hour's run key."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.run_keys import RunKeys
from backoffice_gui.collector.tidying import Tidying
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import Stage, stage_of
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage import reserve
from backoffice_gui.storage.inbox import heartbeat, probes, submissions, transit
from backoffice_gui.storage.inbox.erasing import FOREIGN_KEPT

__all__ = ["Duties"]

_EVERY = 1.0
_HOUSEKEEPING = 60.0
_LEADING = 5.0
_WANTED = {Stage.OFFERED, Stage.QUARANTINED}
_SHOWN_AFTER = 1.0
"""Seconds on the way before the monitor shows a submission by itself: most are home by then."""


class Duties:
    """Looks every few seconds for what has fallen due; one probe in flight at a time.

    `listed`: whether a list has been read whole in this life.
    """

    def __init__(self, run: Run, run_keys: RunKeys, troubles: Troubles, listed: Callable[[], bool]) -> None:
        self._run = run
        self._run_keys = run_keys
        self._troubles = troubles
        self._listed = listed
        self._tidying = Tidying(run, listed)
        self._tidied = False
        self._probing = False
        self._probe_again: dict[int, float] = {}
        self._next_probe = -math.inf
        self._shown: dict[int, tuple[float, int, float, str | None]] = {}
        self._others_gone = False
        self._next = -math.inf
        self._next_housekeeping = -math.inf
        self._next_leading = -math.inf

    @property
    def next_due(self) -> float:
        """When to look again, in elapsed seconds."""
        return self._next

    def do(self) -> None:
        """Do what has fallen due; raises `StoreHeld` where another may lead by now."""
        run = self._run
        if run.elapsed < self._next:
            return
        self._next = run.elapsed + _EVERY
        self._judge_room()
        self._show()
        if run.once:
            return
        self._keep_lead()
        if not self._probing and run.elapsed >= max(run.held_until, self._next_probe):
            self._probe()
        if run.elapsed >= self._next_housekeeping:
            self._next_housekeeping = run.elapsed + _HOUSEKEEPING
            self._run_keys.prove_again()
            self._run_keys.look_for_openers()
            self._tidying.do()
            self._troubles.set(AlarmKind.NOT_RELOADED, run.parts.not_reloaded())
            self._keep_reserve()

    def tidied(self) -> bool:
        """With `--once`, when all is at rest: have a server let go what may go; whether nothing came up or is left."""
        if self._tidied or self._run.parts.inbox.local:
            return True
        self._tidying.do()
        self._troubles.set(AlarmKind.UPKEEP, self._tidying.trouble)
        self._tidied = not self._run.works.dirty and not self._tidying.left()
        return self._tidied

    def _keep_lead(self) -> None:
        """Who has lost the lock stops, so that the next is the only one; who hears nothing of the site gives way.

        Between two acts, so that nothing is lost by either. Raises `StoreHeld`: `lead-lost`, `lead-yielded` (with what
        was `met` last).
        """
        run = self._run
        if run.parts.leads is None or run.elapsed < self._next_leading:
            return
        self._next_leading = run.elapsed + _LEADING
        if not run.parts.leads():
            raise StoreHeld("lead-lost")
        last = self._troubles.last
        if last is not None and run.parts.yields is not None and run.parts.yields(self._troubles.unheard):
            raise StoreHeld("lead-yielded", met=last.named)

    def erase_due(self, work: Work, now: datetime) -> bool:
        """Whether a copy that a listed peer took over a day ago may go."""
        receipt = work.facts.receipt
        return receipt is not None and receipt.peer and not receipt.ours and now - receipt.recorded_at >= FOREIGN_KEPT

    def end(self) -> None:
        """Leave the inbox saying what stands, and that nobody waits any more; a stop waits a second for it at most."""
        with self._run.parts.inbox.hurrying():
            self._judge_room()
            self._show()
            with self._run.parts.inbox.transaction() as tx:
                heartbeat.beat(tx, waiting=False, next_poll_at=None)

    def _show(self) -> None:
        """Write for the monitor what is still on the web, with its tries; only what has changed."""
        run = self._run
        shown = {
            work.facts.row: (round(work.deadline, 1), work.tries, work.retry_at, work.trouble)
            for work in run.works
            if work.offered and (work.trouble or run.elapsed - work.since >= _SHOWN_AFTER)
        }
        gone = [row for row in self._shown if row not in shown] + self._left_shown(shown.keys())
        if shown == self._shown and not gone:
            return
        changed = [row for row, values in shown.items() if self._shown.get(row) != values]
        with run.parts.inbox.transaction() as tx:
            transit.drop_transit(tx, gone)
            transit.put_transit(tx, [self._line(row, *shown[row]) for row in changed])
        self._shown = shown

    def _left_shown(self, shown: Collection[int]) -> list[int]:
        """What lives before have left to be shown, and is on the web no more, as a list says that was read whole."""
        if self._others_gone or not self._listed():
            return []
        self._others_gone = True
        with self._run.parts.inbox.reading() as conn:
            return [each.row for each in transit.transit(conn) if each.row not in shown]

    def _line(self, row: int, deadline: float, tries: int, retry_at: float, trouble: str | None) -> transit.Transit:
        run = self._run
        left = deadline - run.elapsed
        retry = retry_at - run.elapsed
        return transit.Transit(
            row,
            run.now + timedelta(seconds=left if math.isfinite(left) else 0.0),
            tries,
            run.now + timedelta(seconds=retry) if math.isfinite(retry) and retry > 0 else None,
            trouble,
        )

    def _judge_room(self) -> None:
        wanted = [work for work in self._run.works if work.offered and work.facts.shown_attempt is None]
        self._troubles.judge_room({work.room for work in wanted if stage_of(work.facts) in _WANTED})

    def _probe(self) -> None:
        run = self._run
        with run.parts.inbox.reading() as conn:
            due = probes.due(conn, run.now)
            tried = [row for row in due if self._probe_again.get(row, -math.inf) <= run.elapsed]
            facts = submissions.facts(conn, tried[:1])
        for row, one in facts.items():
            self._probing = True
            run.lanes.submit("talk", partial(run.parts.front.still_served, one.key.id), partial(self._probed, row))

    def _probed(self, row: int, done: Done) -> None:
        run = self._run
        self._probing = False
        if not isinstance(done.value, bool):
            self._probe_again[row] = run.elapsed + _HOUSEKEEPING
            self._next_probe = run.elapsed + self._troubles.of_probe(done.error)
            return
        self._troubles.answered("probe")
        with run.parts.inbox.transaction() as tx:
            probes.done(tx, row, run.now, destroyed=not done.value)
            if done.value:
                facts = submissions.facts(tx, [row])
                run.incident(tx, IncidentKind.NOT_DESTROYED, facts.get(row), detail="probe")

    def _keep_reserve(self) -> None:
        """32 MiB beside the inbox, for receipts when the disk is full; and a store that answers is not locked."""
        inbox = self._run.parts.inbox
        if not inbox.local:
            self._troubles.hear(AlarmKind.LEAD_SILENT)  # whoever waits for our place raised it, and may have gone since
        for kind in (AlarmKind.LOCKED, AlarmKind.SERVER_CLOCK, AlarmKind.LEAD_SILENT):
            self._troubles.set(kind, None)
        self._troubles.set(AlarmKind.UPKEEP, self._tidying.trouble)
        if inbox.local and self._troubles.has_room(reserve.RESERVE_OCTETS):
            with contextlib.suppress(StoreError):
                reserve.make(inbox.folder)
