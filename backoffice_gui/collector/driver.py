"""The collector's one deciding thread: plan, do, record, and again.

A turn takes what the lanes have finished, plans every submission that something happened to,
commits in groups, and asks for what is due next. Facts are read back from each commit, so that a
turn never rests on more than the inbox holds; starting up is the first turn.
"""

from __future__ import annotations

import contextlib
import math
import threading
from typing import assert_never

from backoffice_gui.collector.acknowledging import Acknowledging
from backoffice_gui.collector.arrivals import Arrivals
from backoffice_gui.collector.duties import Duties
from backoffice_gui.collector.ledger import LedgerReading
from backoffice_gui.collector.listing import Listing
from backoffice_gui.collector.machine import (
    Acknowledge,
    Erase,
    Fetch,
    Mirror,
    Quarantine,
    ReadBack,
    Recheck,
    Release,
    Rest,
    Step,
    Wait,
    plan,
)
from backoffice_gui.collector.mirroring import Mirroring
from backoffice_gui.collector.run import CollectorParts, Run, Tally
from backoffice_gui.collector.run_keys import RunKeys
from backoffice_gui.collector.schedule import SLOTS, Candidate, choose
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.inbox import identity, outcomes, submissions

__all__ = ["Driver"]

_LONGEST_WAIT = 5.0
_JUMP = 30.0
_ONCE_TRIES = 3
"""Tries at a first list with `--once` before the front end counts as unreachable."""


class Driver:
    """One life of a collector: from what the inbox holds to a stop, or to the first error of the store.

    `run` belongs to one thread; `wake` and `poke` may be called from any other.
    """

    def __init__(self, parts: CollectorParts, tally: Tally, stop: threading.Event, *, once: bool = False) -> None:
        self._parts = parts
        self._lanes = parts.make_lanes()
        with parts.inbox.reading() as conn:
            ids = identity.ids(conn)
        self._run = Run(parts, self._lanes, once=once, ids=ids, tally=tally, stop=stop)
        self._troubles = Troubles(self._run)
        self._run_keys = RunKeys(self._run)
        self._acknowledging = Acknowledging(self._run, self._troubles)
        self._arrivals = Arrivals(self._run, self._run_keys, self._troubles, self._acknowledging.ended)
        self._ledger = LedgerReading(self._run, self._acknowledging, self._troubles)
        self._listing = Listing(
            self._run,
            self._arrivals,
            self._ledger,
            self._troubles,
            after_group=self._after_group,
            ask_again=self._acknowledging.ask_again,
        )
        self._duties = Duties(self._run, self._run_keys, self._troubles, lambda: self._listing.passes > 0)
        self._mirroring = Mirroring(self._run, self._troubles)
        self._poked = False
        self._last_turn = math.inf
        self._retries: dict[int, tuple[float, Work]] = {}

    def run(self) -> None:
        """Collect until the stop, or, with `once`, until all that was listed is at rest or out of retries.

        Raises `FrontEndError` where, with `once`, no list can be had; `StoreError` where the
        store can't be used; nothing is lost by either.
        """
        run = self._run
        failed = True
        try:
            self.begin()
            while not run.stop.is_set() and not (run.once and self._finished() and self._duties.tidied()):
                self.turn()
            failed = False
        finally:
            self.end(failed=failed)

    @property
    def turned_at(self) -> float:
        """When the last turn began, in elapsed seconds; far ahead before the first."""
        return self._last_turn

    def wake(self) -> None:
        """Look at the stop now, though a poll is waiting, a body is coming in, or an answer does not."""
        self._parts.front.close()
        self._lanes.wake()

    def poke(self) -> None:
        """List from 0 now (`F5`)."""
        self._poked = True
        self._lanes.wake()

    def turn(self) -> None:
        """One turn: take what is done, plan, do, ask for more, wait for news."""
        self._notice_jump()
        if self._poked:
            self._poked = False
            self._run.paused_until = -math.inf
            self._listing.demand()
        self._duties.do()
        self._settle_questions()
        self._advance()
        self._listing.go_on()
        self._send()
        self._read_ledger()
        self._mirroring.go_on()
        for done in self._lanes.wait(self._patience()):
            done.then(done)
        self._fill_slots()
        self._arrivals.commit()

    # Beginning and end

    def begin(self) -> None:
        """Learn from the inbox what there is to do."""
        self._troubles.restore()
        self._troubles.set(AlarmKind.NOT_RELOADED, self._parts.not_reloaded())
        self._run_keys.start()
        self._mirroring.start()
        with self._parts.inbox.reading() as conn:
            for facts in submissions.at_work(conn):
                self._run.works.take(facts)
                self._run.doubt(facts)

    def end(self, *, failed: bool = False) -> None:
        """Let the lanes go; what they still bring is dropped, for it can be had again."""
        self._run.over.set()
        self._parts.front.interrupt()
        if self._run.stop.is_set():
            self._parts.front.close()
        self._lanes.close()
        self._mirroring.close()
        if not failed:
            with contextlib.suppress(StoreError):
                self._duties.end()

    def _finished(self) -> bool:
        """With `--once`: listed whole, everything at rest or out of retries, the ledger read, the rest counted."""
        last = self._troubles.last
        if last is not None and self._troubles.hopeless:
            if self._listing.passes == 0:
                raise last
            return True
        if last is not None and self._listing.passes == 0 and self._troubles.tries >= _ONCE_TRIES:
            raise last
        if self._listing.passes == 0 or self._listing.listing or self._run.works.dirty:
            return False
        if self._run.in_flight or self._run.doubtful or not self._acknowledging.idle:
            return False
        read = self._ledger.idle and not self._acknowledging.ledger_due
        if not (read or self._troubles.gave_up("ledger")) or not all(self._rests(work) for work in self._run.works):
            return False
        return self._mirroring.settled() and self._listing.counted()

    def _rests(self, work: Work) -> bool:
        """Nothing more will come of it in this run: at rest, waiting for news, given up, or without room."""
        if work.given_up:
            return True
        step = self._plan(work)
        no_room = isinstance(step, Fetch) and not self._troubles.has_room(work.room)
        return not work.busy and (no_room or step in {Wait(), Rest()})

    # Planning

    def _plan(self, work: Work) -> Step:
        known = work.known(
            ready=self._run.may_acknowledge,
            erase_due=self._duties.erase_due(work, self._run.now),
            judged=self._listing.passes > 0,
            mirror=self._mirroring.view(work),
        )
        return plan(known, self._run.elapsed)

    def _after_group(self) -> None:
        """Between two groups of a page: prove and acknowledge what has just been stored."""
        self._advance()
        self._mirroring.go_on()
        self._send()

    def _send(self) -> None:
        """Acknowledge the next group, if the key is proven still: a desk may have said otherwise just now."""
        if not self._acknowledging.idle:
            self._run_keys.check()
        if not self._run.may_acknowledge:
            self._acknowledging.release()
        self._acknowledging.send()

    def _advance(self) -> None:
        """Plan everything that something happened to, until nothing is left to do at once."""
        self._wake_retries()
        while self._run.works.dirty:
            dirty, self._run.works.dirty = list(self._run.works.dirty.values()), {}
            to_prove: list[tuple[Work, int]] = []
            to_recheck: list[tuple[Work, int]] = []
            for work in dirty:
                match self._plan(work):
                    case ReadBack(attempt):
                        to_prove.append((work, attempt))
                    case Recheck(attempt):
                        to_recheck.append((work, attempt))
                    case step:
                        self._do(work, step)
            self._arrivals.prove(to_prove)
            self._arrivals.prove_sealed(to_recheck)
        self._fill_slots()

    def _do(self, work: Work, step: Step) -> None:
        match step:
            case Rest():
                self._run.works.drop(work)
            case Wait(until):
                if until < math.inf and not work.given_up:
                    self._retries[work.facts.row] = (until, work)
            case Fetch():
                self._arrivals.wanted[work.facts.row] = work
            case Mirror(attempt):
                self._mirroring.add(work, attempt)
            case Acknowledge(attempt):
                self._mirroring.passed(work, attempt)
                self._acknowledging.add(work, work.copies[attempt])
            case Quarantine(reason):
                self._quarantine(work, reason)
            case Release():
                self._release(work)
            case Erase():
                self._mirroring.erase(work)
            case ReadBack() | Recheck():
                raise AssertionError(step)
            case _:
                assert_never(step)

    def _wake_retries(self) -> None:
        now = self._run.elapsed
        for row, (until, work) in list(self._retries.items()):
            if until <= now or work.busy:
                del self._retries[row]
                self._run.works.touch(work)

    def _fill_slots(self) -> None:
        run = self._run
        in_slots = self._arrivals.in_slots()
        free = SLOTS - len(in_slots)
        if free <= 0 or run.elapsed < run.held_until or not self._arrivals.wanted:
            return
        wanted = self._arrivals.wanted
        candidates = [
            Candidate(row, work.deadline, work.own_faults > 0, work.tries, work.retry_at, work.valid is not False)
            for row, work in wanted.items()
            if self._troubles.has_room(work.room)
        ]
        at_work = [work for work in map(run.works.by_row, in_slots) if work is not None]
        unsigned = sum(work.valid is False for work in at_work)
        failing = sum(work.own_faults > 0 and work.valid is not False for work in at_work)
        for candidate in choose(candidates, free, failing, unsigned):
            work = wanted.pop(candidate.row)
            if isinstance(self._plan(work), Fetch):
                self._arrivals.fetch(work)

    # Small steps

    def _quarantine(self, work: Work, reason: str) -> None:
        with self._parts.inbox.transaction() as tx:
            self._run.works.refresh(outcomes.quarantined(tx, work.facts.row, reason, self._run.now))
        self._run.tally.counted["quarantined"] += 1
        self._run.say(EventName.QUARANTINED, work.facts, reason)

    def _release(self, work: Work) -> None:
        with self._parts.inbox.transaction() as tx:
            self._run.works.refresh(outcomes.released(tx, work.facts.row, self._run.now))

    def _read_ledger(self) -> None:
        if self._acknowledging.ledger_due and self._acknowledging.idle and not self._listing.listing:
            self._acknowledging.ledger_due = False
            self._ledger.wanted = True
        self._ledger.read()

    def _settle_questions(self) -> None:
        """Once the ledger has been read to its end, what it says nothing of is disputed."""
        self._ledger.settle_losses()
        self._ledger.settle_unproven()
        if self._ledger.idle and not self._acknowledging.ledger_due:
            self._ledger.settle_questions()

    def _notice_jump(self) -> None:
        """After a wake-up deadlines are worth nothing: list again first (protocol §4.3)."""
        now = self._run.elapsed
        if now - self._last_turn > _LONGEST_WAIT + _JUMP:
            for work in self._run.works:
                work.deadline = now
            self._mirroring.distrust()
            self._listing.demand()
        self._last_turn = now

    def _patience(self) -> float:
        run = self._run
        # to ask whether all is finished is to ask for the last count: now, and not a second later
        if run.works.dirty or run.doubtful - run.in_flight or (run.once and self._finished()):
            return 0.0
        due = [self._duties.next_due, self._listing.next_due(), self._mirroring.next_due()]
        due += [until for until, _ in self._retries.values()]
        waiting = [
            (run.held("acknowledgement"), not self._acknowledging.idle),
            (run.held("ledger"), self._ledger.wanted),
            (run.held_until, bool(self._arrivals.wanted)),
        ]
        due += [until for until, waits in waiting if waits and until > run.elapsed]
        return min(_LONGEST_WAIT, max(0.0, min(due) - run.elapsed))
