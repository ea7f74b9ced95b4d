"""What is waiting on the web: listed whole at the start, after each wake-up and every 60 s, polled between.

A page is asked for while the one before it is being stored. A page that can't be read is asked
again with fewer items, down to one, and then stepped over, as an incident of its own; an item that
is wrong is refused alone (protocol §3.1).
"""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backoffice_gui.collector.arrivals import Arrivals, in_groups
from backoffice_gui.collector.completeness import Completeness
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.ledger import LedgerReading
from backoffice_gui.collector.run import INLINE, Run
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import Stage, stage_of
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import Connection as Link
from backoffice_gui.domain.strict_json import MAX_INTEGER
from backoffice_gui.errors import BadAnswer
from backoffice_gui.storage.inbox import heartbeat, watching
from backoffice_gui.transfer import ListItem, ListPage

__all__ = ["FULL_SECONDS", "Listing", "sound_seq"]

FULL_SECONDS = 60.0
_LIMIT = 100
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


@dataclass(slots=True)
class _Search:
    """Where an unreadable item is looked for: unreadable after `below`, readable after `beyond`."""

    below: int
    at: int
    beyond: int | None = None
    step: int = 1


def sound_seq(item: ListItem) -> int:
    """The number of an item that could be read, 0 for another: only a sound one moves the list on."""
    return 0 if item.fault is not None or item.seq is None else item.seq


@dataclass(slots=True)
class _Pass:
    """One listing from 0, page after page; `listed` are those it has shown."""

    after: int = 0
    limit: int = _LIMIT
    search: _Search | None = None
    listed: dict[int, SubmissionKey] = field(default_factory=dict)
    high_seq: int = 0


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
        self._pass: _Pass | None = None
        self._in_flight = False
        self._highest = 0
        self._known_pos = 0
        self._completeness = Completeness(run)
        self._count = _Count.NOT_ASKED
        self._poll_after = -math.inf
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
            self._pass = _Pass()
        if self._pass is not None:
            search = self._pass.search
            self._ask(self._pass.after if search is None else search.at, self._pass.limit, 0.0)
        elif not run.once and run.elapsed >= self._poll_after:
            self._ask(self._highest, _LIMIT, _WAIT)

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
            if not (isinstance(done.error, BadAnswer) and done.error.reason == "page" and self._shrink(done.error)):
                self._troubles.of_front(done.error, "list")
            return
        self._troubles.answered("list")
        known_pos = self._known_pos
        last = max((seq for seq in map(sound_seq, page.items) if seq <= page.high_seq), default=0)
        self._highest = max(self._highest, last)
        if self._pass is None:
            quick = not page.items and run.elapsed - began < _QUICK
            self._poll_after = run.elapsed + (run.parts.poll_seconds if quick else 0.0)
            self._take(page, None, known_pos)
            return
        current = self._pass
        if current.search is not None:
            self._probed(current, current.search, readable=True)
            return
        current.high_seq = current.high_seq or page.high_seq
        more = bool(page.items) and last < page.high_seq and last > current.after
        if more:
            current.after = last
            self._ask(last, current.limit, 0.0)
        self._take(page, current, known_pos)
        if not more:
            self._finish(page, current)

    def _shrink(self, error: BadAnswer) -> bool:
        """Ask an unreadable page again with fewer items; one that stays unreadable is looked for, and stepped over.

        With `limit` 1 a page is unreadable for every `after` below the item's number, and for none
        above: doubling steps find a place beyond it, halving ones its number, in some sixty requests.
        """
        current = self._pass
        if current is None:
            self.full_due = -math.inf
            return True
        if current.search is not None:
            return self._probed(current, current.search, readable=False)
        if current.limit > 1:
            current.limit = max(1, current.limit // 4)
        else:
            current.search = _Search(current.after, current.after + 1)
        return True

    def _probed(self, current: _Pass, search: _Search, *, readable: bool) -> bool:
        """One step of the search for the number of an unreadable item; false where there is no end to it."""
        if readable:
            search.beyond = search.at
        else:
            search.below = search.at
        if search.beyond is not None and search.beyond - search.below <= 1:
            with self._run.parts.inbox.transaction() as tx:
                self._run.incident(tx, IncidentKind.PAGE_UNREADABLE, seq=search.beyond, detail="item")
            current.after, current.limit, current.search = search.beyond, _LIMIT, None
            return True
        if search.beyond is not None:
            search.at = (search.below + search.beyond) // 2
            return True
        search.step *= 2
        search.at = search.below + search.step
        if search.at > MAX_INTEGER:
            self._pass = None
            self.full_due = self._run.elapsed + FULL_SECONDS
            return False
        return True

    # What a page says

    def _take(self, page: ListPage, current: _Pass | None, known_pos: int) -> None:
        self._beat(page, known_pos)
        good = [item for item in page.items if item.fault is None and item.signed is not None]
        bad = [item for item in page.items if item.fault is not None]
        if bad:
            self._refuse(bad)
        deadlines = {i.signed.manifest.key: page.received_at + i.expires_in for i in good if i.signed is not None}
        for item in good:
            if current is not None and item.seq is not None and item.signed is not None:
                current.listed[item.seq] = item.signed.manifest.key
        for group in in_groups(good):
            self._arrivals.sight(group, deadlines)
            if current is not None:
                self._note_receipted(group)
            self._after_group()

    def _refuse(self, items: Sequence[ListItem]) -> None:
        with self._run.parts.inbox.transaction() as tx:
            for item in items:
                self._run.incident(tx, IncidentKind.PAGE_UNREADABLE, seq=item.seq, detail=item.fault or "item")

    def _beat(self, page: ListPage, known_pos: int) -> None:
        run = self._run
        run.tally.held = page.held
        skewed = abs(page.skew) > _SKEW
        self._troubles.set(AlarmKind.CLOCK_SKEW, str(round(page.skew)) if skewed else None)
        oldest = self._oldest(page)
        with run.parts.inbox.transaction() as tx:
            self._completeness.see(tx, page.epoch, page.high_seq)
            self._ledger.see(tx, page.epoch, page.ledger_high, known_pos)
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

    def _finish(self, page: ListPage, current: _Pass) -> None:
        """Everything was listed: what wasn't among it is no longer on the web, as far as we know."""
        run = self._run
        self._pass = None
        self._highest = page.high_seq
        self.passes += 1
        self.full_due = math.inf if run.once else run.elapsed + FULL_SECONDS
        listed = set(current.listed.values())
        for work in run.works:
            if work.offered and work.facts.key not in listed and work.facts.row not in self._run.in_flight:
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
