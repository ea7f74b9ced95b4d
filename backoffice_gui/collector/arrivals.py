"""From what is listed to what is verified: sightings, attempts, commits in groups, read-back.

Small submissions whose parts came with the list are sighted, sealed and stored in one commit of
at most 50; all else is fetched by a slot first. Either way the order is the same: one commit with
full sync, read back over a fresh connection, `verified_at` committed: only then a `VerifiedCopy`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from backoffice_gui.collector.fetching import LOADS, FetchJob, Load, seal_manifest, seal_whole
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.machine import Fetch, plan
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.run_keys import RunKey, RunKeys
from backoffice_gui.collector.schedule import BODIES
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.manifest import Manifest
from backoffice_gui.errors import Problem
from backoffice_gui.sealing.chunks import AttemptKey, SealContext
from backoffice_gui.storage.inbox import attempts, read_back, submissions
from backoffice_gui.storage.inbox.attempts import NewAttempt, SealedChunk
from backoffice_gui.storage.inbox.submissions import Sighting
from backoffice_gui.transfer import ListItem

__all__ = ["GROUP", "Arrivals", "in_groups", "sighting"]

GROUP = 50
"""Submissions to a commit; it waits for none."""
_ASIDE_KEPT = 3


def in_groups(items: Sequence[ListItem]) -> Iterator[Sequence[ListItem]]:
    """The items of a page, at most `GROUP` at a time."""
    for start in range(0, len(items), GROUP):
        yield items[start : start + GROUP]


def sighting(manifest: Manifest) -> Sighting:
    """The clear facts of a manifest: nothing in them is personal."""
    return Sighting(
        manifest.key,
        manifest.seq,
        manifest.kind,
        manifest.size,
        len(manifest.parts),
        manifest.submitted_at,
        manifest.expires_at,
    )


class Arrivals:
    """Stores what comes in, proves it, and hands the proofs to whoever acknowledges."""

    def __init__(self, run: Run, run_keys: RunKeys, troubles: Troubles, ended: Callable[[Work, Problem], None]) -> None:
        self._run = run
        self._ended = ended
        self._keys = run_keys
        self._run_key: RunKey
        self._troubles = troubles
        self._bodies = run.lanes.gate(BODIES)
        self._loads = run.lanes.gate(LOADS)
        self._begun: dict[int, int] = {}
        self._whole: list[Load] = []
        self._outdated: set[int] = set()
        self.wanted: dict[int, Work] = {}

    def sight(self, items: Iterable[ListItem], deadlines: Mapping[SubmissionKey, float]) -> None:
        """Take a group of readable items: record the new ones, store what came whole with the list."""
        run = self._run
        manifests = {item.signed.manifest.key: item for item in items if item.signed is not None}
        if not manifests:
            return
        keyed: dict[int, tuple[Work, AttemptKey]] = {}
        self._run_key = self._keys.current()
        with run.parts.inbox.transaction() as tx:
            now = run.now
            found = submissions.sight(tx, [sighting(i.signed.manifest) for i in manifests.values() if i.signed], now)
            works = [self._seen(facts, manifests[facts.key], deadlines) for facts in found]
            for facts in found:
                if facts.erased_at is not None:
                    run.incident(tx, IncidentKind.OFFERED_AFTER_PURGE, facts)
                if facts.seq != manifests[facts.key].seq:
                    run.incident(tx, IncidentKind.DISPUTED, facts, detail="seq")
            self._troubles.note_reuse(tx, [facts for facts in found if facts.first_seen_at == now])
            ready = [work for work in works if self._takes_whole(work)]
            if ready:
                keyed = self._begin(tx, ready)
                chunks = (chunk for number, (work, key) in keyed.items() for chunk in self._sealed(number, work, key))
                attempts.add_chunks(tx, list(chunks))
                run.works.refresh(attempts.stored(tx, list(keyed), run.now))
        self._now_stored(keyed)

    def _seen(self, facts: SubmissionFacts, item: ListItem, deadlines: Mapping[SubmissionKey, float]) -> Work:
        run = self._run
        work = run.works.take(facts)
        work.offered = True
        work.retry_at = -math.inf if work.retry_at == math.inf else work.retry_at
        work.since = min(work.since, run.elapsed)
        work.deadline, work.odd_expiry = deadlines[facts.key], item.odd_expiry
        if item.signed is not None and (work.signed is None or work.signed.verdict is not item.signed.verdict):
            if work.valid is False:
                work.keys.clear()  # what they sealed bears the other signature: fetched anew under the valid one
            work.signed = item.signed
        if item.signed is not None and item.inline:
            work.inline = item.inline
        if item.odd_expiry:
            work.trouble = work.trouble or "expires-in"
        if facts.row not in run.tally.seen:
            run.tally.seen.add(facts.row)
            run.say(EventName.LISTED, facts)
        return work

    def _takes_whole(self, work: Work) -> bool:
        signed = work.signed
        if signed is None or len(work.inline) < len(signed.manifest.parts) or work.facts.row in self._run.in_flight:
            return False
        return isinstance(self._plan(work), Fetch) and self._troubles.has_room(work.room)

    def _plan(self, work: Work) -> object:
        return plan(work.known(ready=self._run.ready, erase_due=False), self._run.elapsed)

    def _begin(self, tx: Connection, works: Sequence[Work]) -> dict[int, tuple[Work, AttemptKey]]:
        keys = [self._new_key(work.facts) for work in works]
        rows = [self._new_attempt(work.facts.row, key) for work, key in zip(works, keys, strict=True)]
        numbers = attempts.begin(tx, rows, self._run.now)
        return dict(zip(numbers, zip(works, keys, strict=True), strict=True))

    def _new_attempt(self, row: int, key: AttemptKey) -> NewAttempt:
        tag = key.context.attempt
        return NewAttempt(row, tag, self._run.ids.current, self._run_key.id, self._run_key.wrap(key))

    def _new_key(self, facts: SubmissionFacts) -> AttemptKey:
        key = facts.key
        context = SealContext(self._run.ids.current, key.origin, key.id, key.digest, os.urandom(16))
        return AttemptKey.new(context)

    def _sealed(self, number: int, work: Work, key: AttemptKey) -> Iterator[SealedChunk]:
        if work.signed is None:
            return
        yield seal_manifest(key, work.signed, attempt=number)
        for part in work.signed.manifest.parts:
            yield from seal_whole(key, part.n, work.inline[part.n], attempt=number)
        self._run.tally.counted["bytes"] += work.signed.manifest.size

    def _now_stored(self, keyed: Mapping[int, tuple[Work, AttemptKey]]) -> None:
        for number, (work, key) in keyed.items():
            if work.facts.row not in self._outdated:
                work.keys[number] = key
            self._outdated.discard(work.facts.row)
            work.inline = {}
            self._run.tally.counted["stored"] += 1
            self._run.say(EventName.STORED, work.facts)
            self._run.works.touch(work)

    # Bodies by slot

    def fetch(self, work: Work) -> None:
        """Give a slot to one submission that has to be fetched."""
        run = self._run
        if work.signed is None:
            return
        work.busy = True
        self._run.in_flight.add(work.facts.row)
        self._outdated.discard(work.facts.row)
        job = FetchJob(
            work.facts.row,
            work.signed,
            work.inline,
            self._new_key(work.facts),
            run.parts.front,
            run.parts.clock,
            run.lanes,
            self._bodies,
            self._loads,
            run.over,
            work.deadline,
            self._loaded,
        )
        run.lanes.submit("slots", job, lambda done: self._fetched(done, job))

    def _loaded(self, done: Done) -> None:
        """A part of a big submission: committed as it comes, at most 16 MiB to a transaction."""
        load = done.value
        work = self._run.works.by_row(load.row) if isinstance(load, Load) else None
        self._troubles.heard()
        try:
            if isinstance(load, Load) and work is not None:
                self._run_key = self._keys.current()
                with self._run.parts.inbox.transaction() as tx:
                    self._write(tx, load)
        finally:
            self._loads.release()

    def in_slots(self) -> set[int]:
        """Rows that a slot is fetching: what has come whole holds none any more."""
        return self._run.in_flight - {load.row for load in self._whole}

    def _fetched(self, done: Done, job: FetchJob) -> None:
        row = job.row
        work = self._run.works.by_row(row)
        if work is not None and job.signed is not work.signed:
            self._outdated.add(row)
        if isinstance(done.value, Load) and work is not None:
            self._troubles.answered("part", row)
            self._whole.append(done.value)
            return
        self._run.in_flight.discard(row)
        if work is None:
            return
        self._begun.pop(row, None)
        if isinstance(done.error, Problem) and done.error.name in {"acknowledged", "expired"}:
            work.busy = False
            self._ended(work, done.error)
        else:
            self._troubles.of_submission(work, done.error)

    def _write(self, tx: Connection, load: Load) -> int:
        number = self._begun.get(load.row)
        if number is None:
            new = self._new_attempt(load.row, load.key)
            number = attempts.begin(tx, [new], self._run.now)[0]
            self._begun[load.row] = number
        attempts.add_chunks(tx, [replace(chunk, attempt=number) for chunk in load.chunks])
        self._run.tally.counted["bytes"] += load.octets
        return number

    def commit(self) -> None:
        """Commit what slots have brought whole, as one group."""
        while self._whole:
            loads, self._whole = self._whole[:GROUP], self._whole[GROUP:]
            keyed: dict[int, tuple[Work, AttemptKey]] = {}
            self._run_key = self._keys.current()
            with self._run.parts.inbox.transaction() as tx:
                for load in loads:
                    self._commit_one(tx, load, keyed)
                if keyed:
                    self._run.works.refresh(attempts.stored(tx, list(keyed), self._run.now))
            for load in loads:
                self._begun.pop(load.row, None)
                self._run.in_flight.discard(load.row)
            self._now_stored(keyed)

    def _commit_one(self, tx: Connection, load: Load, keyed: dict[int, tuple[Work, AttemptKey]]) -> None:
        work = self._run.works.by_row(load.row)
        if work is None:
            return
        work.busy = False
        if load.fault is None:
            keyed[self._write(tx, load)] = (work, load.key)
            return
        aside = sum(a.set_aside_at is not None for a in work.facts.attempts)
        if aside < _ASIDE_KEPT or load.row in self._begun:
            number = self._write(tx, load)
            self._run.works.refresh(attempts.set_aside(tx, number, load.fault, self._run.now))
        self._run.failed(work, load.fault, slow=work.facts.quarantined)

    # Read-back

    def prove(self, works: Sequence[tuple[Work, int]]) -> None:
        """Read stored attempts back with the keys still in memory; what holds is a `VerifiedCopy`."""
        for start in range(0, len(works), GROUP):
            group = works[start : start + GROUP]
            candidates = [
                read_back.Candidate(work.facts.row, number, work.keys[number], work.facts.key, self._keys.held)
                for work, number in group
            ]
            self._proven(read_back.read_back(self._run.parts.inbox, candidates, self._run.now), group)

    def prove_sealed(self, works: Sequence[tuple[Work, int]]) -> None:
        """Prove attempts verified before a restart, against the recorded hashes."""
        for start in range(0, len(works), GROUP):
            group = works[start : start + GROUP]
            rows = [work.facts.row for work, _ in group]
            self._proven(read_back.read_back_sealed(self._run.parts.inbox, rows), group)

    def _proven(self, result: read_back.ReadBack, group: Sequence[tuple[Work, int]]) -> None:
        run = self._run
        run.works.refresh(result.facts)
        works = {work.facts.row: work for work, _ in group}
        numbers = {number: work for work, number in group}
        for copy in result.copies:
            work = works[copy.row]
            work.copies[copy.attempt] = copy
            work.keys.clear()
            work.succeeded()
            run.works.touch(work)
            run.say(EventName.VERIFIED, work.facts)
        for fault in result.faults:
            if (failed := numbers.get(fault.attempt)) is not None:
                self._not_proven(failed, fault)

    def _not_proven(self, work: Work, fault: read_back.Fault) -> None:
        """What does not hold is set aside, never deleted; a new attempt is made as long as it is listed."""
        run = self._run
        work.keys.pop(fault.attempt, None)
        if fault.reason == "key":
            self._keys.give_up()
        if fault.reason not in {"quarantined", "erased", "gone"}:
            with run.parts.inbox.transaction() as tx:
                run.works.refresh(attempts.set_aside(tx, fault.attempt, fault.reason, run.now))
        run.doubt(work.facts)
        run.failed(work, fault.reason)
