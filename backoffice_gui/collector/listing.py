"""What is waiting on the web: listed whole at the start, after each wake-up and every 60 s, polled between.

A page is asked for while the one before it is being stored. What can't be read is stepped over, as an incident of its
own (`paging`); an item that is wrong is refused alone (protocol §3.1).
"""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from backoffice_gui.collector.arrivals import Arrivals, in_groups
from backoffice_gui.collector.completeness import Completeness
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.ledger import LedgerReading
from backoffice_gui.collector.paging import LIMIT, Pass, Turn, last_of
from backoffice_gui.collector.run import INLINE, Run
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import Stage, stage_of
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import Connection as Link
from backoffice_gui.errors import BadAnswer
from backoffice_gui.storage.inbox import heartbeat, watching
from backoffice_gui.transfer import ListItem, ListPage

__all__ = ["FULL_SECONDS", "Listing"]

FULL_SECONDS = 60.0
_WAIT = 25.0
_SKEW = 120.0
_RELISTED = 3
_QUICK = 1.0
_NOT_ENDED = {Stage.OFFERED, Stage.QUARANTINED, Stage.STORED, Stage.VERIFIED}
_AGAIN = 0.25
"""Seconds after which a poll that is in the way is interrupted again."""


class _Count(enum.Enum):
    NOT_ASKED = 0
    ASKED = 1
    KNOWN = 2


class Listing:
    """Lists from 0 when that is due, else waits for news with a long poll."""

    def __init__(
        self,
        run: Run,
        arrivals: Arrivals,
        ledger: LedgerReading,
        troubles: Troubles,
        *,
        after_group: Callable[[], None],
        ask_again: Callable[[Work], None],
    ) -> None:
        self._run = run
        self._after_group = after_group
        self._ask_again = ask_again
        self._relisted: Counter[SubmissionKey] = Counter()
        self._arrivals = arrivals
        self._ledger = ledger
        self._troubles = troubles
        self._pass: Pass | None = None
        self._in_flight = False
        self._highest = 0
        self._known_pos = 0
        self._completeness = Completeness(run)
        self._count = _Count.NOT_ASKED
        self._poll_after = -math.inf
        self._poll_unread = False
        self.full_due = -math.inf
        self.passes = 0

    @property
    def listing(self) -> bool:
        """Whether a listing from 0 is under way."""
        return self._pass is not None

    def demand(self) -> None:
        """List from 0 as soon as possible (`F5`, a wake-up, an answer that contradicts the list)."""
        self.full_due = -math.inf
        if self._in_the_way:
            self._run.parts.front.interrupt()

    @property
    def _in_the_way(self) -> bool:
        """Whether a poll that waits holds up a listing that was demanded."""
        return self._pass is None and self._in_flight and self.full_due == -math.inf

    def go_on(self) -> None:
        """Ask for what is due next, if nothing is being asked and nothing holds us back."""
        run = self._run
        if self._in_the_way:  # demanded before its thread had begun, it was not there to be interrupted
            run.parts.front.interrupt()
        if self._in_flight or run.elapsed < run.held_until:
            return
        if self._pass is None and run.elapsed >= self.full_due:
            self._pass = Pass()
        if self._pass is not None:
            self._ask(self._pass.at, self._pass.limit, 0.0)
        elif not run.once and run.elapsed >= self._poll_after:
            self._ask(self._highest, LIMIT, _WAIT)

    def next_due(self) -> float:
        """When `go_on` has something to do again, in elapsed seconds."""
        if self._in_flight:
            return self._run.elapsed + _AGAIN if self._in_the_way else math.inf
        due = self.full_due if self._run.once else min(self.full_due, self._poll_after)
        return max(due, self._run.held_until)

    def counted(self) -> bool:
        """With `--once`, at the end: count what is on the web by now; true once that is known."""
        run = self._run
        if self._count is _Count.NOT_ASKED:
            self._count = _Count.ASKED
            run.lanes.submit(
                "poll", lambda: run.parts.front.submissions(limit=1, ready=run.ready, stop=run.over), self._count_known
            )
        return self._count is _Count.KNOWN

    def _count_known(self, done: Done) -> None:
        self._count = _Count.KNOWN
        page = done.value
        run = self._run
        run.tally.held = page.held if isinstance(page, ListPage) else sum(work.offered for work in run.works)
        with run.parts.inbox.transaction() as tx:
            heartbeat.beat(tx, held=run.tally.held, oldest_expires_at=self._oldest(page))

    def _ask(self, after: int, limit: int, wait: float) -> None:
        run = self._run
        self._in_flight = True
        ready = run.ready

        def ask() -> object:
            return run.parts.front.submissions(
                after=after, limit=limit, inline=INLINE, wait=wait, ready=ready, stop=run.over
            )

        began = run.elapsed
        self._known_pos = self._ledger.pos
        run.lanes.submit("poll", ask, lambda done: self._answered(done, wait, began))

    def _answered(self, done: Done, wait: float, began: float) -> None:
        self._in_flight = False
        run = self._run
        page = done.value
        if not isinstance(page, ListPage):
            if run.over.is_set() or (wait and run.elapsed >= self.full_due):
                return
            if not (isinstance(done.error, BadAnswer) and done.error.reason == "page" and self._shrink()):
                self._troubles.of_front(done.error, "list")
            return
        self._troubles.answered("list")
        known_pos = self._known_pos
        before, self._highest = self._highest, max(self._highest, last_of(page))
        current = self._pass
        if current is None:
            self._poll_unread = False
            quick = self._highest == before and run.elapsed - began < _QUICK
            self._poll_after = run.elapsed + (run.parts.poll_seconds if quick else 0.0)
            self._take(page, known_pos)
            return
        turn = current.read(page)
        self._tell_missed(current)
        if turn is Turn.ASIDE:
            return
        if turn is Turn.MORE:
            self._ask(current.at, current.limit, 0.0)
        self._take(page, known_pos)
        if turn is Turn.LAST:
            self._finish(page, current)

    def _shrink(self) -> bool:
        """Go on after a page that could not be read; false where there is no end to it."""
        current = self._pass
        if current is None:
            self._list_instead()
            return True
        found = current.unreadable()
        self._tell_missed(current)
        if not found:
            self._pass = None
            self.full_due = self._poll_after = self._run.elapsed + FULL_SECONDS
        return found

    def _list_instead(self) -> None:
        """List whole at once what a poll could not show; where the next one can't either, no item is to blame."""
        run = self._run
        self.full_due, self._poll_after = -math.inf, run.elapsed + FULL_SECONDS
        if self._poll_unread:
            with run.parts.inbox.transaction() as tx:
                run.incident(tx, IncidentKind.PAGE_UNREADABLE, detail="poll")
        self._poll_unread = True

    def _tell_missed(self, current: Pass) -> None:
        if current.missed is not None:
            with self._run.parts.inbox.transaction() as tx:
                self._run.incident(tx, IncidentKind.PAGE_UNREADABLE, seq=current.missed, detail="item")
            current.missed = None

    # What a page says

    def _take(self, page: ListPage, known_pos: int) -> None:
        self._beat(page, known_pos)
        good = [item for item in page.items if item.fault is None and item.signed is not None]
        bad = [item for item in page.items if item.fault is not None]
        if bad:
            self._refuse(bad)
        deadlines = {i.signed.manifest.key: page.received_at + i.expires_in for i in good if i.signed is not None}
        for group in in_groups(good):
            self._arrivals.sight(group, deadlines)
            if self._pass is not None:
                self._note_receipted(group)
            self._after_group()

    def _refuse(self, items: Sequence[ListItem]) -> None:
        with self._run.parts.inbox.transaction() as tx:
            for item in items:
                self._run.incident(tx, IncidentKind.PAGE_UNREADABLE, seq=item.seq, detail=item.fault or "item")

    def _beat(self, page: ListPage, known_pos: int) -> None:
        run = self._run
        run.tally.held, run.skew = page.held, page.skew
        skewed = abs(page.skew) > _SKEW
        self._troubles.set(AlarmKind.CLOCK_SKEW, str(round(page.skew)) if skewed else None)
        oldest = self._oldest(page)
        with run.parts.inbox.transaction() as tx:
            # nobody signs these heights: where they contradict each other, an epoch does not begin by them
            self._completeness.see(tx, page.epoch, min(page.high_seq, page.held + page.ledger_high))
            possible = page.ledger_high <= page.high_seq
            self._ledger.see(tx, page.epoch, page.ledger_high, known_pos, possible=possible)
            watching.note(tx, run.now)
            heartbeat.beat(
                tx,
                connection=Link.CONNECTED,
                trouble=None,
                offline_since=None,
                next_poll_at=None,
                last_good_list_at=run.now,
                held=page.held,
                oldest_expires_at=oldest,
                skew=page.skew,
                ready=run.ready,
                waiting=not run.once,
            )

    def _oldest(self, page: object) -> datetime | None:
        """When the first of all that is still on the web expires, in civil time."""
        run = self._run
        known = run.oldest_expires_at()
        if not isinstance(page, ListPage) or not page.items:
            return known
        soonest = page.received_at + min(item.expires_in for item in page.items) - run.elapsed
        listed = run.now + timedelta(seconds=soonest)
        return listed if known is None else min(known, listed)

    # What a whole listing says

    def _finish(self, page: ListPage, current: Pass) -> None:
        """As far as it came: what wasn't among it is no longer on the web, as far as we know."""
        run = self._run
        self._pass = None
        self._highest = page.high_seq
        self.passes += 1
        if self.passes == 1:
            run.works.touch_all()  # what waited for a verdict has none to come
        self.full_due = math.inf if run.once else run.elapsed + FULL_SECONDS
        for work in run.works:
            facts = work.facts
            if work.offered and current.has_ended(facts.key, facts.seq) and facts.row not in run.in_flight:
                work.offered = False
                run.works.touch(work)
                self._ledger.wanted = True
        self._completeness.check(
            current.listed,
            current.high_seq,
            ledger_high=page.ledger_high,
            read_to=self._ledger.pos,
            vanished=[work.facts.seq for work in run.works if not work.offered and self._has_no_end(work)],
        )

    def _has_no_end(self, work: Work) -> bool:
        """Whether we know of nothing that ended its web copy: no receipt, no expiry."""
        return stage_of(work.facts) in _NOT_ENDED and work.facts.expired_at is None

    def _note_receipted(self, items: Sequence[ListItem]) -> None:
        """Listed after its receipt: 3.6 is asked; in a third listing the promise was not kept."""
        run = self._run
        for item in items:
            work = None if item.signed is None else run.works.by_key(item.signed.manifest.key)
            if work is None or stage_of(work.facts) not in {Stage.ACKNOWLEDGED, Stage.CLOSED}:
                continue
            self._relisted[work.facts.key] += 1
            if self._relisted[work.facts.key] < _RELISTED and not work.busy:
                self._ask_again(work)
            if self._relisted[work.facts.key] == _RELISTED:
                with run.parts.inbox.transaction() as tx:
                    run.incident(tx, IncidentKind.NOT_DESTROYED, work.facts, detail="listed")
